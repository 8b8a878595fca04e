"""The event loop of coroutine sessions on servers that have none."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from threading import Lock, Thread, current_thread

from attrs import define, field, frozen

from pywebio.backends.asyncio_loop import AsyncioLoop
from pywebio.ports.loop import EventLoop


@frozen
class _Running:
    """A loop and the thread that it runs in, which a fork leaves behind."""

    loop: AsyncioLoop
    thread: Thread = field(init=False, factory=current_thread)


@define(eq=False)
class LoopThread:
    """One loop for all coroutine sessions of threaded servers. Lives as long as its container.

    It runs in a thread of its own, from the first session to the last; or in a thread of the
    author's, as long as that is in `run`.
    """

    _own: _Running | None = field(init=False, default=None)
    _authors: _Running | None = field(init=False, default=None)
    _users: int = field(init=False, default=0)
    """Sessions that run in the own loop."""
    _lock: Lock = field(init=False, factory=Lock)

    def lend(self) -> EventLoop:
        """Return the author's loop if it runs, else the own one, which is started if need be."""
        with self._lock:
            if self._authors is not None and self._authors.thread.is_alive():
                return self._authors.loop
            if self._own is None or not self._own.thread.is_alive():
                self._own, self._users = self._start(), 0
            self._users += 1
            return self._own.loop

    def run(self, *, debug: bool = False) -> None:
        """Run a loop for coroutine sessions in the calling thread, until the program ends.

        Raises:
            RuntimeError: Another thread does so already.
        """
        asyncio.run(self._serve_author(), debug=debug or None)

    async def _serve_author(self) -> None:
        with self._lock:
            if self._authors is not None and self._authors.thread.is_alive():
                raise RuntimeError("run_event_loop() is running in another thread already")
            self._authors = _Running(AsyncioLoop())
        try:
            await asyncio.Event().wait()
        finally:
            self._authors = None

    def _start(self) -> _Running:
        started: Future[_Running] = Future()
        Thread(
            target=lambda: asyncio.run(self._serve_sessions(started)),
            name="pywebio-event-loop",
            daemon=True,
        ).start()
        return started.result()

    async def _serve_sessions(self, started: Future[_Running]) -> None:
        unused = asyncio.Event()
        started.set_result(_Running(AsyncioLoop(lambda: self._give_back(unused))))
        this = asyncio.current_task()
        while True:
            await unused.wait()
            unused.clear()
            # What sessions have left running uses the loop as well.
            while others := asyncio.all_tasks() - {this}:
                await asyncio.wait(others)
            with self._lock:
                if self._users == 0:
                    self._own = None
                    return

    def _give_back(self, unused: asyncio.Event) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0 and self._own is not None:
                self._own.loop.call_soon(unused.set)
