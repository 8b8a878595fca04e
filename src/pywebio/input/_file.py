"""Asking for files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, overload

from pywebio.input._answers import ListAnswer
from pywebio.input._ask import ask
from pywebio.input._checks import attributes_for
from pywebio.input._field import Field
from pywebio.input._items import (
    file_field,
)
from pywebio.ports.events import UploadedFile
from pywebio.ports.types import UserValue


@overload
def file_upload(
    label: str = "",
    accept: str | Iterable[str] | None = None,
    *,
    name: None = None,
    placeholder: str = "Choose file",
    multiple: Literal[True],
    max_size: int | str = 0,
    max_total_size: int | str = 0,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> ListAnswer[UploadedFile]: ...
@overload
def file_upload(
    label: str = "",
    accept: str | Iterable[str] | None = None,
    *,
    name: str,
    placeholder: str = "Choose file",
    multiple: bool = False,
    max_size: int | str = 0,
    max_total_size: int | str = 0,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> Field: ...
@overload
def file_upload(
    label: str = "",
    accept: str | Iterable[str] | None = None,
    name: str | None = None,
    placeholder: str = "Choose file",
    multiple: bool = False,
    max_size: int | str = 0,
    max_total_size: int | str = 0,
    required: bool | None = None,
    help_text: str | None = None,
    **other_html_attrs: object,
) -> UserValue: ...
def file_upload(
    label: str = "",
    accept: str | Iterable[str] | None = None,
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
        accept: Kinds of files, such as `".png"` or `"image/*"`, or a list of them. Page and
            server refuse others by their name and the type that the browser tells; what is in
            them is yours to check.
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

    Examples:
        ```python
        file = file_upload("A picture", accept="image/*", max_size="5M")
        if file is not None:
            put_image(file["content"], title=file["filename"])
        ```
    """
    members = {
        "label": label,
        "accept": accept,
        "placeholder": placeholder,
        "multiple": multiple,
        "required": required,
        "help_text": help_text,
        **attributes_for(file_upload, other_html_attrs),
    }
    return ask(file_field(name, max_size, max_total_size, members), name)
