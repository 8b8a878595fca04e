"""The public input functions.

Each shows a form and returns the answer; in a coroutine app the answer is to be awaited. With a
*name* each returns an item for `input_group` instead of asking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, TypeAlias, overload

from pywebio.domain.ask import run_flow
from pywebio.domain.errors import ArgumentError
from pywebio.input._action import Action, add_action
from pywebio.input._answers import DictAnswer, FloatAnswer, IntAnswer, ListAnswer, TextAnswer
from pywebio.input._ask import ask
from pywebio.input._field import Field
from pywebio.input._form import Form, focus_first
from pywebio.input._items import (
    actions_field,
    choice_field,
    file_field,
    require_last,
    slider_field,
    text_field,
    textarea_field,
)
from pywebio.ports.types import UserValue

TEXT: Final = "text"
NUMBER: Final = "number"
FLOAT: Final = "float"
PASSWORD: Final = "password"  # noqa: S105  # a kind of field
URL: Final = "url"
DATE: Final = "date"
TIME: Final = "time"
COLOR: Final = "color"
DATETIME_LOCAL: Final = "datetime-local"
DATETIME: Final = DATETIME_LOCAL

Check: TypeAlias = Callable[[UserValue], object] | None


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
        required: Do not let the field be empty. The page enforces this, not the server.
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
        **other_html_attrs,
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
        maxlength: Most characters.
        minlength: Fewest characters.
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
        **other_html_attrs,
    }
    answer: TextAnswer = ask(textarea_field(name, code, members, validate, onchange), name)
    return answer


def select(
    label: str = "",
    options: Sequence[object] | None = None,
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
    """
    members = {
        "label": label,
        "multiple": multiple,
        "native": native,
        "required": required,
        "help_text": help_text,
        **other_html_attrs,
    }
    asked = choice_field("select", name, options, value, members, validate, onchange)
    return ask(asked, name)


def checkbox(
    label: str = "",
    options: Sequence[object] | None = None,
    *,
    inline: bool | None = None,
    validate: Check = None,
    name: str | None = None,
    value: Sequence[object] | None = None,
    onchange: Check = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> ListAnswer[UserValue]:
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
    """
    members = {"label": label, "inline": inline, "help_text": help_text, **other_html_attrs}
    asked = choice_field("checkbox", name, options, value, members, validate, onchange)
    answer: ListAnswer[UserValue] = ask(asked, name)
    return answer


def radio(
    label: str = "",
    options: Sequence[object] | None = None,
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
    """
    members = {"label": label, "inline": inline, "help_text": help_text, **other_html_attrs}
    asked = choice_field("radio", name, options, value, members, validate, onchange)
    if required is not None:
        require_last(asked, required)
    return ask(asked, name)


def actions(
    label: str = "",
    buttons: Sequence[object] | None = None,
    name: str | None = None,
    help_text: str | None = None,
) -> UserValue:
    """
    Ask with a row of buttons. Returns the value of the one that was clicked.

    As the last item of a group it takes the place of the submit button; the value is None if the
    form was submitted in another way.

    Args:
        label: What is asked for.
        buttons: For each a plain value, a tuple `(label, value[, type[, disabled]])` or a dict
            with these keys and `color`. The type is `submit`, `reset` (empties the form) or
            `cancel` (the form answers None).
        name: As in `input`.
        help_text: Small text under the buttons.

    Raises:
        ArgumentError: There are no buttons, or one is unusable.
    """
    return ask(actions_field(name, buttons, {"label": label, "help_text": help_text}), name)


def file_upload(
    label: str = "",
    accept: str | Sequence[str] | None = None,
    name: str | None = None,
    placeholder: str = "Choose file",
    multiple: bool = False,
    max_size: int | str = 0,
    max_total_size: int | str = 0,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> UserValue:
    """
    Ask for files.

    Returns a dict with `filename` (never a path), `content` (bytes), `mime_type`, `size` (bytes)
    and `last_modified` (seconds since the epoch), None if no file was chosen; with *multiple* a
    list of such dicts.

    Args:
        label: What is asked for.
        accept: Kinds of files, such as `".png"` or `"image/*"`, or a list of them.
        name: As in `input`.
        placeholder: Shown while no file is chosen.
        multiple: Let the user choose several.
        max_size: Most bytes of one file, or text such as `"2M"`; 0 is what the server takes.
        max_total_size: Most bytes of all files together.
        required: As in `input`.
        help_text: Small text under the field.
        other_html_attrs: Further attributes of the HTML element.

    Raises:
        ArgumentError: A limit is more than the server takes, or is no size.
    """
    members = {
        "label": label,
        "accept": accept,
        "placeholder": placeholder,
        "multiple": multiple,
        "required": required,
        "help_text": help_text,
        **other_html_attrs,
    }
    return ask(file_field(name, max_size, max_total_size, members), name)


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
    """
    members = {"label": label, "required": required, "help_text": help_text, **other_html_attrs}
    asked = slider_field(name, value, min_value, max_value, step, members, validate, onchange)
    return ask(asked, name)


def input_group(
    label: str = "",
    inputs: Sequence[object] | None = None,
    validate: Check = None,
    cancelable: bool = False,
) -> DictAnswer[UserValue]:
    """
    Ask for several things in one form. Returns a dict of the values by name, None if cancelled.

    Args:
        label: What is asked for.
        inputs: Calls of input functions with a *name*.
        validate: Gets the dict once all items are valid; returns None, or a pair of the name of an
            item and what is wrong with it.
        cancelable: Show a button that cancels the form.

    Raises:
        ArgumentError: There are no items, two have the same name, or one is something else.
    """
    if not inputs:
        raise ArgumentError("input_group needs inputs: a list of input calls with a name")
    if validate is not None and not callable(validate):
        raise ArgumentError(f"validate must be a function, not {validate!r}")
    fields: list[Field] = []
    for item in inputs:
        if not isinstance(item, Field):
            raise ArgumentError(f"{item!r:.60} is no input: call an input function with a name")
        if any(item.name == other.name for other in fields):
            raise ArgumentError(f"two inputs of the group are called {item.name!r}")
        fields.append(item)
    focus_first(fields)
    form = Form(label, fields, cancelable, validate)
    answer: DictAnswer[UserValue] = run_flow(form.ask())
    return answer
