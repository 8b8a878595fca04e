"""Options of select, checkbox and radio, and buttons of actions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pywebio.domain.errors import ArgumentError, require_one_of
from pywebio.domain.jsonable import to_json
from pywebio.ports.types import Json

_OPTION_KEYS = ("label", "value", "selected", "disabled")
_BUTTON_KEYS = ("label", "value", "type", "disabled")


def parse_options(options: Sequence[object] | None, preselected: Collection[object]) -> list[Json]:
    """Return *options* as the wire has them, with those in *preselected* selected.

    Raises:
        ArgumentError: There are none, or one is nothing that an option can be.
    """
    if options is None:
        raise ArgumentError("options is required: a list of values, tuples or dicts")
    parsed = [_members(option, _OPTION_KEYS, "option") for option in options]
    for option in parsed:
        if "label" not in option or "value" not in option:
            raise ArgumentError(f"option {option!r} needs a label and a value")
        if option["value"] in preselected:
            option["selected"] = True
    return [to_json(option, "option") for option in parsed]


def parse_buttons(buttons: Sequence[object] | None) -> list[Json]:
    """Return the buttons of `actions` as the wire has them.

    Raises:
        ArgumentError: There are none, or one lacks a member or has an unknown type.
    """
    if buttons is None:
        raise ArgumentError("buttons is required: a list of values, tuples or dicts")
    parsed = []
    for item in buttons:
        button = {"type": "submit", **_members(item, _BUTTON_KEYS, "button")}
        require_one_of("type", button["type"], ("submit", "reset", "cancel"))
        if "label" not in button:
            raise ArgumentError(f"button {item!r} needs a label")
        if button["type"] == "submit" and not button.get("disabled") and "value" not in button:
            raise ArgumentError(f"button {item!r} needs a value, because it submits")
        parsed.append(to_json(button, "button"))
    return parsed


def _members(item: object, keys: Sequence[str], what: str) -> dict[str, object]:
    if isinstance(item, Mapping):
        return {str(key): value for key, value in item.items()}
    if isinstance(item, (list, tuple)):
        if not 2 <= len(item) <= len(keys):
            raise ArgumentError(
                f"{what} {item!r}: a tuple has 2 to {len(keys)} of {', '.join(keys)}"
            )
        return dict(zip(keys, item, strict=False))
    return {"label": item, "value": item}


def as_collection(value: object) -> Collection[object]:
    """Return what a *value* parameter preselects: nothing, one value or several."""
    if value is None:
        return ()
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    return [value]
