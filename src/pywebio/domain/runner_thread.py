"""Sessions of plain functions: every task runs in a thread."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from contextvars import Context
from functools import partial
from threading import Lock, Thread, get_ident
from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from pywebio.domain.callbacks import Callback
from pywebio.domain.context import enter_task
from pywebio.domain.coroutines import as_coroutine
from pywebio.domain.errors import SessionException
from pywebio.domain.flow import Flow
from pywebio.domain.runner import SessionRunner
from pywebio.domain.scope import reset_scopes
from pywebio.domain.stepping import run_in_thread
from pywebio.domain.tasks import TaskContext
from pywebio.domain.workers import WorkerThreads
from pywebio.ports.types import TaskId

if TYPE_CHECKING:
    from pywebio.domain.session import Session

logger = logging.getLogger(__name__)


@define(eq=False)
class ThreadSessionRunner(SessionRunner):
    """Runs each task in a thread that it holds only while the task's code runs or waits."""

    can_wait: ClassVar[bool] = True
    workers: WorkerThreads
    _session: Session = field(init=False)
    _waiting: deque[tuple[Callback, object]] = field(init=False, factory=deque)
    """Callbacks that have not begun."""
    _running: int = field(init=False, default=0)
    """Callbacks that have."""
    _serial_task: TaskContext | None = field(init=False, default=None)
    """The one task of all callbacks in serial mode."""
    _serial_runs: bool = field(init=False, default=False)
    _lock: Lock = field(init=False, factory=Lock)

    @property
    def pending(self) -> bool:
        return bool(self._waiting)

    def start(self, session: Session) -> None:
        self._session = session
        self.spawn(session.app.name, session.app.target)

    def spawn(self, name: str, call: Callable[[], object]) -> None:
        self.workers.submit(partial(self._run_task, self._session.open_task(name), call))

    def complete(self, flow: Flow[None]) -> None:
        task = self._session.open_task("complete")
        self._run_task(task, partial(run_in_thread, task, flow, ()))

    def call(self, callback: Callback, data: object) -> bool:
        settings = self._session.settings
        with self._lock:
            if self._serial_runs or self._running >= settings.max_callbacks:
                if len(self._waiting) >= settings.max_events:
                    return False
                self._waiting.append((callback, data))
            else:
                self._begin(callback, data)
        return True

    def close(self, run_deferred: Callable[[], None], wake_tasks: Callable[[], None]) -> None:
        def end() -> None:
            run_deferred()
            wake_tasks()

        self.finished()
        # The program waits for it, and not for workers: what was deferred often saves something.
        try:
            Thread(target=end, name="pywebio-end", daemon=False).start()
        except RuntimeError:
            # The interpreter is about to end, and starts no threads any more.
            end()

    def finished(self) -> None:
        with self._lock:
            self._waiting.clear()

    def register(self, thread: Thread) -> None:
        """Make *thread*, which has not started, a task of the session."""
        task = self._session.open_task(thread.name)
        run_as_task = partial(self._run_task, task, thread.run)
        thread.run = run_as_task  # type: ignore[method-assign]  # the one hook a ready Thread offers

    def _begin(self, callback: Callback, data: object) -> None:
        """Start *callback*; the lock is held."""
        self._running += 1
        if callback.serial:
            self._serial_runs = True
            task = self._serial_task = self._serial_task or TaskContext(
                TaskId(f"{callback.name}-serial"), self._session
            )
            self._session.reopen_task(task)
        else:
            task = self._session.open_task(callback.name)
        self.workers.submit(partial(self._run_callback, task, callback, data))

    def _run_callback(self, task: TaskContext, callback: Callback, data: object) -> None:
        self._run_task(task, partial(callback.function, data))
        with self._lock:
            self._running -= 1
            if callback.serial:
                self._serial_runs = False
            while self._waiting and not self._serial_runs:
                # It is a task before it waits no more: in between the session would seem idle.
                self._begin(*self._waiting[0])
                self._waiting.popleft()

    def _run_task(self, task: TaskContext, call: Callable[[], object]) -> None:
        Context().run(self._run_here, task, call)

    def _run_here(self, task: TaskContext, call: Callable[[], object]) -> None:
        enter_task(task)
        reset_scopes()
        task.runs_in = get_ident()
        try:
            self._complete(task, call)
        except SessionException as left:
            logger.debug("task %s ended: %s", task.id, left)
        except Exception as error:  # noqa: BLE001  # an app's mistake is the app's alone
            task.session.fail(task, error)
        except BaseException as stop:  # noqa: BLE001  # sys.exit(), or a coroutine was cancelled
            logger.debug("task %s stopped: %r", task.id, stop)
        finally:
            task.session.close_task(task)

    def _complete(self, task: TaskContext, call: Callable[[], object]) -> None:
        # A function of its own, so that an output that *call* returns is dropped, which shows it,
        # while the task still runs.
        coroutine = as_coroutine(call())
        if coroutine is not None:
            task.session.own_loops.run(task, coroutine)
