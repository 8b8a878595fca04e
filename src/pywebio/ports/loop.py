"""The event loop that coroutine sessions run on."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Protocol


class EventLoop(Protocol):
    """A running event loop, reachable from every thread."""

    def call_soon(self, call: Callable[[], None]) -> None:
        """Run *call* in the loop's thread, after what is running there now."""

    def spawn(self, main: Callable[[], Coroutine[None, None, None]]) -> None:
        """Run the coroutine function *main* as a task of the loop."""

    def is_current(self) -> bool:
        """Tell whether the calling thread is the loop's own."""
