"""Sessions of coroutine functions, and the tasks in them."""

from __future__ import annotations

from pywebio.compat.sessions import CoroutineBasedSession
from pywebio.session._tasks import TaskHandler

__all__ = ["CoroutineBasedSession", "TaskHandle", "TaskHandler"]

TaskHandle = TaskHandler
"""What `TaskHandler` was called before PyWebIO 1.6."""
