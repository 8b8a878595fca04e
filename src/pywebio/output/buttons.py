"""Buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from pywebio.domain.arguments import check_callable, check_flag, check_list, check_text
from pywebio.domain.callbacks import Placement, callback_of
from pywebio.domain.context import current_session
from pywebio.domain.errors import ArgumentError
from pywebio.output._content import where
from pywebio.output._output import Output
from pywebio.ports.types import Json, JsonObject, UserValue

ButtonItem: TypeAlias = object
"""A dict `{label, value, color?, disabled?}`, a pair `(label, value)`, or a plain value."""


@frozen
class _Button:
    spec: JsonObject
    value: object
    disabled: bool


def put_buttons(
    buttons: Sequence[ButtonItem],
    onclick: Callable[[UserValue], object] | Sequence[Callable[[], object]],
    small: bool | None = None,
    link_style: bool = False,
    outline: bool = False,
    group: bool = False,
    scope: str | None = None,
    position: int = -1,
    **callback_options: bool,
) -> Output:
    """
    Show a row of buttons.

    Args:
        buttons: For each a dict `{label, value, color?, disabled?}`, a pair `(label, value)` or a
            plain value. Values are any objects; they are never sent to the page.
        onclick: A function that gets the value of the clicked button, or a list with one
            function without arguments for each button. Coroutine functions are awaited.
        small: Small buttons.
        link_style: Let them look like links.
        outline: Only outlined.
        group: Joined.
        scope: Name of the scope to show them in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.
        callback_options: Thread apps: `serial_mode=True` runs the clicks one after the other, and
            nothing else of the session meanwhile. Coroutine apps: `mutex_mode=True` ignores clicks
            while one is being worked on.

    Raises:
        ArgumentError: A button has no label, or there are not as many functions as buttons.
        TypeError: *buttons* is no list, *onclick* neither a function nor a list of functions, or
            there is no such callback option.

    Examples:
        ```python
        put_buttons([("Cheap", 10), ("Dear", 99)], onclick=lambda price: put_text(price, "euro"))
        ```

        ```text
        > [Dear]
        99 euro
        ```
    """
    check_list("buttons", buttons, "buttons")
    items = [_button(item, index) for index, item in enumerate(buttons)]
    click = _click_handler(items, onclick)
    session = current_session()
    name = getattr(onclick, "__name__", "onclick")
    callback = callback_of(click, name, callback_options, is_coroutine=session.app.is_coroutine)
    callback_id = session.add_callback(callback)
    spec: dict[str, Json] = {
        "type": "buttons",
        "callback_id": callback_id,
        "buttons": [item.spec for item in items],
        "group": check_flag("group", group),
        "link": check_flag("link_style", link_style),
        "outline": check_flag("outline", outline),
        **where(scope, position),
    }
    if small is not None:
        spec["small"] = check_flag("small", small)
    return Output(spec, placement=Placement(callbacks=(callback_id,)))


def put_button(
    label: str,
    onclick: Callable[[], object],
    color: str | None = None,
    small: bool | None = None,
    link_style: bool = False,
    outline: bool = False,
    disabled: bool = False,
    scope: str | None = None,
    position: int = -1,
    **callback_options: bool,
) -> Output:
    """
    Show one button; parameters as in `put_buttons`.

    Args:
        label: Its text.
        onclick: Called without arguments.
        color: `primary` (default), `secondary`, `success`, `danger`, `warning`, `info`, `light`,
            `dark`, or a class of your own.
        small: A small button.
        link_style: Let it look like a link.
        outline: Only outlined.
        disabled: It cannot be clicked.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.
        callback_options: As in `put_buttons`.

    Raises:
        TypeError: *onclick* is no function, or there is no such callback option.

    Examples:
        ```python
        put_button("Greet", onclick=lambda: put_text("Hello"), color="success")
        ```

        ```text
        > [Greet]
        Hello
        ```
    """
    check_callable("onclick", onclick)
    item = {"label": label, "value": "", "color": color or "primary", "disabled": disabled}
    return put_buttons(
        [item],
        [onclick],
        small=small,
        link_style=link_style,
        outline=outline,
        scope=scope,
        position=position,
        **callback_options,
    )


def _button(item: ButtonItem, index: int) -> _Button:
    if isinstance(item, Mapping):
        members = dict(item)
    elif isinstance(item, (list, tuple)) and len(item) == 2:
        members = {"label": item[0], "value": item[1]}
    else:
        members = {"label": item, "value": item}
    if "label" not in members or "value" not in members:
        raise ArgumentError(f"button {item!r} needs a label and a value")
    spec: dict[str, Json] = {"label": str(members["label"]), "value": index}
    if members.get("color") is not None:
        spec["color"] = check_text("the color of a button", members["color"])
    if members.get("disabled") is not None:
        spec["disabled"] = bool(members["disabled"])
    return _Button(spec, members["value"], bool(members.get("disabled")))


def _click_handler(
    buttons: Sequence[_Button],
    onclick: Callable[[UserValue], object] | Sequence[Callable[[], object]],
) -> Callable[[object], object]:
    """Return a function of the index that the page sends."""
    if not callable(onclick):
        check_list("onclick", onclick, "functions, or one function")
        for index, function in enumerate(onclick):
            check_callable(f"onclick[{index}]", function)
        if len(onclick) != len(buttons):
            raise ArgumentError(
                f"onclick has {len(onclick)} functions for {len(buttons)} buttons; give one each"
            )
        functions = list(onclick)
        actions = {index: functions[index] for index in range(len(buttons))}
    else:
        actions = {
            index: _with_value(onclick, button.value) for index, button in enumerate(buttons)
        }
    enabled = {index: action for index, action in actions.items() if not buttons[index].disabled}

    def click(index: object) -> object:
        action = enabled.get(index) if isinstance(index, int) else None
        return action() if action is not None else None

    return click


def _with_value(onclick: Callable[[UserValue], object], value: object) -> Callable[[], object]:
    return lambda: onclick(value)
