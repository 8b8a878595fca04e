"""Making sure that a value can be encoded, at the author's own line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Mapping
from math import isfinite

from typing_extensions import TypeIs

from pywebio.ports.types import Json

_LARGEST = sys.float_info.max
"""What is more a page takes for infinite, which JSON cannot carry."""


def is_number(value: object) -> TypeIs[float]:
    """Tell whether *value* is a number that a page can hold; True and False are none."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    return abs(value) <= _LARGEST


def to_json(
    value: object, where: str, embed: Callable[[object], Json | None] = lambda _: None
) -> Json:
    """Return a copy of *value* that holds nothing but JSON values.

    Keys become strings, tuples lists, and a float that is not finite null, as in
    JavaScript's `JSON.stringify`. *embed* may turn other objects into JSON; it returns None
    for those it does not know. *where* names the value in the error.

    Raises:
        TypeError: Something in *value* has no JSON form, or it is nested too deep.
    """
    try:
        return _copy(value, where, embed)
    except RecursionError:
        raise TypeError(
            f"{where} is nested too deep to be sent to the page, or holds itself"
        ) from None


def _copy(value: object, where: str, embed: Callable[[object], Json | None]) -> Json:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {_key(k, where): _copy(v, f"{where}[{k!r}]", embed) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_copy(v, f"{where}[{i}]", embed) for i, v in enumerate(value)]
    embedded = embed(value)
    if embedded is not None:
        return embedded
    raise TypeError(
        f"{where} is a {type(value).__name__} ({value!r:.60}), which cannot be sent to the page: "
        "use str, int, float, bool, None, or lists and dicts of them"
    )


def json_key(value: object) -> Hashable:
    """Return what two values have in common if a page cannot tell their JSON forms apart.

    1 and 1.0 have the same key, True and 1 have not; whole numbers beyond 2**53 are compared as
    precisely as a page holds them. What is no JSON value has a key that no other value has.

    Raises:
        RecursionError: *value* is nested deeper than Python can follow.
    """
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, (int, float)):
        return float(value) if is_number(value) else None
    if isinstance(value, str):
        # A member of an enum that is a string has the hash of its name.
        return str.__str__(value)
    if isinstance(value, (list, tuple)):
        return ("list", tuple(map(json_key, value)))
    if isinstance(value, Mapping):
        return ("object", frozenset((_key(k, "key"), json_key(v)) for k, v in value.items()))
    return None if value is None else ("other", id(value))


def _key(key: object, where: str) -> str:
    if isinstance(key, str):
        return key
    if isinstance(key, bool) or key is None:
        return {None: "null", True: "true", False: "false"}[key]
    if isinstance(key, (int, float)):
        return str(key)
    raise TypeError(f"{where} has the key {key!r}, a {type(key).__name__}: keys must be strings")
