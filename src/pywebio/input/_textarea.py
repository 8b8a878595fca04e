"""Asking for several lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import overload

from pywebio.input._answers import TextAnswer
from pywebio.input._ask import ask
from pywebio.input._checks import attributes_for
from pywebio.input._field import Field
from pywebio.input._items import Check, textarea_field
from pywebio.ports.types import UserValue


@overload
def textarea(
    label: str = "",
    *,
    rows: int = 6,
    code: bool | Mapping[str, object] | None = None,
    maxlength: int | None = None,
    minlength: int | None = None,
    validate: Check = None,
    name: None = None,
    value: str | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> TextAnswer: ...
@overload
def textarea(
    label: str = "",
    *,
    rows: int = 6,
    code: bool | Mapping[str, object] | None = None,
    maxlength: int | None = None,
    minlength: int | None = None,
    validate: Check = None,
    name: str,
    value: str | None = None,
    onchange: Check = None,
    placeholder: str | None = None,
    required: bool | None = None,
    readonly: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> Field: ...
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
) -> UserValue:
    """
    Ask for several lines.

    Args:
        label: What is asked for.
        rows: Height of the field in lines.
        code: Show a code editor: True, or its options, by the names of
            [CodeMirror 5](https://codemirror.net/5/doc/manual.html#config):
            `{"mode": "python", "theme": "darcula"}`. A mode is a name, a MIME type or a file
            extension. The guide lists modes, themes and other options; the page names what it
            does not know in its console, and goes without.
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

    Examples:
        ```python
        poem = textarea("Your poem", rows=4)
        put_text(len(poem.splitlines()), "lines")
        ```
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
    return ask(textarea_field(name, code, members, validate, onchange), name)
