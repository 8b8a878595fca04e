"""What a page may answer: every value is checked against the field it belongs to.

Whoever sends it may be no browser at all. What no browser would send is refused, and the user asked
again; the app never sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import cast

from pywebio.domain.jsonable import is_number, json_key
from pywebio.input._accept import accepts
from pywebio.input._options import Option
from pywebio.ports.types import Json, JsonObject


class RefusedValue(Exception):
    """The page sent what the field cannot hold; the text is for its user."""


def read_value(spec: JsonObject, options: Sequence[Option], sent: object) -> object:
    """Return what the app gets for *sent*, the value that the page names for a field.

    *spec* is the field as it stands in the page, *options* are what it offers.

    Raises:
        RefusedValue: A field like this has no such value.
    """
    kind = str(spec["type"])
    try:
        if kind in _CHOICES:
            return _CHOICES[kind](spec, options, sent)
        return _READERS.get(kind, _plain)(spec, sent)
    except RecursionError:
        raise RefusedValue("This value is nested too deep") from None


# Text


def _plain(_: JsonObject, sent: object) -> str:
    return _text(sent)


def _text(sent: object) -> str:
    if not isinstance(sent, str):
        raise RefusedValue("Enter text")
    return sent


def _is_untouched(spec: JsonObject, text: str) -> bool:
    """Tell whether the app itself has put *text* into the field."""
    return "value" in spec and text == str(spec["value"])


def _formatted(pattern: str, what: str) -> Callable[[JsonObject, object], str]:
    """Return a reader of text that is empty or has a form."""
    form = re.compile(pattern)

    def read(spec: JsonObject, sent: object) -> str:
        text = _text(sent)
        parts = form.fullmatch(text)
        if text == "" or _is_untouched(spec, text):
            return text
        if parts is None or not _is_day(parts.groupdict()):
            raise RefusedValue(f"Enter {what}")
        return text

    return read


def _is_day(parts: Mapping[str, str]) -> bool:
    if "day" not in parts:
        return True
    try:
        # The calendar repeats itself every 400 years, and pages know more years than Python.
        date(int(parts["year"]) % 400 + 400, int(parts["month"]), int(parts["day"]))
    except ValueError:
        return False
    return int(parts["year"]) > 0


# Not \d, which takes the digits of other scripts as well.
_DAY = r"(?P<year>[0-9]{4,6})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)?"


# Numbers


def _whole_number(_: JsonObject, sent: object) -> int | None:
    number = _number(sent)
    if number is not None and number != int(number):
        raise RefusedValue("Enter a whole number")
    return None if number is None else int(number)


def _any_number(_: JsonObject, sent: object) -> float | None:
    number = _number(sent)
    return None if number is None else float(number)


def _number(sent: object) -> float | None:
    # An empty field is NaN to a page, which JSON does not know.
    if sent is None or sent == "":
        return None
    if not is_number(sent):
        raise RefusedValue("Enter a number")
    return sent


def _within_limits(spec: JsonObject, sent: object) -> float:
    read = _any_number if spec.get("float") else _whole_number
    number = read(spec, sent)
    lowest, highest = cast(float, spec["min_value"]), cast(float, spec["max_value"])
    if number is None or not lowest <= number <= highest:
        raise RefusedValue(f"Choose a number from {lowest} to {highest}")
    return number


# Files


def _files(spec: JsonObject, sent: object) -> object:
    if spec.get("multiple"):
        if not isinstance(sent, list):
            raise RefusedValue("Choose files")
        _check_files(spec, sent)
    elif sent is not None:
        _check_files(spec, [sent])
    return sent


def _check_files(spec: JsonObject, sent: Sequence[object]) -> None:
    files = [each for each in sent if isinstance(each, Mapping)]
    contents = [each.get("content") for each in files]
    # JSON has no bytes: whoever made up a file in the event itself has sent none.
    sizes = [len(content) for content in contents if isinstance(content, bytes)]
    if len(sizes) < len(sent):
        raise RefusedValue("Choose files")
    accept = spec.get("accept")
    if not all(accepts(accept, each) for each in files):
        raise RefusedValue(f"Choose files of these kinds: {_listed(accept)}")
    largest, most = cast(int, spec["max_size"]), cast(int, spec["max_total_size"])
    if max(sizes, default=0) > largest:
        raise RefusedValue(f"Choose files of no more than {largest} bytes")
    if sum(sizes) > most:
        raise RefusedValue(f"Choose files of no more than {most} bytes altogether")


def _listed(accept: Json) -> str:
    return ", ".join(map(str, accept)) if isinstance(accept, (list, tuple)) else str(accept)


# Choices


def _one(spec: JsonObject, options: Sequence[Option], sent: object) -> object:
    offered = _offered(spec, options)
    if sent is None and not offered:
        return None
    return _taken(offered, sent)


def _one_or_none(spec: JsonObject, options: Sequence[Option], sent: object) -> object:
    offered = _offered(spec, options)
    return None if sent is None and json_key(None) not in offered else _taken(offered, sent)


def _several(spec: JsonObject, options: Sequence[Option], sent: object) -> list[object]:
    if not isinstance(sent, list):
        raise RefusedValue("Choose some of the options")
    offered = _offered(spec, options)
    return [_taken(offered, each, once=True) for each in sent]


def _one_or_several(spec: JsonObject, options: Sequence[Option], sent: object) -> object:
    return (_several if spec.get("multiple") else _one)(spec, options, sent)


def _offered(spec: JsonObject, options: Sequence[Option]) -> dict[Hashable, list[object]]:
    """Return what may be chosen by its key; options of the same JSON form share one."""
    # A disabled option can still be chosen by the app itself, with `selected` or a value.
    value = spec.get("value")
    chosen = {json_key(value), *(map(json_key, value) if isinstance(value, list) else ())}
    offered: dict[Hashable, list[object]] = {}
    for option in options:
        if option.enabled or ("value" in spec and option.key in chosen):
            offered.setdefault(option.key, []).append(option.value)
    return offered


def _taken(offered: dict[Hashable, list[object]], sent: object, *, once: bool = False) -> object:
    values = offered.get(json_key(sent))
    if not values:
        raise RefusedValue("Choose one of the options")
    return values.pop(0) if once else values[0]


_READERS: dict[str, Callable[[JsonObject, object], object]] = {
    "date": _formatted(_DAY, "a date, such as 2024-12-31"),
    "time": _formatted(_TIME, "a time, such as 23:59"),
    "datetime-local": _formatted(f"{_DAY}[T ]{_TIME}", "a date and time, such as 2024-12-31T23:59"),
    "color": _formatted("#[0-9a-fA-F]{6}", "a colour, such as #2188ff"),
    "number": _whole_number,
    "float": _any_number,
    "slider": _within_limits,
    "file": _files,
}

_CHOICES: dict[str, Callable[[JsonObject, Sequence[Option], object], object]] = {
    "select": _one_or_several,
    "checkbox": _several,
    "radio": _one_or_none,
    "actions": _one_or_none,
}
