"""Asking for text, numbers, dates and the like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias, overload

from pywebio.input._action import Action, add_action
from pywebio.input._answers import FloatAnswer, IntAnswer, TextAnswer
from pywebio.input._ask import ask
from pywebio.input._checks import attributes_for
from pywebio.input._field import Field
from pywebio.input._items import (
    Check,
    text_field,
)
from pywebio.ports.types import UserValue

TEXT: Final = "text"
"""Text: the usual kind of `input`."""
NUMBER: Final = "number"
"""Whole numbers; the answer is an int."""
FLOAT: Final = "float"
"""Numbers; the answer is a float."""
PASSWORD: Final = "password"  # noqa: S105  # a kind of field
"""Text that is not shown."""
URL: Final = "url"
"""The address of a web page."""
DATE: Final = "date"
"""A date; the answer is text such as `2030-01-31`."""
TIME: Final = "time"
"""A time of day; the answer is text such as `12:30`."""
COLOR: Final = "color"
"""A colour; the answer is text such as `#336699`."""
DATETIME_LOCAL: Final = "datetime-local"
"""Date and time; the answer is text such as `2030-01-31T12:30`."""
DATETIME: Final = DATETIME_LOCAL
"""Another name of `DATETIME_LOCAL`."""

_TextType: TypeAlias = Literal["text", "password", "url", "date", "time", "color", "datetime-local"]


# A type is given behind a label or, as a keyword, without one: hence two overloads for each.


@overload
def input(
    label: str = "",
    type: _TextType = "text",
    *,
    validate: Check = None,
    name: None = None,
    value: str | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Iterable[str | float] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> TextAnswer: ...
@overload
def input(
    label: str,
    type: Literal["number"],
    *,
    validate: Check = None,
    name: None = None,
    value: int | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Iterable[str | float] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> IntAnswer: ...
@overload
def input(
    label: str = "",
    *,
    type: Literal["number"],
    validate: Check = None,
    name: None = None,
    value: int | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Iterable[str | float] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> IntAnswer: ...
@overload
def input(
    label: str,
    type: Literal["float"],
    *,
    validate: Check = None,
    name: None = None,
    value: float | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Iterable[str | float] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> FloatAnswer: ...
@overload
def input(
    label: str = "",
    *,
    type: Literal["float"],
    validate: Check = None,
    name: None = None,
    value: float | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Iterable[str | float] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> FloatAnswer: ...
@overload
def input(
    label: str = "",
    type: str = "text",
    *,
    validate: Check = None,
    name: str,
    value: str | float | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Iterable[str | float] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> Field: ...
def input(
    label: str = "",
    type: str = TEXT,
    *,
    validate: Check = None,
    name: str | None = None,
    value: str | float | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Iterable[str | float] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> UserValue:
    """
    Ask for one line.

    What a page sends that the field cannot hold, such as text for a number, is refused: its user
    is asked again, and the app never sees it. Dates, times and colours are empty or well-formed.

    Args:
        label: What is asked for.
        type: `TEXT`, `NUMBER`, `FLOAT`, `PASSWORD`, `URL`, `DATE`, `TIME`, `COLOR` or
            `DATETIME_LOCAL`. Numbers are returned as int, floats as float, everything else as str;
            a number field that is left empty gives None, unless it is *required*.
        validate: Gets the value when the field is left and on submit; returns what is wrong with
            it, or None.
        name: Return an item for `input_group` under this name, of A-Z a-z 0-9 _ -.
        value: What the field holds at first.
        action: A pair of a label and a function: a button beside the field. The function gets
            `set_value`: `set_value(v)` fills the field; `set_value(v, label)` shows the label and
            makes the object *v* the value.
        onchange: Gets the value on every change; `input_update` works in it.
        placeholder: Shown while the field is empty.
        required: Do not let the field be empty. This, as `maxlength`, `pattern` and the like, is
            enforced by the page alone: what must hold whatever is sent belongs in *validate*.
        readonly: Do not let the user change it.
        datalist: Suggestions.
        help_text: Small text under the field.
        other_html_attrs: Further attributes of the HTML element.

    Raises:
        ArgumentError: There is no such type, or the name or action is unusable.
        SessionClosedException: The page was closed.

    Examples:
        ```python
        age = input("How old are you?", type=NUMBER, required=True)
        put_text("Next year you are", age + 1)
        ```

        ```text
        How old are you? > 36
        Next year you are 37
        ```
    """
    members = {
        "label": label,
        "value": value,
        "placeholder": placeholder,
        "required": required,
        "readonly": readonly,
        "datalist": datalist,
        "help_text": help_text,
        **attributes_for(input, other_html_attrs),
    }
    asked = text_field(type, name, members, validate, onchange)
    if action is not None:
        add_action(asked, action)
    return ask(asked, name)
