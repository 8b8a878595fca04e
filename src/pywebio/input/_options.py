"""Options of select, checkbox and radio, and buttons of actions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from pywebio.domain.advice import warn_of_near_misses
from pywebio.domain.arguments import check_one_of
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import json_key, to_json
from pywebio.ports.types import Json, JsonObject

_OPTION_KEYS = ("label", "value", "selected", "disabled")
_BUTTON_KEYS = ("label", "value", "type", "disabled")
_BUTTON_TYPES = ("submit", "reset", "cancel")


@frozen
class Option:
    """One thing to choose: what the page is told of it, and the author's object behind it."""

    spec: JsonObject
    value: object
    """What the app gets: the object that the author has given."""
    key: Hashable
    """Of the value's JSON form; see `json_key`."""
    enabled: bool
    """The page may answer with it; also with one that is disabled, if it is selected."""

    def selected(self) -> Option:
        """Return the option as one that is chosen at first."""
        return evolve(self, spec={**self.spec, "selected": True}, enabled=True)


def parse_options(options: object) -> list[Option]:
    """Return *options* of select, checkbox or radio.

    Raises:
        ArgumentError: There are none, or one is nothing that an option can be.
        TypeError: The value of one cannot be sent.
    """
    return [_option(item) for item in _items(options, "options")]


def preselect(options: Sequence[Option], value: object, *, several: bool) -> list[Option]:
    """Return *options* with that of *value* selected, or if it may be *several*, those in it."""
    if value is None:
        return list(options)
    wanted = {json_key(value)}
    is_option = any(option.key in wanted for option in options)
    if several and not is_option and isinstance(value, (list, tuple, set, frozenset)):
        wanted = set(map(json_key, value))
    return [option.selected() if option.key in wanted else option for option in options]


def parse_buttons(buttons: object) -> list[Option]:
    """Return the buttons of `actions`.

    Raises:
        ArgumentError: There are none, or one lacks a member or has an unknown type.
        TypeError: The value of one cannot be sent.
    """
    return [_button(item) for item in _items(buttons, "buttons")]


def specs_of(options: Sequence[Option]) -> list[Json]:
    """Return *options* as the wire has them."""
    return [option.spec for option in options]


def _items(given: object, name: str) -> list[object]:
    if given is None:
        raise ArgumentError(f"{name} is required: a list of values, tuples or dicts")
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise ArgumentError(
            f"{name}={given!r:.60} is no list: give a list of values, tuples or dicts"
        )
    return list(given)


def _option(item: object) -> Option:
    members = _members(item, _OPTION_KEYS, "option")
    if "label" not in members or "value" not in members:
        raise ArgumentError(f"option {item!r} needs a label and a value")
    spec = _json_object(members, "option")
    enabled = not spec.get("disabled") or bool(spec.get("selected"))
    return Option(spec, members["value"], json_key(spec["value"]), enabled)


def _button(item: object) -> Option:
    members = {"type": "submit", **_members(item, _BUTTON_KEYS, "button")}
    check_one_of("type", members["type"], _BUTTON_TYPES)
    if "label" not in members:
        raise ArgumentError(f"button {item!r} needs a label")
    enabled = members["type"] == "submit" and not members.get("disabled")
    if enabled and "value" not in members:
        raise ArgumentError(f"button {item!r} needs a value, because it submits")
    spec = _json_object(members, "button")
    return Option(spec, members.get("value"), json_key(spec.get("value")), enabled)


def _json_object(members: Mapping[str, object], what: str) -> dict[str, Json]:
    label = members["label"]
    if not isinstance(label, (str, int, float, bool, type(None))):
        raise ArgumentError(f"label={label!r:.60} of the {what} is no text")
    return {key: to_json(value, f"{what}[{key!r}]") for key, value in members.items()}


def _members(item: object, keys: Sequence[str], what: str) -> dict[str, object]:
    if isinstance(item, Mapping):
        members = {str(key): value for key, value in item.items()}
        warn_of_near_misses(f"the {what} {item!r:.60}", members, keys)
        return members
    if isinstance(item, (list, tuple)):
        if not 2 <= len(item) <= len(keys):
            raise ArgumentError(
                f"{what} {item!r}: a tuple has 2 to {len(keys)} of {', '.join(keys)}"
            )
        return dict(zip(keys, item, strict=False))
    return {"label": item, "value": item}
