"""The fields, one function per kind; the public functions and the pins are made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from pywebio.domain.arguments import check_count, check_one_of
from pywebio.domain.context import current_session
from pywebio.domain.errors import ArgumentError
from pywebio.domain.sizes import parse_size
from pywebio.input._checks import check_code, check_range, check_value, texts_of
from pywebio.input._field import Field, new_field
from pywebio.input._options import parse_buttons, parse_options, preselect, specs_of
from pywebio.ports.types import UserValue

Check: TypeAlias = Callable[[UserValue], object] | None

TEXT_TYPES = (
    "text",
    "number",
    "float",
    "password",
    "url",
    "date",
    "time",
    "color",
    "datetime-local",
)


def text_field(
    kind: str, name: str | None, members: Mapping[str, object], validate: Check, onchange: Check
) -> Field:
    """Return a field of one line."""
    check_one_of("type", kind, TEXT_TYPES)
    check_value(kind, members.get("value"))
    datalist = texts_of("datalist", members.get("datalist"))
    return new_field(
        kind, name, {**members, "datalist": datalist}, validate=validate, onchange=onchange
    )


def textarea_field(
    name: str | None,
    code: bool | Mapping[str, object] | None,
    members: Mapping[str, object],
    validate: Check,
    onchange: Check,
) -> Field:
    """Return a field of several lines."""
    check_code(code)
    check_value("textarea", members.get("value"))
    for length, least in (("rows", 1), ("maxlength", 0), ("minlength", 0)):
        if members.get(length) is not None:
            check_count(length, members[length], least)
    # An empty dict of options asks for the editor as well; False is as good as None.
    editor = None if code is None or code is False else (code or True)
    return new_field(
        "textarea", name, {"code": editor, **members}, validate=validate, onchange=onchange
    )


def choice_field(
    kind: str,
    name: str | None,
    options: Iterable[object] | None,
    value: object,
    members: Mapping[str, object],
    validate: Check,
    onchange: Check,
) -> Field:
    """Return a select, checkbox or radio field."""
    offered = preselect(parse_options(options), value, several=kind != "radio")
    members = {"options": specs_of(offered), **members}
    return new_field(kind, name, members, validate=validate, onchange=onchange, options=offered)


def require_last(asked: Field, required: bool) -> None:
    """Require a choice: HTML wants that said at one of the radio buttons."""
    options = asked.spec["options"]
    if isinstance(options, list) and options:
        options[-1] = {**options[-1], "required": required}


def slider_field(
    name: str | None,
    value: float,
    min_value: float,
    max_value: float,
    step: float | None,
    members: Mapping[str, object],
    validate: Check,
    onchange: Check,
) -> Field:
    """Return a slider; it is one of floats if one of its numbers is."""
    check_range(value, min_value, max_value, step)
    is_float = any(isinstance(number, float) for number in (value, min_value, max_value))
    numbers = {
        "value": value,
        "min_value": min_value,
        "max_value": max_value,
        "step": "any" if is_float else step,
        "float": is_float,
    }
    return new_field(
        "slider",
        name,
        {**numbers, **members},
        validate=validate,
        onchange=onchange,
    )


def actions_field(
    name: str | None, buttons: Iterable[object] | None, members: Mapping[str, object]
) -> Field:
    """Return a row of buttons."""
    offered = parse_buttons(buttons)
    asked = new_field("actions", name, {"buttons": specs_of(offered), **members}, options=offered)
    # In a group the form can be submitted in another way.
    asked.must_choose = name is None
    return asked


def file_field(
    name: str | None,
    max_size: int | str,
    max_total_size: int | str,
    members: Mapping[str, object],
) -> Field:
    """Return a field for files."""
    if not isinstance(members.get("accept"), str):
        members = {**members, "accept": texts_of("accept", members.get("accept"))}
    limits = {
        "max_size": _limit("max_size", max_size),
        "max_total_size": _limit("max_total_size", max_total_size),
    }
    return new_field("file", name, {**limits, **members})


def _limit(name: str, size: int | str) -> int:
    server_limit = current_session().settings.max_payload_size
    wanted = parse_size(size, name) or server_limit
    if wanted > server_limit:
        raise ArgumentError(
            f"{name}={size!r} is more than the server takes, {server_limit} bytes: "
            "raise max_payload_size of start_server()"
        )
    return wanted
