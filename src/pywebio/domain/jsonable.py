"""Making sure that a value can be encoded, at the author's own line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite

from pywebio.ports.types import Json


def to_json(
    value: object, where: str, embed: Callable[[object], Json | None] = lambda _: None
) -> Json:
    """Return a copy of *value* that holds nothing but JSON values.

    Keys become strings, tuples lists, and a float that is not finite null, as in
    JavaScript's `JSON.stringify`. *embed* may turn other objects into JSON; it returns None
    for those it does not know. *where* names the value in the error.

    Raises:
        TypeError: Something in *value* has no JSON form.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {_key(k, where): to_json(v, f"{where}[{k!r}]", embed) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(v, f"{where}[{i}]", embed) for i, v in enumerate(value)]
    embedded = embed(value)
    if embedded is not None:
        return embedded
    raise TypeError(
        f"{where} is a {type(value).__name__} ({value!r:.60}), which cannot be sent to the page: "
        "use str, int, float, bool, None, or lists and dicts of them"
    )


def _key(key: object, where: str) -> str:
    if isinstance(key, str):
        return key
    if isinstance(key, bool) or key is None:
        return {None: "null", True: "true", False: "false"}[key]
    if isinstance(key, (int, float)):
        return str(key)
    raise TypeError(f"{where} has the key {key!r}, a {type(key).__name__}: keys must be strings")
