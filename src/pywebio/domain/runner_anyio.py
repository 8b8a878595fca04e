"""Sessions of coroutine functions: ordinary tasks of the server's event loop."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextvars import copy_context
from functools import partial
from types import CoroutineType, GeneratorType
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

import anyio
from attrs import define, field

from pywebio.domain.callbacks import Callback
from pywebio.domain.context import enter_task
from pywebio.domain.errors import SessionClosedException, SessionException
from pywebio.domain.flow import Flow
from pywebio.domain.runner import SessionRunner
from pywebio.domain.scope import reset_scopes
from pywebio.domain.tasks import TaskContext
from pywebio.ports.events import TaskEvent
from pywebio.ports.loop import EventLoop, LoopTask

if TYPE_CHECKING:
    from pywebio.domain.session import Session

logger = logging.getLogger(__name__)
T = TypeVar("T")

_GRACE_SECONDS = 2.0
"""How long tasks may clean up after the end of their session."""


@define(eq=False)
class AnyioMailbox:
    """Events for one waiting coroutine; used in the loop's thread only."""

    limit: int
    _events: deque[TaskEvent] = field(init=False, factory=deque)
    _arrived: anyio.Event | None = field(init=False, default=None)
    _closed: bool = field(init=False, default=False)

    def put(self, event: TaskEvent) -> bool:
        if len(self._events) >= self.limit:
            return False
        self._events.append(event)
        self._notify()
        return True

    def close(self) -> None:
        self._closed = True
        self._notify()

    async def get(self) -> TaskEvent | None:
        """Wait for the next event; None if the session has ended."""
        while not self._events and not self._closed:
            self._arrived = anyio.Event()
            await self._arrived.wait()
        return self._events.popleft() if self._events else None

    def _notify(self) -> None:
        if self._arrived is not None:
            self._arrived.set()


@define(eq=False)
class CoroutineTask:
    """A running coroutine of a session, and the way to stop it."""

    context: TaskContext
    runs_in: LoopTask | None = field(init=False, default=None)
    """The loop's task, once it has begun."""
    ended: bool = field(init=False, default=False)

    def cancel(self) -> None:
        """Stop it at its next await."""
        if not self.ended and self.runs_in is not None:
            self.runs_in.cancel()
        # One that has not begun looks at this first: cancelled earlier, it would end without a word.
        self.ended = True


