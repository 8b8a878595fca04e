"""What a user sees when the app fails."""

from __future__ import annotations

from pywebio.domain.commands import Command, Popup, RunScript, Toast
from pywebio.domain.failures import Failure
from pywebio.ports.types import JsonObject

_RED = "#e53935"
_ALERT = (
    '<div class="alert alert-danger" role="alert">'
    "{{#contents}}{{& pywebio_output_parse}}{{/contents}}</div>"
)
# What the popup says as plain text is what the published version shows; a script sets it in order.
_FOLD = (
    "console.error(trace);"
    "const alert = document.querySelector(`#${id} .alert`);"
    "if (alert) alert.innerHTML = html;"
)


def failure_notice(error: BaseException, *, title: str, debug: bool, dom_id: str) -> list[Command]:
    """Return the commands that tell the user of an uncaught exception of the app.

    A short toast; with *debug* a popup that shows where in the app it was raised, and the traceback
    on the console.
    """
    if not debug:
        return [Toast(title, 1000, color=_RED)]
    failure = Failure.of(error)
    alert: JsonObject = {
        "type": "custom_widget",
        "template": _ALERT,
        "data": {"contents": [{"type": "text", "content": failure.text(), "inline": False}]},
    }
    return [
        Popup(title, [alert], size="large", implicit_close=True, closable=True, dom_id=dom_id),
        RunScript(_FOLD, {"id": dom_id, "html": failure.html(), "trace": failure.trace}),
    ]
