"""What the server tells a browser (protocol reference, section 4): one frozen class per command.

The members carry the names of the wire; None means absent. `Command` is their union.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, TypeAlias

from attrs import frozen

from pywebio.ports.types import CallbackId, Json, JsonObject


@frozen
class InputGroup:
    """Show a form."""

    tag: ClassVar = "input_group"
    label: str
    inputs: Sequence[JsonObject]
    cancelable: bool | None = None


@frozen
class UpdateInput:
    """Change an item of the task's newest form."""

    tag: ClassVar = "update_input"
    target_name: str
    attributes: JsonObject


@frozen
class DestroyForm:
    """Take the task's newest form away."""

    tag: ClassVar = "destroy_form"


@frozen
class Output:
    """Show something; *spec* as in section 6."""

    tag: ClassVar = "output"
    spec: JsonObject


@frozen
class OutputControl:
    """Create, clear, remove or scroll to a scope; *spec* as in section 4.1."""

    tag: ClassVar = "output_ctl"
    spec: JsonObject


@frozen
class Popup:
    """Open a popup."""

    tag: ClassVar = "popup"
    title: str
    content: Sequence[Json]
    size: str
    implicit_close: bool
    closable: bool
    dom_id: str


@frozen
class ClosePopup:
    """Close the popup."""

    tag: ClassVar = "close_popup"


@frozen
class Toast:
    """Show a notification; *duration* in milliseconds, *color* as CSS."""

    tag: ClassVar = "toast"
    content: str
    duration: int
    position: str = "center"
    color: str = "#1565c0"
    callback_id: CallbackId | None = None


@frozen
class RunScript:
    """Run JavaScript; with *eval* its value comes back."""

    tag: ClassVar = "run_script"
    code: str
    args: JsonObject | None = None
    eval: Literal[True] | None = None


@frozen
class Download:
    """Save a file; *content* in base64."""

    tag: ClassVar = "download"
    name: str
    content: str


@frozen
class SetEnv:
    """Change settings of the page."""

    tag: ClassVar = "set_env"
    spec: JsonObject


@frozen
class PinValues:
    """Ask for the values of pins."""

    tag: ClassVar = "pin_values"
    names: Sequence[str]


@frozen
class PinUpdate:
    """Change a pin."""

    tag: ClassVar = "pin_update"
    name: str
    attributes: JsonObject


@frozen
class PinWait:
    """Wait for the user to change one of some pins; *timeout* in seconds."""

    tag: ClassVar = "pin_wait"
    names: Sequence[str]
    timeout: float | None = None


@frozen
class PinOnChange:
    """Register a callback on a pin."""

    tag: ClassVar = "pin_onchange"
    name: str
    callback_id: CallbackId | None
    clear: bool


@frozen
class CloseSession:
    """The session has ended."""

    tag: ClassVar = "close_session"


Command: TypeAlias = (
    InputGroup
    | UpdateInput
    | DestroyForm
    | Output
    | OutputControl
    | Popup
    | ClosePopup
    | Toast
    | RunScript
    | Download
    | SetEnv
    | PinValues
    | PinUpdate
    | PinWait
    | PinOnChange
    | CloseSession
)
