"""A running asyncio loop as a port."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from threading import get_ident

from attrs import define, field


@define(eq=False)
class AsyncioLoop:
    """The loop that runs where this object is made. Lives as long as its server."""

    _loop: asyncio.AbstractEventLoop = field(init=False, factory=asyncio.get_running_loop)
    _thread: int = field(init=False, factory=get_ident)
    _tasks: set[asyncio.Task[None]] = field(init=False, factory=set)
    """asyncio itself holds tasks by weak reference only."""

    def call_soon(self, call: Callable[[], None]) -> None:
        """Run *call* in the loop's thread; nothing happens once the loop has stopped."""
        if self.is_current():
            self._loop.call_soon(call)
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    def spawn(self, main: Callable[[], Coroutine[None, None, None]]) -> None:
        """Run *main* as a task; call this in the loop's thread."""
        task = self._loop.create_task(main())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def is_current(self) -> bool:
        """Tell whether the calling thread is the loop's own."""
        return get_ident() == self._thread
