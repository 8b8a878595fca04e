"""The widgets: fields of a form as outputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pywebio.domain.callbacks import Placement
from pywebio.domain.errors import ArgumentError
from pywebio.input._field import Field
from pywebio.input._items import (
    actions_field,
    choice_field,
    file_field,
    slider_field,
    text_field,
    textarea_field,
)
from pywebio.output._content import where
from pywebio.output._output import Output
from pywebio.ports.types import Json


def _pin(field: Field, scope: str | None, position: int) -> Output:
    spec: dict[str, Json] = {"type": "pin", "input": field.spec, **where(scope, position)}
    placement = Placement(pins=((field.name, field.shown()),))
    return Output(spec, placement=placement)


def _required(name: str) -> str:
    if not name:
        raise ArgumentError("a pin needs a name")
    return name


def put_input(
    name: str,
    type: str = "text",
    *,
    label: str = "",
    value: str | float | None = None,
    placeholder: str | None = None,
    readonly: bool | None = None,
    datalist: Iterable[str | float] | None = None,
    help_text: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show a field of one line; parameters as in `pywebio.input.input`.

    Raises:
        ValueError: The name has characters other than A-Z a-z 0-9 _ -, or there is no such type.

    Examples:
        ```python
        put_input("age", type="number", value=36, label="Age")
        put_button("Check", onclick=lambda: put_text(pin.age))
        ```

        ```text
        > age = 37
        > [Check]
        37
        ```
    """
    members = {
        "label": label,
        "value": value,
        "placeholder": placeholder,
        "readonly": readonly,
        "datalist": datalist,
        "help_text": help_text,
    }
    return _pin(text_field(type, _required(name), members, None, None), scope, position)


def put_textarea(
    name: str,
    *,
    label: str = "",
    rows: int = 6,
    code: bool | Mapping[str, object] | None = None,
    maxlength: int | None = None,
    minlength: int | None = None,
    value: str | None = None,
    placeholder: str | None = None,
    readonly: bool | None = None,
    help_text: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """Show a field of several lines; parameters as in `pywebio.input.textarea`."""
    members = {
        "label": label,
        "rows": rows,
        "maxlength": maxlength,
        "minlength": minlength,
        "value": value,
        "placeholder": placeholder,
        "readonly": readonly,
        "help_text": help_text,
    }
    return _pin(textarea_field(_required(name), code, members, None, None), scope, position)


def put_select(
    name: str,
    options: Iterable[object] | None = None,
    *,
    label: str = "",
    multiple: bool | None = None,
    value: object = None,
    native: bool | None = None,
    help_text: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """Show a list to choose from; parameters as in `pywebio.input.select`."""
    members = {"label": label, "multiple": multiple, "native": native, "help_text": help_text}
    field = choice_field("select", _required(name), options, value, members, None, None)
    return _pin(field, scope, position)


def put_checkbox(
    name: str,
    options: Iterable[object] | None = None,
    *,
    label: str = "",
    inline: bool | None = None,
    value: Iterable[object] | None = None,
    help_text: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """Show check boxes; parameters as in `pywebio.input.checkbox`."""
    members = {"label": label, "inline": inline, "help_text": help_text}
    field = choice_field("checkbox", _required(name), options, value, members, None, None)
    return _pin(field, scope, position)


def put_radio(
    name: str,
    options: Iterable[object] | None = None,
    *,
    label: str = "",
    inline: bool | None = None,
    value: object = None,
    help_text: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """Show radio buttons; parameters as in `pywebio.input.radio`."""
    members = {"label": label, "inline": inline, "help_text": help_text}
    field = choice_field("radio", _required(name), options, value, members, None, None)
    return _pin(field, scope, position)


def put_slider(
    name: str,
    *,
    label: str = "",
    value: float = 0,
    min_value: float = 0,
    max_value: float = 100,
    step: float | None = 1,
    required: bool | None = None,
    help_text: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """Show a slider; parameters as in `pywebio.input.slider`."""
    members = {"label": label, "required": required, "help_text": help_text}
    field = slider_field(_required(name), value, min_value, max_value, step, members, None, None)
    return _pin(field, scope, position)


def put_actions(
    name: str,
    *,
    label: str = "",
    buttons: Iterable[object] | None = None,
    help_text: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show buttons; the value of the pin is that of the last one clicked.

    Parameters as in `pywebio.input.actions`; there are only submit buttons.

    Raises:
        ArgumentError: A button is of another type.

    Examples:
        ```python
        put_actions("view", buttons=["Day", "Week"])
        pin_on_change("view", onchange=lambda view: put_text(view))
        ```

        ```text
        > view = Week
        Week
        ```
    """
    members = {"label": label, "help_text": help_text}
    field = actions_field(_required(name), buttons, members)
    specs = field.spec["buttons"]
    for button in specs if isinstance(specs, list) else ():
        if isinstance(button, Mapping) and button["type"] != "submit":
            raise ArgumentError(f"button {button!r}: a pin has only buttons of type 'submit'")
    return _pin(field, scope, position)


def put_file_upload(
    name: str,
    *,
    label: str = "",
    accept: str | Iterable[str] | None = None,
    placeholder: str = "Choose file",
    multiple: bool = False,
    max_size: int | str = 0,
    max_total_size: int | str = 0,
    help_text: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """Show a field for files; parameters as in `pywebio.input.file_upload`."""
    members = {
        "label": label,
        "accept": accept,
        "placeholder": placeholder,
        "multiple": multiple,
        "help_text": help_text,
    }
    return _pin(file_field(_required(name), max_size, max_total_size, members), scope, position)
