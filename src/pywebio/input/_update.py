"""Changing a field of a form that is shown."""

from __future__ import annotations

from collections.abc import Mapping

from pywebio.domain.advice import warn_of_near_misses
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import to_json
from pywebio.input._checks import check_shown, texts_of
from pywebio.input._form import form_being_changed
from pywebio.input._options import parse_options, specs_of
from pywebio.input._shown import Change

_FIXED = (
    "action",
    "buttons",
    "code",
    "inline",
    "max_size",
    "max_total_size",
    "multiple",
    "name",
    "onchange",
    "type",
    "validate",
)


_CHANGEABLE = (
    "accept",
    "datalist",
    "disabled",
    "help_text",
    "invalid_feedback",
    "label",
    "max_value",
    "maxlength",
    "min_value",
    "minlength",
    "options",
    "pattern",
    "placeholder",
    "readonly",
    "required",
    "rows",
    "step",
    "valid_feedback",
    "valid_status",
    "value",
)


def change_of(spec: Mapping[str, object], where: str) -> Change:
    """Return what of *spec* is to be changed; None changes nothing.

    *where* names what takes it in the warning of a near miss.

    Raises:
        ArgumentError: Something in it cannot be changed any more.
        TypeError: Something in it cannot be sent.
    """
    fixed = [name for name in _FIXED if name in spec]
    if fixed:
        raise ArgumentError(f"{', '.join(fixed)} cannot be changed once the input is shown")
    warn_of_near_misses(where, spec, (*_CHANGEABLE, *_FIXED))
    for name in ("label", "help_text", "placeholder"):
        check_shown(name, spec.get(name))
    spec = {**spec, "datalist": texts_of("datalist", spec.get("datalist"))}
    attributes = {k: to_json(v, k) for k, v in spec.items() if v is not None and k != "options"}
    if spec.get("options") is None:
        return Change(attributes)
    options = parse_options(spec["options"])
    return Change({**attributes, "options": specs_of(options)}, options)


def input_update(name: str | None = None, **spec: object) -> None:
    """
    Change a field of the form that is shown. Works only inside an onchange function.

    Args:
        name: The field; None is the one that has changed.
        spec: What to change: `options`, `value`, `label`, `help_text`, `placeholder`, `readonly`,
            `datalist` …; not type, name, code, multiple and the like.

    Raises:
        RuntimeError: No onchange function is running.
        ArgumentError: Something cannot be changed, or there is no such field.

    Examples:
        ```python
        towns = {"France": ["Paris", "Lyon"], "Italy": ["Rome", "Turin"]}
        input_group(
            "Trip",
            [
                select(
                    "Country",
                    list(towns),
                    name="country",
                    onchange=lambda country: input_update("town", options=towns[country]),
                ),
                select("Town", towns["France"], name="town"),
            ],
        )
        ```

        ```text
        Trip
        > country = Italy
        > {"country": "Italy", "town": "Rome"}
        ```
    """
    form, changed = form_being_changed()
    change = change_of(spec, "input_update()")
    names = [each.name for each in form.fields]
    if name is not None and name not in names:
        raise ArgumentError(f"there is no field {name!r} in the form; it has {', '.join(names)}")
    form.update(name or changed.name, change)
