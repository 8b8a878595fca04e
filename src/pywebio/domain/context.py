"""Finding the session that a call belongs to."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

from pywebio.domain.errors import SessionClosedException, SessionNotFoundException

if TYPE_CHECKING:
    from pywebio.domain.session import Session
    from pywebio.domain.tasks import TaskContext

_current: ContextVar[TaskContext] = ContextVar("pywebio_task")


def current_task() -> TaskContext:
    """Return the task that is running.

    Raises:
        SessionNotFoundException: This thread or coroutine belongs to no session.
        SessionClosedException: Its session has ended.
    """
    try:
        task = _current.get()
    except LookupError:
        raise SessionNotFoundException from None
    if task.session.closed:
        raise SessionClosedException
    return task


def current_session() -> Session:
    """Return the session that is running; raises as `current_task`."""
    return current_task().session


def enter_task(task: TaskContext) -> None:
    """Make *task* the running one in this context (thread or asyncio task)."""
    _current.set(task)
