"""How outputs, callbacks and commands are made, from `pywebio.io_ctrl` and `pywebio.output`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import signature
from typing import Literal, TypeVar

from typing_extensions import ParamSpec

from pywebio.compat.sessions import get_current_session
from pywebio.domain.scope import dom_id
from pywebio.input._field import Field
from pywebio.input._update import change_of
from pywebio.output import Output, OutputList, put_error, put_info, put_success, put_warning
from pywebio.output._content import where
from pywebio.ports.types import Json, UserValue

__all__ = [
    "Output",
    "OutputList",
    "output_register_callback",
    "parse_input_update_spec",
    "safely_destruct_output_when_exp",
    "scope2dom",
    "send_msg",
]

P = ParamSpec("P")
R = TypeVar("R")


def output_register_callback(callback: Callable[[UserValue], object], **options: bool) -> str:
    """
    Let scripts in the page call a function: `WebIO.pushData(data, callback_id)`.

    Args:
        callback: Gets the data.
        options: As in `pywebio.output.put_buttons`.

    Returns:
        The callback id.
    """
    return get_current_session().register_callback(callback, **options)


def safely_destruct_output_when_exp(
    content_param: str | Sequence[str],
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """
    Return a decorator for functions that take outputs as content.

    If the function raises, what it was given is not shown.

    Args:
        content_param: The parameter that takes content, or several.
    """
    names = [content_param] if isinstance(content_param, str) else content_param

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        parameters = signature(function)

        @wraps(function)
        def safe(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return function(*args, **kwargs)
            except Exception:
                bound = parameters.bind_partial(*args, **kwargs).arguments
                Output.safely_destruct([bound.get(name) for name in names])
                raise

        return safe

    return decorate


def scope2dom(name: str, no_css_selector: bool = False) -> str:
    """Return the CSS selector of a scope, or only its DOM id."""
    return dom_id(name) if no_css_selector else "#" + dom_id(name)


def send_msg(
    cmd: str, spec: Mapping[str, object] | None = None, task_id: str | None = None
) -> None:
    """
    Send a command of the wire (protocol reference, section 4) to the page.

    Args:
        cmd: Its name.
        spec: Its members.
        task_id: In whose name; by default that of the running task.
    """
    session = get_current_session()
    message: dict[str, object] = {"command": cmd, "spec": spec or {}}
    session.send_task_command(message if task_id is None else {**message, "task_id": task_id})


def parse_input_update_spec(spec: Mapping[str, object]) -> dict[str, Json]:
    """Return what *spec*, keywords of `input_update()`, is on the wire.

    Raises:
        ArgumentError: Something cannot be changed any more.
    """
    return dict(change_of(spec, "input_update()").attributes)


_MESSAGES = {
    "info": put_info,
    "success": put_success,
    "warning": put_warning,
    "danger": put_error,
}


def _put_message(
    color: Literal["info", "success", "warning", "danger"],
    contents: Sequence[object],
    closable: bool = False,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """Show a box of one of Bootstrap's colours; otherwise as `pywebio.output.put_info`."""
    message = _MESSAGES.get(color, put_info)
    shown = message(*contents, closable=closable, scope=scope, position=position)
    data = shown.spec["data"]
    if isinstance(data, dict):
        data["kind"] = color
    return shown


def _get_output_spec(
    type: str, scope: str | None, position: int, **other_spec: object
) -> dict[str, object]:
    """Return the spec of an output: its place, and those of *other_spec* that are not None."""
    given = {name: value for name, value in other_spec.items() if value is not None}
    return {"type": type, **given, **where(scope, position)}


def _pin_output(single_input_return: Field, scope: str | None, position: int) -> Output:
    """Return an output that is a field for good: `_pin_output(input(name="age"), None, -1)`."""
    spec = {"type": "pin", "input": single_input_return.spec, **where(scope, position)}
    return Output(spec)
