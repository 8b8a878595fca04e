"""Commands to JSON, JSON to events (protocol reference, sections 4 and 7)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import isinf
from typing import cast

from attrs import fields

from pywebio.domain.commands import Command, Output, OutputControl, SetEnv
from pywebio.domain.jsonable import to_json
from pywebio.ports.events import (
    CallbackCalled,
    Event,
    FieldTouched,
    FormCancelled,
    FormSubmitted,
    ScriptAnswered,
)
from pywebio.ports.types import CallbackId, Json, TaskId

_MAX_DIGITS = 300
"""Of a whole number: JavaScript, and `float()`, know none that is longer."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_encode_ascii = json.JSONEncoder(separators=(",", ":")).encode


class MalformedFrame(ValueError):
    """What arrived is not what the protocol says."""


def encode_command(command: Command, task_id: TaskId | None) -> bytes:
    """Return *command* as JSON in UTF-8; None as *task_id* leaves that member out.

    Raises:
        TypeError: A member has no JSON form.
    """
    message: dict[str, Json] = {"command": command.tag}
    if task_id is not None:
        message["task_id"] = task_id
        message["spec"] = _spec_of(command)
    return to_bytes(message)


def to_bytes(value: Json) -> bytes:
    """Return *value* as JSON in UTF-8."""
    try:
        return _encode(value).encode()
    except ValueError:
        # A lone surrogate has no UTF-8 form, but JSON can escape it. NaN has no JSON form, and
        # no page could read on behind it.
        return _encode_ascii(to_json(value, "a command")).encode()


def _spec_of(command: Command) -> Json:
    if isinstance(command, (Output, OutputControl, SetEnv)):
        return command.spec
    names = _member_names(type(command))  # type: ignore[arg-type]  # mypy: types are hashable
    if not names:
        return None
    spec = ((name, cast(Json, getattr(command, name))) for name in names)
    return {name: value for name, value in spec if value is not None}


@cache
def _member_names(kind: type[Command]) -> tuple[str, ...]:
    return tuple(member.name for member in fields(kind))


def parse(frame: str | bytes) -> Mapping[str, object]:
    """Return the JSON object in *frame*.

    Raises:
        MalformedFrame: It holds something else.
    """
    value = _decode(frame)
    if not isinstance(value, dict):
        raise MalformedFrame("not an object")
    return value


def parse_array(text: bytes) -> Sequence[object]:
    """Return the members of the JSON array in *text*.

    Raises:
        MalformedFrame: It holds something else.
    """
    value = _decode(text)
    if not isinstance(value, list):
        raise MalformedFrame("not an array")
    return value


def _decode(frame: str | bytes) -> object:
    try:
        # NaN and Infinity are not JSON; RecursionError comes from deep nesting.
        text = frame if isinstance(frame, str) else frame.decode()
        value: object = _decoder.decode(text)
    except (ValueError, RecursionError) as error:
        raise MalformedFrame(f"not JSON: {error}") from error
    return value


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _float(digits: str) -> float:
    value = float(digits)
    if isinf(value):
        raise ValueError("a number that no page can hold")
    return value


def _int(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError("a number that no page can hold")
    return int(digits)


_decoder = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_float, parse_int=_int)


def decode_event(message: Mapping[str, object]) -> Event:
    """Return the event in a parsed *message*.

    Raises:
        MalformedFrame: Members are missing or of the wrong kind, or the event is unknown.
    """
    kind, target, data = message.get("event"), message.get("task_id"), message.get("data")
    if not isinstance(target, str):
        raise MalformedFrame("no task_id")
    match kind:
        case "callback":
            return CallbackCalled(CallbackId(target), data)
        case "js_yield":
            return ScriptAnswered(TaskId(target), data)
        case "from_cancel":
            return FormCancelled(TaskId(target))
        case "from_submit" if isinstance(data, Mapping):
            return FormSubmitted(TaskId(target), data)
        case "input_event" if isinstance(data, Mapping):
            return _field_touched(TaskId(target), data)
    raise MalformedFrame(f"no event {kind!r} with such data")


def _field_touched(task_id: TaskId, data: Mapping[str, object]) -> FieldTouched:
    kind, name = data.get("event_name"), data.get("name")
    if kind in ("blur", "change") and isinstance(name, str):
        return FieldTouched(task_id, kind, name, data.get("value"))
    raise MalformedFrame("no such field event")
