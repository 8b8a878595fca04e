"""The values of pins."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pywebio.domain import commands
from pywebio.domain.ask import ANSWERS, ask_flow, ask_page, run_flow
from pywebio.domain.callbacks import Placement, callback_of
from pywebio.domain.context import current_session, current_task
from pywebio.domain.errors import ArgumentError
from pywebio.domain.flow import Flow, settled
from pywebio.domain.jsonable import to_json
from pywebio.domain.scope import check_name
from pywebio.input._update import change_of
from pywebio.ports.types import Json, UserValue


class Pin:
    """The values of the pins by name: `pin.age` or `pin["age"]`, to be awaited in coroutine apps.

    A name that no widget has is None, or an error after `pin.use_strict()`.
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
        change: dict[str, Json] = {"value": to_json(value, name)}
        current_task().send(commands.PinUpdate(name, change))


pin = Pin()
"""The pins of the page."""


def _value_of(name: str) -> Flow[UserValue]:
    strict = current_session().strict_pins
    values = yield from ask_flow(commands.PinValues([name]))
    found = isinstance(values, dict) and name in values
    if strict and not found:
        raise ArgumentError(f"there is no pin {name!r} in the page")
    return values[name] if found else None


def get_pin_values(names: Sequence[str]) -> UserValue:
    """
    Return the values of several pins as a dict; those that are not in the page are left out.

    In a coroutine app, to be awaited.

    Args:
        names: Their names.
    """
    for name in names:
        check_name(name, "pin name")
    return run_flow(_values_of(list(names)), ANSWERS)


def _values_of(names: list[str]) -> Flow[UserValue]:
    values = yield from ask_flow(commands.PinValues(names))
    return values if isinstance(values, dict) else {}


def pin_update(name: str, **spec: object) -> None:
    """
    Change attributes of a pin, such as `options` or `help_text`.

    Args:
        name: Its name.
        spec: As in `pywebio.input.input_update`.

    Raises:
        ArgumentError: Something cannot be changed any more.
    """
    check_name(name, "pin name")
    current_task().send(commands.PinUpdate(name, change_of(spec).attributes))


def pin_wait_change(*names: str | Sequence[str], timeout: float | None = None) -> UserValue:
    """
    Wait until the user changes one of some pins: `{"name": …, "value": …}`.

    In a coroutine app, to be awaited. None after the time-out.

    Args:
        names: Names, or one list of them.
        timeout: Seconds.

    Raises:
        ArgumentError: No name is given.
    """
    wanted: list[str] = []
    for given in names:
        wanted.extend([given] if isinstance(given, str) else given)
    for name in wanted:
        check_name(name, "pin name")
    if not wanted:
        raise ArgumentError("pin_wait_change() needs the name of a pin")
    return ask_page(commands.PinWait(wanted, timeout))


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
        onchange: Gets the new value. Several functions are called one after the other.
        clear: Drop the functions given earlier.
        init_run: Call it once now, with the value the pin has; in a coroutine as a task.
        callback_options: As in `pywebio.output.put_buttons`.

    Raises:
        ArgumentError: There is nothing to do.
    """
    if onchange is None and not clear:
        raise ArgumentError("pin_on_change() needs onchange, or clear=True")
    for each in [name] if isinstance(name, str) else name:
        _on_change(check_name(each, "pin name"), onchange, clear, init_run, callback_options)


def _on_change(
    name: str,
    onchange: Callable[[UserValue], object] | None,
    clear: bool,
    init_run: bool,
    options: dict[str, bool],
) -> None:
    task = current_task()
    session = task.session
    key = f"pin:{name}"
    if clear:
        session.cleared(key)
    if onchange is None:
        task.send(commands.PinOnChange(name, None, clear))
        return
    function = onchange
    if init_run:
        _run_with_value(name, function)

    def changed(data: object) -> object:
        return function(data.get("value") if isinstance(data, dict) else None)

    callback = callback_of(changed, name, options, is_coroutine=session.app.is_coroutine)
    callback_id = session.add_callback(callback)
    session.placed(key, Placement(callbacks=(callback_id,)))
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
