"""The event loop of coroutine sessions on servers that have none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread

from attrs import define, field

from pywebio.backends.asyncio_loop import AsyncioLoop
from pywebio.ports.loop import EventLoop


@define(eq=False)
class LoopThread:
    """One loop for all coroutine sessions of threaded servers. Lives as long as its container.

    It runs in a thread of its own, from the first session to the last; or in a thread of the
    author's, as long as that is in `run`.
    """

    _loop: AsyncioLoop | None = field(init=False, default=None)
    _tell_unused: Callable[[], object] = field(init=False, default=lambda: None)
    _users: int = field(init=False, default=0)
    _authors: AsyncioLoop | None = field(init=False, default=None)
    _lock: Lock = field(init=False, factory=Lock)

    def lend(self) -> EventLoop:
        """Return the author's loop if it runs, else the own one, which is started if need be."""
        if self._authors is not None:
            return self._authors
        with self._lock:
            if self._loop is None:
                started: Future[AsyncioLoop] = Future()
                main = self._serve_sessions(started)
                Thread(
                    target=asyncio.run, args=(main,), name="pywebio-event-loop", daemon=True
                ).start()
                self._loop = started.result()
            self._users += 1
            return self._loop

    def run(self, *, debug: bool = False) -> None:
        """Run a loop for coroutine sessions in the calling thread, until the program ends.

        Raises:
            RuntimeError: Another thread does so already.
        """
        if self._authors is not None:
            raise RuntimeError("run_event_loop() is running in another thread already")
        asyncio.run(self._serve_author(), debug=debug)

    async def _serve_author(self) -> None:
        self._authors = AsyncioLoop()
        try:
            await asyncio.Event().wait()
        finally:
            self._authors = None

    async def _serve_sessions(self, started: Future[AsyncioLoop]) -> None:
        unused = asyncio.Event()
        self._tell_unused = unused.set
        started.set_result(AsyncioLoop(on_release=self._give_back))
        this = asyncio.current_task()
        while True:
            await unused.wait()
            unused.clear()
            # What sessions have left running uses the loop as well.
            while others := {task for task in asyncio.all_tasks() if task is not this}:
                await asyncio.wait(others)
            with self._lock:
                if self._users == 0:
                    self._loop = None
                    return

    def _give_back(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0 and self._loop is not None:
                self._loop.call_soon(self._tell_unused)
