"""Coroutine sessions without asyncio: stepped in the threads that bring their events."""

from __future__ import annotations

import asyncio
from asyncio import _get_running_loop, _set_running_loop  # what loops of others use to say so
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from contextvars import Context, copy_context
from functools import partial
from threading import Lock, Timer, get_ident
from typing import cast

from attrs import define, field, frozen

from pywebio.ports.loop import EventLoop, LoopTask, Signal

_EXPLANATION = (
    "asyncio is off here (disable_asyncio=True), so a coroutine app can only await functions of "
    "pywebio: leave disable_asyncio out to use asyncio and what is built on it"
)


@frozen
class PlainLoops:
    """Lends every session a `PlainLoop` of its own."""

    def lend(self) -> EventLoop:
        """Return a new one."""
        return PlainLoop()


@define(eq=False)
class PlainLoop:
    """Runs calls one after the other, in whatever thread brings the first. Lives as long as its session."""

    _calls: deque[Callable[[], object]] = field(init=False, factory=deque)
    _thread: int | None = field(init=False, default=None)
    """The thread that runs the calls now."""
    task: PlainTask | None = field(init=False, default=None)
    """The coroutine that runs now."""
    _lock: Lock = field(init=False, factory=Lock)

    def call_soon(self, call: Callable[[], object]) -> None:
        """Run *call*, here and now unless a thread is at work already."""
        with self._lock:
            self._calls.append(call)
            if self._thread is not None:
                return
            self._thread = get_ident()
        try:
            while (next_call := self._next_call()) is not None:
                next_call()
        except BaseException:
            # The author's program is being stopped; what waits is for the next thread.
            self._thread = None
            raise

    def call_later(self, seconds: float, call: Callable[[], object]) -> Callable[[], object]:
        """Run *call* after *seconds*, in a thread that waits for it."""
        timer = Timer(seconds, self.call_soon, [call])
        timer.daemon = True

        def begin() -> None:
            if not timer.finished.is_set():
                timer.start()

        # Behind what is to run now, which is often what makes it superfluous.
        self.call_soon(begin)
        return timer.cancel

    def is_current(self) -> bool:
        """Tell whether the calling thread runs the calls."""
        return self._thread == get_ident()

    def spawn(self, coroutine: Coroutine[object, object, None]) -> LoopTask:
        """Run *coroutine* as a task."""
        task = PlainTask(self, coroutine)
        self.call_soon(task.step)
        return task

    def current_task(self) -> LoopTask | None:
        """Return the task that is running."""
        return self.task

    def signal(self) -> Signal:
        """Return something to wait for."""
        return PlainSignal(self)

    def release(self) -> None:
        """Do nothing: nobody else uses it."""

    def _next_call(self) -> Callable[[], object] | None:
        with self._lock:
            if self._calls:
                return self._calls.popleft()
            self._thread = None
            return None


@define(eq=False)
class PlainTask:
    """A coroutine of a `PlainLoop`."""

    _loop: PlainLoop
    _coroutine: Coroutine[object, object, None]
    _context: Context = field(init=False, factory=copy_context)
    _awaited: PlainSignal | None = field(init=False, default=None)
    """What it waits for; None while it runs, or is about to."""
    _cancelled: bool = field(init=False, default=False)
    _ended: bool = field(init=False, default=False)

    def cancel(self) -> None:
        """Raise `CancelledError` where the coroutine waits, or at its next wait."""
        self._cancelled = True
        self._loop.call_soon(partial(self.step, self._awaited))

    def step(self, awaited: PlainSignal | None = None) -> None:
        """Run to the next wait, if it is *awaited* that the coroutine waits for."""
        if self._ended or awaited is not self._awaited:
            return
        self._awaited, self._loop.task = None, self
        before = _get_running_loop()
        # So that a call of asyncio explains itself.
        _set_running_loop(cast(asyncio.AbstractEventLoop, _NoLoop()))
        try:
            self._awaited = self._context.run(self._advance)
        except (StopIteration, asyncio.CancelledError):
            self._ended = True
            return
        finally:
            _set_running_loop(before)
            self._loop.task = None
        if self._awaited is None or self._cancelled:
            self._loop.call_soon(partial(self.step, self._awaited))
        else:
            self._awaited.waiters.append(self)

    def _advance(self) -> PlainSignal | None:
        """Return what the coroutine waits for; None: what asyncio.sleep(0) does, for others to go first."""
        if self._cancelled:
            self._cancelled = False
            awaited = self._coroutine.throw(asyncio.CancelledError())
        else:
            awaited = self._coroutine.send(None)
        while not isinstance(awaited, PlainSignal) and awaited is not None:
            awaited = self._coroutine.throw(RuntimeError(_EXPLANATION))
        return awaited


@define(eq=False)
class PlainSignal:
    """What a coroutine of a `PlainLoop` waits for."""

    _loop: PlainLoop
    _is_set: bool = field(init=False, default=False)
    waiters: list[PlainTask] = field(init=False, factory=list)

    def set(self) -> None:
        """Let every coroutine go on that waits."""
        self._is_set = True
        waiters, self.waiters = self.waiters, []
        for task in waiters:
            self._loop.call_soon(partial(task.step, self))

    async def wait(self) -> None:
        """Wait until it is set."""
        if not self._is_set:
            await self

    def __await__(self) -> Generator[PlainSignal, None, None]:
        yield self


class _NoLoop:
    """Stands where asyncio looks for the running loop."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(_EXPLANATION)
