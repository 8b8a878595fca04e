"""Asking for a choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, overload

from pywebio.input._answers import ListAnswer
from pywebio.input._ask import ask
from pywebio.input._checks import attributes_for
from pywebio.input._field import Field
from pywebio.input._items import (
    Check,
    choice_field,
    require_last,
)
from pywebio.ports.types import UserValue


@overload
def select(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    multiple: Literal[True],
    validate: Check = None,
    name: None = None,
    value: object = None,
    onchange: Check = None,
    native: bool | None = True,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> ListAnswer[UserValue]: ...
@overload
def select(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    multiple: bool | None = None,
    validate: Check = None,
    name: None = None,
    value: object = None,
    onchange: Check = None,
    native: bool | None = True,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> UserValue: ...
@overload
def select(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    multiple: bool | None = None,
    validate: Check = None,
    name: str,
    value: object = None,
    onchange: Check = None,
    native: bool | None = True,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> Field: ...
def select(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    multiple: bool | None = None,
    validate: Check = None,
    name: str | None = None,
    value: object = None,
    onchange: Check = None,
    native: bool | None = True,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> UserValue:
    """
    Ask for a choice from a list. Returns the value of the option, with *multiple* a list.

    The value is the object that was given, of its own type. A page can choose nothing else; an
    option that is disabled, only if it is selected at first.

    Args:
        label: What is asked for.
        options: For each a plain value, a tuple `(label, value[, selected[, disabled]])` or a dict
            with these keys. Values are anything that JSON can carry.
        multiple: Let the user choose several.
        validate: As in `input`.
        name: As in `input`.
        value: The value to select at first, with *multiple* a list.
        onchange: As in `input`.
        native: Use the browser's own control; False gives one that can be searched.
        required: As in `input`.
        help_text: Small text under the field.
        other_html_attrs: Further attributes of the HTML element.

    Raises:
        ArgumentError: There are no options, or one is unusable.

    Examples:
        ```python
        size = select("Size", [("small", 1), ("large", 2)], value=2)
        put_text(size * 10)
        ```

        ```text
        Size > 1
        10
        ```
    """
    members = {
        "label": label,
        "multiple": multiple,
        "native": native,
        "required": required,
        "help_text": help_text,
        **attributes_for(select, other_html_attrs),
    }
    asked = choice_field("select", name, options, value, members, validate, onchange)
    return ask(asked, name)


@overload
def checkbox(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    inline: bool | None = None,
    validate: Check = None,
    name: None = None,
    value: Iterable[object] | None = None,
    onchange: Check = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> ListAnswer[UserValue]: ...
@overload
def checkbox(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    inline: bool | None = None,
    validate: Check = None,
    name: str,
    value: Iterable[object] | None = None,
    onchange: Check = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> Field: ...
def checkbox(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    inline: bool | None = None,
    validate: Check = None,
    name: str | None = None,
    value: Iterable[object] | None = None,
    onchange: Check = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> UserValue:
    """
    Ask for any number of choices. Returns the list of their values.

    Args:
        label: What is asked for.
        options: As in `select`.
        inline: Show all options in one line.
        validate: As in `input`.
        name: As in `input`.
        value: The values to check at first.
        onchange: As in `input`.
        help_text: Small text under the field.
        other_html_attrs: Further attributes of the HTML elements.

    Raises:
        ArgumentError: There are no options, or one is unusable.

    Examples:
        ```python
        extras = checkbox("With it?", ["milk", "sugar"], value=["milk"], inline=True)
        put_text(", ".join(extras))
        ```

        ```text
        With it? > ["milk", "sugar"]
        milk, sugar
        ```
    """
    members = {
        "label": label,
        "inline": inline,
        "help_text": help_text,
        **attributes_for(checkbox, other_html_attrs),
    }
    asked = choice_field("checkbox", name, options, value, members, validate, onchange)
    return ask(asked, name)


@overload
def radio(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    inline: bool | None = None,
    validate: Check = None,
    name: None = None,
    value: object = None,
    onchange: Check = None,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> UserValue: ...
@overload
def radio(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    inline: bool | None = None,
    validate: Check = None,
    name: str,
    value: object = None,
    onchange: Check = None,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> Field: ...
def radio(
    label: str = "",
    options: Iterable[object] | None = None,
    *,
    inline: bool | None = None,
    validate: Check = None,
    name: str | None = None,
    value: object = None,
    onchange: Check = None,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> UserValue:
    """
    Ask for one of a few choices. Returns its value, None if none was chosen.

    Args:
        label: What is asked for.
        options: As in `select`.
        inline: Show all options in one line.
        validate: As in `input`.
        name: As in `input`.
        value: The value to choose at first.
        onchange: As in `input`.
        required: As in `input`.
        help_text: Small text under the field.
        other_html_attrs: Further attributes of the HTML elements.

    Raises:
        ArgumentError: There are no options, or one is unusable.

    Examples:
        ```python
        drink = radio("Drink", ["tea", "coffee"], required=True)
        put_text(drink)
        ```
    """
    members = {
        "label": label,
        "inline": inline,
        "help_text": help_text,
        **attributes_for(radio, other_html_attrs),
    }
    asked = choice_field("radio", name, options, value, members, validate, onchange)
    if required is not None:
        require_last(asked, required)
    return ask(asked, name)
