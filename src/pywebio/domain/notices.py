"""What a user sees when the app fails."""

from __future__ import annotations

import traceback

from pywebio.domain.commands import Command, Popup, RunScript, Toast
from pywebio.ports.types import JsonObject

_RED = "#e53935"
_ALERT = (
    '<div class="alert alert-danger" role="alert">'
    "{{#contents}}{{& pywebio_output_parse}}{{/contents}}</div>"
)


def failure_notice(
    error: BaseException, *, debug: bool, language: str, dom_id: str
) -> list[Command]:
    """Return the commands that tell the user of an uncaught exception of the app.

    A short toast; with *debug* a popup with the traceback, and the same on the console.
    *language* is the user's; Chinese and English are known.
    """
    chinese = "zh" in language.lower()
    if not debug:
        return [
            Toast(
                "应用程序发生内部错误"
                if chinese
                else "An internal error occurred in the application",
                1000,
                color=_RED,
            )
        ]
    trace = "".join(traceback.format_exception(error))
    alert: JsonObject = {
        "type": "custom_widget",
        "template": _ALERT,
        "data": {"contents": [{"type": "text", "content": trace, "inline": False}]},
    }
    title = "应用程序发生内部错误" if chinese else "An internal error occurred in the application"
    return [
        Popup(title, [alert], size="large", implicit_close=True, closable=True, dom_id=dom_id),
        RunScript("console.error(trace)", {"trace": trace}),
    ]