@define(eq=False)
class AnyioSessionRunner(SessionRunner):
    """Runs each task as a task of the server's event loop, and a plain callback at once."""

    can_wait: ClassVar[bool] = False
    loop: EventLoop
    _session: Session = field(init=False)
    _tasks: dict[TaskContext, CoroutineTask] = field(init=False, factory=dict)
    _grace: LoopTask | None = field(init=False, default=None)
    """Ends the tasks that outlive the session for too long."""
    _calls: int = field(init=False, default=0)
    """Callbacks that have not ended."""

    def start(self, session: Session) -> None:
        self._session = session
        self._in_loop(partial(self._begin, session.app.name, session.app.target))

    def run(self, task: TaskContext, flow: Flow[T]) -> Awaitable[T]:
        return self._drive(task, flow)

    def call(self, callback: Callback, data: object) -> bool:
        settings = self._session.settings
        full = self._calls >= settings.max_callbacks + settings.max_events
        if full or (callback.mutex and callback.running):
            return False
        callback.running = True
        self._calls += 1
        self._in_loop(partial(self._call, callback, data))
        return True

    def run_async(self, coroutine: Coroutine[object, object, object]) -> CoroutineTask:
        """Run *coroutine* as a task of the session."""
        return self._begin("run_async", lambda: coroutine)

    def close(self, run_deferred: Callable[[], None], wake_tasks: Callable[[], None]) -> None:
        def end() -> None:
            run_deferred()
            wake_tasks()
            self.finished()

        self._in_loop(end)

    def finished(self) -> None:
        if self._tasks:
            self._in_loop(self._begin_grace)

    def _begin_grace(self) -> None:
        self._grace = self.loop.spawn(self._cancel_tasks())

    async def _cancel_tasks(self) -> None:
        await anyio.sleep(_GRACE_SECONDS)
        for task in list(self._tasks.values()):
            task.cancel()

    def _call(self, callback: Callback, data: object) -> None:
        def done() -> None:
            callback.running = False
            self._calls -= 1

        if not self._session.closed:
            self._begin(callback.name, partial(callback.function, data), done)

    def _begin(
        self, name: str, call: Callable[[], object], done: Callable[[], None] = lambda: None
    ) -> CoroutineTask:
        """Call *call* as a new task: what it returns is awaited as a task of the loop."""
        task = CoroutineTask(self._session.open_task(name))
        self._tasks[task.context] = task
        copy_context().run(self._enter, task, call, done)
        return task

    def _enter(
        self, task: CoroutineTask, call: Callable[[], object], done: Callable[[], None]
    ) -> None:
        enter_task(task.context)
        reset_scopes()
        work: Coroutine[object, object, object] | None = None
        with _Guard(task.context):
            work = _coroutine(call())
        if work is None:
            self._end(task, done)
        else:
            self.loop.spawn(self._work(task, work, done))
            # What the task's first step sends is then written in the same turn of the loop.
            self._session.outbox.expect()

    async def _work(
        self,
        task: CoroutineTask,
        work: Coroutine[object, object, object],
        done: Callable[[], None],
    ) -> None:
        task.runs_in = self.loop.current_task()
        try:
            with _Guard(task.context):
                if task.ended:
                    work.close()
                else:
                    await work
        finally:
            self._end(task, done)

    def _end(self, task: CoroutineTask, done: Callable[[], None]) -> None:
        task.ended = True
        self._tasks.pop(task.context, None)
        done()
        self._session.close_task(task.context)
        if self._grace is not None and not self._tasks:
            self._grace.cancel()

    async def _drive(self, task: TaskContext, flow: Flow[T]) -> T:
        own = self._task_of_this_coroutine(task)
        outer = own.mailbox
        mailbox = own.mailbox = AnyioMailbox(own.session.settings.max_events)
        try:
            next(flow)
            while True:
                event = await mailbox.get() if not own.session.closed else None
                if event is None:
                    flow.throw(SessionClosedException())
                else:
                    flow.send(event)
        except StopIteration as stop:
            return cast(T, stop.value)
        finally:
            flow.close()
            own.mailbox = outer
            if own is not task:
                own.session.close_task(own)

    def _task_of_this_coroutine(self, task: TaskContext) -> TaskContext:
        """Return *task*, or a new one if an asyncio task of the author's own is asking.

        Coroutines that run side by side (asyncio.gather, create_task, wait_for) inherit the
        context of the task that started them, but their forms must not get each other's answers.
        """
        known = self._tasks.get(task)
        if known is not None and known.runs_in is self.loop.current_task():
            return task
        own = task.session.open_task("task")
        enter_task(own)
        return own

    def _in_loop(self, call: Callable[[], object]) -> None:
        if self.loop.is_current():
            call()
        else:
            self.loop.call_soon(lambda: cast(None, call()))


@define
class _Guard:
    """Ends the exceptions of an app's code where they belong: at that app."""

    task: TaskContext

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, SessionException):
            logger.debug("task %s ended: %s", self.task.id, error)
        elif isinstance(error, Exception):
            self.task.session.fail(self.task, error)
        elif isinstance(error, SystemExit):
            logger.debug("task %s left by sys.exit()", self.task.id)
        else:
            return False
        return True


def _coroutine(result: object) -> Coroutine[object, object, object] | None:
    if isinstance(result, CoroutineType):
        return result
    if isinstance(result, GeneratorType):
        return _drive_generator(result)
    return _await(result) if isinstance(result, Awaitable) else None


async def _await(awaitable: Awaitable[object]) -> object:
    return await awaitable


async def _drive_generator(generator: Generator[Awaitable[object], object, object]) -> object:
    """Run a generator app of PyWebIO 1.x, which yields what it would await."""
    step: Callable[[], Awaitable[object]] = partial(generator.send, None)
    try:
        while True:
            waited_for = step()
            try:
                step = partial(generator.send, await waited_for)
            except Exception as error:  # noqa: BLE001  # the generator is where it belongs
                step = partial(generator.throw, error)
    except StopIteration as stop:
        return cast(object, stop.value)
