"""The event loop that coroutine sessions run on, and who lends it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Protocol, TypeVar

T = TypeVar("T")


class LoopTask(Protocol):
    """A task of an event loop; one task is one object."""

    def cancel(self) -> object:
        """Raise the loop's own cancellation at the task's next wait."""


class Signal(Protocol):
    """What a coroutine waits for; belongs to one loop and is used in its thread only."""

    def set(self) -> object:
        """Let every coroutine go on that waits, now or later."""

    async def wait(self) -> object:
        """Wait until it is set."""


class EventLoop(Protocol):
    """An event loop. `call_soon`, `is_current` and `release` may be used in every thread."""

    def call_soon(self, call: Callable[[], object]) -> None:
        """Run *call* in the loop's thread, after what is running there now."""

    def call_later(self, seconds: float, call: Callable[[], object]) -> Callable[[], object]:
        """Run *call* after *seconds*, unless the returned function is called before."""

    def is_current(self) -> bool:
        """Tell whether the caller runs in the loop."""

    def spawn(self, coroutine: Coroutine[object, object, None]) -> LoopTask:
        """Run *coroutine* as a task, in a copy of the current context."""

    def current_task(self) -> LoopTask | None:
        """Return the task that is running, also one that nobody spawned here."""

    def signal(self) -> Signal:
        """Return something to wait for."""

    def release(self) -> None:
        """The session that was given this loop needs it no more. Called once."""


class LoopLender(Protocol):
    """Finds a loop for a session that begins outside of any."""

    def lend(self) -> EventLoop:
        """Return a loop, starting one if need be; its `release` gives it back.

        Called in any thread, only for sessions of coroutine apps.
        """


class RunInOwnLoop(Protocol):
    """Runs a coroutine where no loop runs."""

    def __call__(self, main: Callable[[EventLoop], Coroutine[object, object, T]], /) -> T:
        """Run what *main* returns to its end, in a new loop of the calling thread.

        It runs in a copy of the current context, and what it has left running is cancelled.
        """
