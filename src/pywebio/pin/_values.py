"""The values of pins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

from pywebio.domain import commands
from pywebio.domain.ask import ANSWERS, ask_flow, run_flow
from pywebio.domain.callbacks import Placement, callback_of
from pywebio.domain.context import current_session, current_task
from pywebio.domain.errors import ArgumentError
from pywebio.domain.flow import Flow, settled
from pywebio.domain.jsonable import is_number, to_json
from pywebio.domain.pins import PinWidget, place_of_callbacks
from pywebio.domain.scope import check_name
from pywebio.input._read import RefusedValue
from pywebio.input._shown import Change, ShownField
from pywebio.input._update import change_of
from pywebio.ports.types import UserValue


class Pin:
    """The values of the pins by name: `pin.age` or `pin["age"]`, to be awaited in coroutine apps.

    A name that no widget has is None, or an error after `pin.use_strict()`. A page cannot make up
    widgets or values: what it says of a widget that is not shown, or that the newest widget of that
    name cannot hold, counts as nothing, as if there were no such widget.
    """

    def use_strict(self) -> None:
        """Make reading a pin that is not in the page an error, in this session."""
        current_session().strict_pins = True

    def __getattr__(self, name: str) -> UserValue:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> UserValue:
        check_name(name, "pin name")
        what = f"pin.{name}" if name.isidentifier() else f"pin[{name!r}]"
        return run_flow(_value_of(name), ANSWERS, what)

    def __setattr__(self, name: str, value: object) -> None:
        if name == "use_strict":
            raise ArgumentError("use_strict is no pin: call pin.use_strict()")
        self[name] = value

    def __setitem__(self, name: str, value: object) -> None:
        check_name(name, "pin name")
        _update(name, Change({"value": to_json(value, name)}))


pin = Pin()
"""The pins of the page."""


def _value_of(name: str) -> Flow[UserValue]:
    values = yield from _values_of([name])
    if current_session().strict_pins and name not in values:
        raise ArgumentError(f"there is no pin {name!r} in the page")
    return values.get(name)


def get_pin_values(names: Sequence[str]) -> UserValue:
    """
    Return the values of several pins as a dict; those that are not in the page are left out.

    In a coroutine app, to be awaited.

    Args:
        names: Their names.

    Raises:
        ArgumentError: It is no list of names.

    Examples:
        ```python
        put_input("name", value="Ada")
        put_slider("age", value=36)
        put_text(get_pin_values(["name", "age"]))
        ```

        ```text
        {'name': 'Ada', 'age': 36}
        ```
    """
    return run_flow(_values_of(_names(names)), ANSWERS)


def _names(given: object) -> list[str]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise ArgumentError(f"names must be a list of names, not {given!r}")
    return [check_name(name, "pin name") for name in given]


def _values_of(names: list[str]) -> Flow[dict[str, UserValue]]:
    session = current_session()
    # The page answers with what it shows when it is asked, whatever other tasks change meanwhile.
    asked = {name: session.page.pin(name) for name in names}
    sent = yield from ask_flow(commands.PinValues(names))
    values: dict[str, UserValue] = {}
    for name, widget in asked.items():
        if isinstance(sent, Mapping) and name in sent:
            with suppress(RefusedValue):
                values[name] = _read((widget, session.page.pin(name)), sent[name])
    return values


def _read(widgets: Iterable[PinWidget | None], sent: object) -> object:
    """Return what the first of *widgets* that can hold it makes of *sent*.

    Raises:
        RefusedValue: None of them can.
    """
    for widget in widgets:
        if widget is not None:
            with suppress(RefusedValue):
                return widget.read(sent)
    raise RefusedValue


def pin_update(name: str, **spec: object) -> None:
    """
    Change attributes of a pin, such as `options` or `help_text`.

    Args:
        name: Its name.
        spec: As in `pywebio.input.input_update`.

    Raises:
        ArgumentError: Something cannot be changed any more.

    Examples:
        ```python
        put_select("town", ["Paris", "Lyon"])
        pin_update("town", options=["Rome", "Turin"])
        ```
    """
    check_name(name, "pin name")
    _update(name, change_of(spec, "pin_update()"))


def _update(name: str, change: Change) -> None:
    task = current_task()
    widget = task.session.page.pin(name)
    if isinstance(widget, ShownField):
        task.session.page.change_pin(name, widget.changed(change))
    task.send(commands.PinUpdate(name, change.attributes))


def pin_wait_change(*names: str | Sequence[str], timeout: float | None = None) -> UserValue:
    """
    Wait until the user changes one of some pins: `{"name": …, "value": …}`.

    In a coroutine app, to be awaited. None after the time-out.
    In a loop, a change since the wait before counts, unless it is a press of `put_actions`.

    Args:
        names: Names, or one list of them.
        timeout: Seconds.

    Raises:
        ArgumentError: No name is given, or the time-out is no number of seconds.

    Examples:
        ```python
        put_slider("volume")
        change = pin_wait_change("volume")
        put_text(change["value"])
        ```

        ```text
        > volume = 7
        7
        ```
    """
    wanted: list[str] = []
    for given in names:
        wanted.extend(_names([given] if isinstance(given, str) else given))
    if not wanted:
        raise ArgumentError("pin_wait_change() needs the name of a pin")
    if timeout is not None and not (is_number(timeout) and timeout >= 0):
        raise ArgumentError(f"timeout={timeout!r} is no number of seconds")
    return run_flow(_change_of_one(wanted, timeout), ANSWERS)


def _change_of_one(names: list[str], timeout: float | None) -> Flow[dict[str, UserValue] | None]:
    session = current_session()
    while True:
        sent = yield from ask_flow(commands.PinWait(names, timeout))
        if sent is None and timeout is not None:
            return None
        # What no widget can say is no change: the page is asked again.
        if isinstance(sent, Mapping) and sent.get("name") in names:
            name = sent["name"]
            with suppress(RefusedValue):
                return {"name": name, "value": _read([session.page.pin(name)], sent.get("value"))}


def pin_on_change(
    name: str | Sequence[str],
    onchange: Callable[[UserValue], object] | None = None,
    clear: bool = False,
    init_run: bool = False,
    **callback_options: bool,
) -> None:
    """
    Call a function whenever the user changes a pin.

    Args:
        name: Its name, or a list of names.
        onchange: Gets the new value. Several functions are called one after the other. They hold
            for widgets of that name that are shown later, too.
        clear: Drop the functions given earlier.
        init_run: Call it once now, with the value the pin has; in a coroutine as a task.
        callback_options: As in `pywebio.output.put_buttons`.

    Raises:
        ArgumentError: There is nothing to do.

    Examples:
        ```python
        put_slider("volume", value=40)
        pin_on_change("volume", onchange=lambda value: put_text(value), init_run=True)
        ```

        ```text
        40
        > volume = 7
        7
        ```
    """
    if onchange is None and not clear:
        raise ArgumentError("pin_on_change() needs onchange, or clear=True")
    if onchange is not None and not callable(onchange):
        raise ArgumentError(f"onchange must be a function, not {onchange!r}")
    for each in _names([name] if isinstance(name, str) else name):
        _on_change(each, onchange, clear, init_run, callback_options)


def _on_change(
    name: str,
    onchange: Callable[[UserValue], object] | None,
    clear: bool,
    init_run: bool,
    options: dict[str, bool],
) -> None:
    task = current_task()
    session = task.session
    key = place_of_callbacks(name)
    if clear:
        session.page.clear(key)
    if onchange is None:
        task.send(commands.PinOnChange(name, None, clear))
        return
    function = onchange
    if init_run:
        _run_with_value(name, function)

    def changed(data: object) -> object:
        if isinstance(data, Mapping) and "value" in data:
            try:
                value = _read([session.page.pin(name)], data["value"])
            except RefusedValue:
                return None
            return function(value)
        return None

    callback = callback_of(changed, name, options, is_coroutine=session.app.is_coroutine)
    callback_id = session.add_callback(callback)
    session.page.place(key, Placement(callbacks=(callback_id,)))
    task.send(commands.PinOnChange(name, callback_id, clear))


def _run_with_value(name: str, function: Callable[[UserValue], object]) -> None:
    task = current_task()

    def run() -> object:
        return run_flow(_called_with_value(name, function), ANSWERS)

    if task.can_await:
        task.session.runner.spawn("pin_on_change", run)
    else:
        run()


def _called_with_value(name: str, function: Callable[[UserValue], object]) -> Flow[None]:
    value = yield from _value_of(name)
    yield from settled(function(value))
