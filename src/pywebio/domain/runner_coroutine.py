"""Sessions of coroutine functions: ordinary tasks of an event loop."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import Context, copy_context
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, cast

from attrs import define, field

from pywebio.domain import own_loops
from pywebio.domain.callbacks import Callback
from pywebio.domain.context import enter_task
from pywebio.domain.coroutines import as_coroutine
from pywebio.domain.errors import SessionException
from pywebio.domain.flow import Flow, Step
from pywebio.domain.runner import SessionRunner
from pywebio.domain.scope import reset_scopes
from pywebio.domain.tasks import TaskContext
from pywebio.ports.loop import EventLoop, LoopTask

if TYPE_CHECKING:
    from pywebio.domain.session import Session

logger = logging.getLogger(__name__)


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

    def spawn(self, name: str, call: Callable[[], object]) -> None:
        self._begin(name, call)

    def complete(self, flow: Flow[None]) -> None:
        step = next(flow, None)
        if step is not None:
            self._begin("complete", partial(self._go_on, flow, step))

    async def _go_on(self, flow: Flow[None], step: Step) -> None:
        with suppress(StopIteration):
            while step is not None:
                try:
                    result = await step
                except Exception as error:  # noqa: BLE001  # the flow is where it belongs
                    step = flow.throw(error)
                else:
                    step = flow.send(result)

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
            self._end_grace = self.loop.call_later(own_loops.GRACE_SECONDS, self._cancel_tasks)
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
        task.context.loop = self.loop
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
        task.runs_in = task.context.runs_in = self.loop.current_task()
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
