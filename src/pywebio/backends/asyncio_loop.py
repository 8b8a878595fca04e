"""A running asyncio loop as a port."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from threading import get_ident
from typing import TypeVar

from attrs import define, field

from pywebio.ports.loop import EventLoop, LoopTask, Signal

T = TypeVar("T")


@define(eq=False)
class AsyncioLoop:
    """The loop that runs where this object is made. Lives as long as its server."""

    _on_release: Callable[[], object] = lambda: None
    """Called when a session needs the loop no more."""
    _loop: asyncio.AbstractEventLoop = field(init=False, factory=asyncio.get_running_loop)
    _thread: int = field(init=False, factory=get_ident)
    _tasks: set[asyncio.Task[None]] = field(init=False, factory=set)
    """asyncio itself holds tasks by weak reference only."""

    def call_soon(self, call: Callable[[], object]) -> None:
        """Run *call* in the loop's thread; nothing happens once the loop is closed."""
        schedule = self._loop.call_soon if self.is_current() else self._loop.call_soon_threadsafe
        try:
            schedule(call)
        except RuntimeError:
            if not self._loop.is_closed():
                raise

    def call_later(self, seconds: float, call: Callable[[], object]) -> Callable[[], object]:
        """Run *call* after *seconds*; to be called in the loop's thread, as what it returns."""
        return self._loop.call_later(seconds, call).cancel

    def spawn(self, coroutine: Coroutine[object, object, None]) -> LoopTask:
        """Run *coroutine* as a task; at once up to its first wait, where Python can do that."""
        if sys.version_info >= (3, 12):
            task = asyncio.Task(coroutine, loop=self._loop, eager_start=True)
        else:
            task = self._loop.create_task(coroutine)
        if not task.done():
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return task

    def current_task(self) -> LoopTask | None:
        """Return the running asyncio task."""
        return asyncio.current_task(self._loop)

    def signal(self) -> Signal:
        """Return an event of asyncio."""
        return asyncio.Event()

    def release(self) -> None:
        """Pass it on to whoever lends this loop."""
        self._on_release()

    def is_current(self) -> bool:
        """Tell whether the calling thread is the loop's own."""
        return get_ident() == self._thread

    def runs_here(self) -> bool:
        """Tell whether this is the loop that is running in the calling thread."""
        return asyncio.get_running_loop() is self._loop


@define(eq=False)
class RunningLoop:
    """Lends the loop that answers the requests. Lives as long as its server."""

    _last: AsyncioLoop | None = field(init=False, default=None)

    def lend(self) -> AsyncioLoop:
        """Return the running loop: the same object as long as it is the same loop."""
        if self._last is None or not self._last.runs_here():
            self._last = AsyncioLoop()
        return self._last


def run_in_own_loop(main: Callable[[EventLoop], Coroutine[object, object, T]]) -> T:
    """Run what *main* returns to its end, in a new loop of the calling thread."""

    async def run() -> T:
        return await main(AsyncioLoop())

    return asyncio.run(run())
