"""Questions that one event answers."""

from __future__ import annotations

from pywebio.domain.commands import Command
from pywebio.domain.context import current_task
from pywebio.domain.flow import Flow
from pywebio.domain.tasks import EventKinds
from pywebio.ports.events import ScriptAnswered
from pywebio.ports.types import UserValue

ANSWERS: EventKinds = (ScriptAnswered,)
"""What `ask_flow` waits for."""


def ask_page(command: Command) -> UserValue:
    """Send *command* and return what the page answers; in a coroutine, to be awaited."""
    return run_flow(ask_flow(command), ANSWERS)


def run_flow(flow: Flow[UserValue], kinds: EventKinds) -> UserValue:
    """Step *flow*, which waits for events of *kinds*, for the running task.

    Returns its result, or in a coroutine what to await for it.
    """
    task = current_task()
    return task.session.runner.run(task, flow, kinds)


def ask_flow(command: Command) -> Flow[UserValue]:
    """Send *command* and wait for what the page answers."""
    current_task().send(command)
    while True:
        event = yield None
        if isinstance(event, ScriptAnswered):
            return event.value
