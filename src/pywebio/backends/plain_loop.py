"""Coroutine sessions without asyncio: stepped in the threads that bring their events."""

from __future__ import annotations

import asyncio
from asyncio import _get_running_loop, _set_running_loop  # what loops of others use to say so
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from contextvars import Context, copy_context
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
        while (next_call := self._next_call()) is not None:
            next_call()

    def call_later(self, seconds: float, call: Callable[[], object]) -> Callable[[], object]:
        """Run *call* after *seconds*, in a thread that waits for it."""
        timer = Timer(seconds, self.call_soon, [call])
        timer.daemon = True
        timer.start()
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
    _running: bool = field(init=False, default=False)
    _cancelled: bool = field(init=False, default=False)

    def cancel(self) -> None:
        """End the coroutine where it waits, or at its next wait."""
        self._cancelled = True
        if not self._running:
            self._end_if_cancelled()

    def step(self) -> None:
        """Run to the next wait."""
        if self._cancelled:
            return
        self._running, self._loop.task = True, self
        before = _get_running_loop()
        # So that a call of asyncio explains itself.
        _set_running_loop(cast(asyncio.AbstractEventLoop, _NoLoop()))
        try:
            self._context.run(self._advance)
        except StopIteration:
            return
        finally:
            _set_running_loop(before)
            self._running, self._loop.task = False, None
        self._end_if_cancelled()

    def _end_if_cancelled(self) -> None:
        # In the middle of a step it may have been.
        if self._cancelled:
            self._context.run(self._coroutine.close)

    def _advance(self) -> None:
        waits_for = self._coroutine.send(None)
        while not isinstance(waits_for, PlainSignal) and waits_for is not None:
            waits_for = self._coroutine.throw(RuntimeError(_EXPLANATION))
        if waits_for is None:
            # What asyncio.sleep(0) does: let others go first.
            self._loop.call_soon(self.step)
        else:
            waits_for.waiters.append(self.step)


@define(eq=False)
class PlainSignal:
    """What a coroutine of a `PlainLoop` waits for."""

    _loop: PlainLoop
    _is_set: bool = field(init=False, default=False)
    waiters: list[Callable[[], None]] = field(init=False, factory=list)

    def set(self) -> None:
        """Let every coroutine go on that waits."""
        self._is_set = True
        waiters, self.waiters = self.waiters, []
        for step in waiters:
            self._loop.call_soon(step)

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
