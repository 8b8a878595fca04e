"""Questions that one event answers."""

from __future__ import annotations

from functools import partial

from pywebio.domain.commands import Command
from pywebio.domain.context import current_task
from pywebio.domain.flow import Flow
from pywebio.domain.pending import Pending
from pywebio.domain.tasks import EventKinds
from pywebio.ports.events import ScriptAnswered
from pywebio.ports.types import UserValue

ANSWERS: EventKinds = (ScriptAnswered,)
"""What `ask_flow` waits for."""


def ask_page(command: Command) -> UserValue:
    """Send *command* and return what the page answers; in a coroutine, to be awaited."""
    return run_flow(ask_flow(command), ANSWERS)


def run_flow(flow: Flow[UserValue], kinds: EventKinds, what: str | None = None) -> UserValue:
    """Step *flow*, which waits for events of *kinds*, for the running task.

    Returns its result, or in a coroutine what to await for it. If that is forgotten, a warning
    calls it *what*, by default as the function that the author has called.
    """
    task = current_task()
    if task.can_await:
        return Pending(task, partial(task.session.runner.run, task, flow, kinds), what)
    return task.session.runner.run(task, flow, kinds)


def ask_flow(command: Command) -> Flow[UserValue]:
    """Send *command* and wait for what the page answers."""
    current_task().send(command)
    while True:
        event = yield None
        if isinstance(event, ScriptAnswered):
            return event.value
