"""An event loop that a test turns by hand."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextvars import Context, ContextVar, copy_context
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Thread, get_ident

from attrs import define, field

from pywebio.ports.loop import EventLoop, LoopTask, Signal
from pywebio.testing._contract import PATIENCE, require

__all__ = ["InlineLoop", "InlineTask", "check_event_loop"]


@define(eq=False)
class InlineTask:
    """A coroutine of an `InlineLoop`."""

    coroutine: Coroutine[object, object, None]
    context: Context = field(init=False, factory=copy_context)
    cancelled: bool = field(init=False, default=False)

    def cancel(self) -> None:
        """Let the coroutine not begin."""
        self.cancelled = True
        self.coroutine.close()


@define(eq=False)
class InlineLoop:
    """An `EventLoop` whose calls wait until the test runs them, in the thread that made the loop.

    Its coroutines must not await anything that suspends: sessions of coroutine apps need
    `pywebio.backends.asyncio_loop.AsyncioLoop` in a running asyncio loop.

    Examples:
        >>> loop = InlineLoop()
        >>> loop.call_soon(lambda: print("called"))
        >>> loop.run()
        called
    """

    _thread: int = field(init=False, factory=get_ident)
    _calls: SimpleQueue[Callable[[], object]] = field(init=False, factory=SimpleQueue)
    _current: InlineTask | None = field(init=False, default=None)

    def call_soon(self, call: Callable[[], object]) -> None:
        """Keep *call* for `run`."""
        self._calls.put(call)

    def call_later(self, seconds: float, call: Callable[[], object]) -> Callable[[], object]:
        """Never call it: a test does not wait."""
        return lambda: None

    def signal(self) -> Signal:
        """Refuse: nothing here can be waited for."""
        raise RuntimeError("a coroutine of InlineLoop awaits something: use an AsyncioLoop instead")

    def release(self) -> None:
        """Do nothing: the loop is the test's."""

    def is_current(self) -> bool:
        """Tell whether this is the thread that made the loop."""
        return get_ident() == self._thread

    def spawn(self, coroutine: Coroutine[object, object, None]) -> LoopTask:
        """Keep *coroutine* for `run`."""
        task = InlineTask(coroutine)
        self._calls.put(partial(self._run_to_end, task))
        return task

    def current_task(self) -> LoopTask | None:
        """Return the coroutine that is running."""
        return self._current

    def run(self, timeout: float = 0.0) -> None:
        """Run what waits, and what that adds; wait *timeout* seconds for the first if none does."""
        try:
            call = self._calls.get(timeout=timeout) if timeout else self._calls.get_nowait()
            while True:
                call()
                call = self._calls.get_nowait()
        except Empty:
            return

    def _run_to_end(self, task: InlineTask) -> None:
        if task.cancelled:
            return
        self._current = task
        try:
            task.context.run(task.coroutine.send, None)
        except StopIteration:
            return
        finally:
            self._current = None
        task.coroutine.close()
        raise RuntimeError("a coroutine of InlineLoop awaits something: use an AsyncioLoop instead")


_mark: ContextVar[str] = ContextVar("pywebio_check", default="none")


def check_event_loop(loop: EventLoop) -> None:
    """Check that *loop* keeps what `pywebio.ports.loop.EventLoop` promises.

    To be called in a thread of its own while the loop runs in another. Calls from any thread run
    in the loop's thread, in order, never inside each other; coroutines run there too, each as a
    task that knows itself.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    require(not loop.is_current(), "is_current() must be false in any other thread")
    log: list[str] = []
    current: list[bool] = []
    tasks: list[LoopTask | None] = []
    marks: list[str] = []
    done = Event()

    async def main(name: str) -> None:
        current.append(loop.is_current())
        tasks.append(loop.current_task())
        marks.append(_mark.get())
        _mark.set("changed")
        log.append(name)

    def first() -> None:
        current.append(loop.is_current())
        loop.call_soon(lambda: log.append("inner"))
        log.append("first")
        _mark.set("here")
        loop.spawn(main("one"))
        loop.spawn(main("two"))
        loop.call_soon(lambda: loop.call_soon(done.set))

    loop.call_soon(first)
    require(done.wait(PATIENCE), "what call_soon() and spawn() are given must be run")
    require(all(current), "calls and coroutines must run in the loop's own thread")
    require(log[0] == "first", "a call must not run inside another one")
    require(sorted(log[1:]) == ["inner", "one", "two"], "each call must run once")
    require(None not in tasks, "current_task() must know the task that is running")
    require(tasks[0] is not tasks[1], "each coroutine must run as a task of its own")
    require(
        marks == ["here", "here"], "a coroutine must run in a copy of the context it was made in"
    )
    _check_order(loop)


def _check_order(loop: EventLoop) -> None:
    order: list[int] = []
    done = Event()

    def send() -> None:
        for number in range(100):
            loop.call_soon(partial(order.append, number))
        loop.call_soon(done.set)

    sender = Thread(target=send, name="pywebio-contract")
    sender.start()
    require(done.wait(PATIENCE), "call_soon() must work from every thread")
    sender.join()
    require(order == list(range(100)), "the calls of one thread must run in their order")
