"""What a user sees when the app fails."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from pywebio.domain.commands import Command, Popup, RunScript, Toast
from pywebio.domain.errors import SessionClosedException
from pywebio.domain.failures import Failure
from pywebio.domain.scope import dom_id
from pywebio.domain.texts import INTERNAL_ERROR
from pywebio.ports.types import JsonObject

if TYPE_CHECKING:
    from pywebio.domain.session import Session
    from pywebio.domain.tasks import TaskContext

logger = logging.getLogger(__name__)

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


def report(task: TaskContext, error: Exception) -> None:
    """Log an uncaught *error* of the app and tell the user."""
    logger.error("uncaught exception in app %s", task.session.app.name, exc_info=error)
    notify(task, error)


def notify(task: TaskContext, error: Exception) -> None:
    """Tell the user of an *error* of the app."""
    try:
        for command in notice_of(task.session, error):
            task.send(command)
    except SessionClosedException:
        logger.debug("the user left before the notice of the failure")


def notice_of(session: Session, error: Exception) -> list[Command]:
    """Return the `failure_notice` of *session*, in its words."""
    return failure_notice(
        error,
        debug=session.debug,
        title=session.text(INTERNAL_ERROR),
        dom_id=dom_id(session.ids.new_id()[:10]),
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
