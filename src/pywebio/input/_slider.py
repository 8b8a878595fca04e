"""Asking for a number within limits."""

from __future__ import annotations

from typing import overload

from pywebio.input._answers import FloatAnswer, IntAnswer
from pywebio.input._ask import ask
from pywebio.input._checks import attributes_for
from pywebio.input._field import Field
from pywebio.input._items import (
    Check,
    slider_field,
)
from pywebio.ports.types import UserValue


@overload
def slider(
    label: str = "",
    *,
    name: str,
    value: float = 0,
    min_value: float = 0,
    max_value: float = 100,
    step: float | None = 1,
    validate: Check = None,
    onchange: Check = None,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> Field: ...
@overload
def slider(
    label: str = "",
    *,
    name: None = None,
    value: int = 0,
    min_value: int = 0,
    max_value: int = 100,
    step: float | None = 1,
    validate: Check = None,
    onchange: Check = None,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> IntAnswer: ...
@overload
def slider(
    label: str = "",
    *,
    name: None = None,
    value: float = 0,
    min_value: float = 0,
    max_value: float = 100,
    step: float | None = 1,
    validate: Check = None,
    onchange: Check = None,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> FloatAnswer: ...
def slider(
    label: str = "",
    *,
    name: str | None = None,
    value: float = 0,
    min_value: float = 0,
    max_value: float = 100,
    step: float | None = 1,
    validate: Check = None,
    onchange: Check = None,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> UserValue:
    """
    Ask for a number within limits. Returns an int, or a float if one of the numbers given is one.

    Args:
        label: What is asked for.
        name: As in `input`.
        value: Where the slider stands at first.
        min_value: The smallest value.
        max_value: The largest value.
        step: Distance of the values; floats have none.
        validate: As in `input`.
        onchange: As in `input`.
        required: As in `input`.
        help_text: Small text under the field.
        other_html_attrs: Further attributes of the HTML element.

    Examples:
        ```python
        volume = slider("Volume", value=40)
        put_text(volume)
        ```
    """
    members = {
        "label": label,
        "required": required,
        "help_text": help_text,
        **attributes_for(slider, other_html_attrs),
    }
    asked = slider_field(name, value, min_value, max_value, step, members, validate, onchange)
    return ask(asked, name)
