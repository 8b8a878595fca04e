"""Finding the session that a call belongs to."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING

from pywebio.domain.errors import SessionClosedException, SessionNotFoundException

if TYPE_CHECKING:
    from pywebio.domain.session import Session
    from pywebio.domain.tasks import TaskContext

_current: ContextVar[TaskContext | None] = ContextVar("pywebio_task", default=None)


def _nobody() -> TaskContext:
    raise SessionNotFoundException


# Wiring and no state: it is set once, when the package is imported.
_task_outside: Callable[[], TaskContext] = _nobody


def find_outside(find: Callable[[], TaskContext]) -> None:
    """Let *find* return the task of what belongs to no session, or raise as `current_task`."""
    global _task_outside  # noqa: PLW0603  # the core may not import what finds it
    _task_outside = find


def current_task() -> TaskContext:
    """Return the task that is running.

    Raises:
        SessionNotFoundException: This thread or coroutine belongs to no session.
        SessionClosedException: Its session has ended.
    """
    task = _current.get() or _task_outside()
    if task.session.closed:
        raise SessionClosedException
    return task


def current_session() -> Session:
    """Return the session that is running; raises as `current_task`."""
    return current_task().session


def enter_task(task: TaskContext) -> None:
    """Make *task* the running one in this context (thread or asyncio task)."""
    _current.set(task)
