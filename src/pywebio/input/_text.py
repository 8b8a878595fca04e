"""Asking for text, numbers, dates and the like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, overload

from pywebio.input._action import Action, add_action
from pywebio.input._answers import FloatAnswer, IntAnswer, TextAnswer
from pywebio.input._ask import ask
from pywebio.input._checks import attributes_for
from pywebio.input._items import (
    Check,
    text_field,
    textarea_field,
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


@overload
def input(
    label: str = "",
    type: Literal["text", "password", "url", "date", "time", "color", "datetime-local"] = "text",
    *,
    validate: Check = None,
    name: str | None = None,
    value: str | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Sequence[str] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> TextAnswer: ...
@overload
def input(
    label: str,
    type: Literal["number"],
    *,
    validate: Check = None,
    name: str | None = None,
    value: int | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Sequence[str] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> IntAnswer: ...
@overload
def input(
    label: str,
    type: Literal["float"],
    *,
    validate: Check = None,
    name: str | None = None,
    value: float | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Sequence[str] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> FloatAnswer: ...
@overload
def input(
    label: str = "",
    *,
    type: Literal["number"],
    validate: Check = None,
    name: str | None = None,
    value: int | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Sequence[str] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> IntAnswer: ...
@overload
def input(
    label: str = "",
    *,
    type: Literal["float"],
    validate: Check = None,
    name: str | None = None,
    value: float | None = None,
    action: Action | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    datalist: Sequence[str] | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> FloatAnswer: ...
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
    datalist: Sequence[str] | None = None,
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


def textarea(
    label: str = "",
    *,
    rows: int = 6,
    code: bool | Mapping[str, object] | None = None,
    maxlength: int | None = None,
    minlength: int | None = None,
    validate: Check = None,
    name: str | None = None,
    value: str | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> TextAnswer:
    """
    Ask for several lines.

    Args:
        label: What is asked for.
        rows: Height of the field in lines.
        code: Show a code editor: True, or its options such as `{"mode": "python"}`.
        maxlength: Most characters; enforced by the page alone.
        minlength: Fewest characters; enforced by the page alone.
        validate: As in `input`.
        name: As in `input`.
        value: What the field holds at first.
        onchange: As in `input`.
        placeholder: Shown while the field is empty.
        required: As in `input`.
        readonly: As in `input`.
        help_text: Small text under the field.
        other_html_attrs: Further attributes of the HTML element.
    """
    members = {
        "label": label,
        "rows": rows,
        "maxlength": maxlength,
        "minlength": minlength,
        "value": value,
        "placeholder": placeholder,
        "required": required,
        "readonly": readonly,
        "help_text": help_text,
        **attributes_for(textarea, other_html_attrs),
    }
    answer: TextAnswer = ask(textarea_field(name, code, members, validate, onchange), name)
    return answer
