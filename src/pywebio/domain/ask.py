"""Questions that one event answers."""

from __future__ import annotations

from pywebio.domain.commands import Command
from pywebio.domain.context import current_task
from pywebio.domain.flow import Flow
from pywebio.ports.events import ScriptAnswered
from pywebio.ports.types import UserValue


def ask_page(command: Command) -> UserValue:
    """Send *command* and return what the page answers; in a coroutine session, to be awaited."""
    return run_flow(ask_flow(command))


def run_flow(flow: Flow[UserValue]) -> UserValue:
    """Step *flow* for the running task: return its result, or what to await for it."""
    task = current_task()
    return task.session.runner.run(task, flow)


def ask_flow(command: Command) -> Flow[UserValue]:
    """Send *command* and wait for what the page answers."""
    current_task().send(command)
    while True:
        event = yield
        if isinstance(event, ScriptAnswered):
            return event.value
