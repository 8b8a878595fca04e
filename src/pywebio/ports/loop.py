"""The event loop that coroutine sessions run on."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Protocol


class LoopTask(Protocol):
    """A task of an event loop; one task is one object."""

    def cancel(self) -> object:
        """Raise the loop's own cancellation at the task's next wait."""


class EventLoop(Protocol):
    """A running event loop. `call_soon` and `is_current` may be used in every thread."""

    def call_soon(self, call: Callable[[], object]) -> None:
        """Run *call* in the loop's thread, after what is running there now."""

    def is_current(self) -> bool:
        """Tell whether the calling thread is the loop's own."""

    def spawn(self, coroutine: Coroutine[object, object, None]) -> LoopTask:
        """Run *coroutine* as a task, in a copy of the current context."""

    def current_task(self) -> LoopTask | None:
        """Return the task that is running, also one that nobody spawned here."""
