"""What a browser tells (protocol reference, section 7): one frozen class per event.

`data` and `value` are what the page sent: JSON values, with files as `UploadedFile` dicts in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, TypedDict

from attrs import frozen

from pywebio.ports.types import CallbackId, TaskId


class UploadedFile(TypedDict):
    """A file from the browser."""

    filename: str
    """The base name; never a path."""
    size: int
    """Bytes."""
    mime_type: str
    last_modified: float
    """Seconds since the epoch."""
    content: bytes


@frozen
class FormSubmitted:
    """Sent by the browser when a form is submitted."""

    task_id: TaskId
    data: Mapping[str, object]


@frozen
class FormCancelled:
    """Sent by the browser when a form is left by a cancel button."""

    task_id: TaskId


@frozen
class FieldTouched:
    """Sent by the browser when a field is left or changed, if the form asked for it."""

    task_id: TaskId
    kind: Literal["blur", "change"]
    name: str
    value: object


@frozen
class ScriptAnswered:
    """Sent by the browser with the value of a script, of pins, or of a pin change."""

    task_id: TaskId
    value: object


@frozen
class CallbackCalled:
    """Sent by the browser when something with a callback is clicked or changed."""

    callback_id: CallbackId
    data: object


TaskEvent: TypeAlias = FormSubmitted | FormCancelled | FieldTouched | ScriptAnswered
Event: TypeAlias = TaskEvent | CallbackCalled
