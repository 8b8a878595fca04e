"""Checks of what authors pass, with errors that name the parameter, its value and what is legal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import is_number


def check_text(name: str, value: object) -> str:
    """Return *value* if it is a string.

    Raises:
        TypeError: It is not.
    """
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string, not {value!r:.60}")
    return value


def check_flag(name: str, value: object) -> bool:
    """Return *value* as True or False.

    Raises:
        TypeError: It is nothing that is meant to be one of them.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return bool(value)
    raise TypeError(f"{name} must be True or False, not {value!r:.60}")


def check_css(name: str, value: object) -> str | None:
    """Return *value*, a CSS length or a list of them, or None.

    Raises:
        TypeError: It is no string.
    """
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f'{name} must be a CSS size such as "100px" or "50%", not {value!r:.60}')


def check_callable(name: str, value: object) -> None:
    """Check that *value* can be called.

    Raises:
        TypeError: It cannot.
    """
    if not callable(value):
        raise TypeError(f"{name} must be a function, not {value!r:.60}")


def check_list(name: str, value: object, of: str) -> None:
    """Check that *value* is a list or another sequence, but no string; *of* says of what.

    Raises:
        TypeError: It is not.
    """
    if isinstance(value, (str, bytes, bytearray)) or not isinstance(value, Sequence):
        raise TypeError(f"{name} must be a list of {of}, not {value!r:.60}")


def check_one_of(name: str, value: object, allowed: Iterable[object]) -> None:
    """Check that *value* is one of *allowed*.

    Raises:
        ArgumentError: It is not.
    """
    choices = tuple(allowed)
    if value not in choices:
        raise ArgumentError(f"{name}={value!r} is not one of {', '.join(map(repr, choices))}")


def check_count(name: str, value: object, least: int = 1) -> int:
    """Return *value* if it is a whole number of at least *least*.

    Raises:
        ArgumentError: It is not.
    """
    if not is_number(value) or value != int(value) or value < least:
        raise ArgumentError(f"{name}={value!r:.60} is no whole number from {least} on")
    return int(value)
