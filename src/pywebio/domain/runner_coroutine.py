"""Sessions of coroutine functions: ordinary tasks of an event loop."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import Context, copy_context
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from attrs import define, field

from pywebio.domain.callbacks import Callback
from pywebio.domain.context import enter_task
from pywebio.domain.coroutines import as_coroutine
from pywebio.domain.errors import SessionClosedException, SessionException
from pywebio.domain.flow import Flow
from pywebio.domain.runner import SessionRunner
from pywebio.domain.scope import reset_scopes
from pywebio.domain.tasks import TaskContext
from pywebio.ports.events import TaskEvent
from pywebio.ports.loop import EventLoop, LoopTask, Signal

if TYPE_CHECKING:
    from pywebio.domain.session import Session

logger = logging.getLogger(__name__)
T = TypeVar("T")

_GRACE_SECONDS = 2.0
"""How long tasks may clean up after the end of their session."""


@define(eq=False)
class CoroutineMailbox:
    """Events for one waiting coroutine, which come from any thread."""

    limit: int
    _loop: EventLoop
    _events: deque[TaskEvent] = field(init=False, factory=deque)
    _arrived: Signal | None = field(init=False, default=None)
    """There while the coroutine waits."""
    _closed: bool = field(init=False, default=False)

    @property
    def idle(self) -> bool:
        return self._arrived is not None and not self._events and not self._closed

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
            self._arrived = self._loop.signal()
            await self._arrived.wait()
        self._arrived = None
        return self._events.popleft() if self._events else None

    def _notify(self) -> None:
        if self._loop.is_current():
            self._wake()
        else:
            # What is set is looked at there, so an event that comes just before a wait is not missed.
            self._loop.call_soon(self._wake)

    def _wake(self) -> None:
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
class CoroutineSessionRunner(SessionRunner):
    """Runs each task as a task of an event loop, and a plain callback at once."""

    can_wait: ClassVar[bool] = False
    loop: EventLoop
    _session: Session = field(init=False)
    _tasks: dict[TaskContext, CoroutineTask] = field(init=False, factory=dict)
    _calls: int = field(init=False, default=0)
    """Callbacks that have not ended."""
    _over: bool = field(init=False, default=False)
    """The session has ended."""
    _end_grace: Callable[[], object] | None = field(init=False, default=None)
    _lock: Lock = field(init=False, factory=Lock)

    def start(self, session: Session) -> None:
        self._session = session
        self._begin(session.app.name, session.app.target)

    def run(self, task: TaskContext, flow: Flow[T]) -> Awaitable[T]:
        return self._drive(task, flow)

    def call(self, callback: Callback, data: object) -> bool:
        settings = self._session.settings
        with self._lock:
            full = self._calls >= settings.max_callbacks + settings.max_events
            if full or (callback.mutex and callback.running):
                return False
            callback.running = True
            self._calls += 1

        def run() -> object:
            return None if self._session.closed else callback.function(data)

        def done() -> None:
            with self._lock:
                callback.running = False
                self._calls -= 1

        self._begin(callback.name, run, done)
        return True

    def run_async(self, coroutine: Coroutine[object, object, object]) -> CoroutineTask:
        """Run *coroutine* as a task of the session."""
        return self._begin("run_async", lambda: coroutine)

    def close(self, run_deferred: Callable[[], None], wake_tasks: Callable[[], None]) -> None:
        def end() -> None:
            run_deferred()
            wake_tasks()
            self._wind_up()

        self._in_loop(end)

    def finished(self) -> None:
        self._in_loop(self._wind_up)

    def _wind_up(self) -> None:
        self._over = True
        if self._tasks:
            self._end_grace = self.loop.call_later(_GRACE_SECONDS, self._cancel_tasks)
        else:
            self.loop.release()

    def _cancel_tasks(self) -> None:
        for task in list(self._tasks.values()):
            task.cancel()

    def _begin(
        self, name: str, call: Callable[[], object], done: Callable[[], None] = lambda: None
    ) -> CoroutineTask:
        """Call *call* as a new task: what it returns is awaited as a task of the loop."""
        # Opened here and now: a session is not idle while a call is on its way to the loop.
        task = CoroutineTask(self._session.open_task(name))
        self._tasks[task.context] = task
        # The context of a thread that serves requests belongs to the request.
        context = copy_context() if self.loop.is_current() else Context()
        self._in_loop(partial(context.run, self._enter, task, call, done))
        return task

    def _enter(
        self, task: CoroutineTask, call: Callable[[], object], done: Callable[[], None]
    ) -> None:
        enter_task(task.context)
        reset_scopes()
        work: Coroutine[object, object, object] | None = None
        with _Guard(task.context):
            work = as_coroutine(call())
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
        # Before the task is forgotten, because the last one gives the loop back.
        was_over = self._over
        self._tasks.pop(task.context, None)
        done()
        self._session.close_task(task.context)
        if was_over and not self._tasks:
            if self._end_grace is not None:
                self._end_grace()
            self.loop.release()

    async def _drive(self, task: TaskContext, flow: Flow[T]) -> T:
        own = self._task_of_this_coroutine(task)
        outer = own.mailbox
        mailbox = own.mailbox = CoroutineMailbox(own.session.settings.max_events, self.loop)
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
