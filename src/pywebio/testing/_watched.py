"""Runners that tell when a task begins to wait for the browser."""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine
from functools import partial
from typing import TypeVar, cast

from attrs import define, field

from pywebio.domain.context import current_task
from pywebio.domain.flow import Flow, Step
from pywebio.domain.runner_coroutine import CoroutineSessionRunner
from pywebio.domain.runner_thread import ThreadSessionRunner
from pywebio.domain.session import Session
from pywebio.domain.tasks import EventKinds, TaskContext
from pywebio.ports.events import TaskEvent
from pywebio.ports.types import TaskId

T = TypeVar("T")


@define(eq=False)
class WatchedThreads(ThreadSessionRunner):
    """Runs a plain function."""

    waits: Callable[[TaskContext], None] = field(kw_only=True)

    def run(
        self, task: TaskContext, flow: Flow[T], kinds: EventKinds
    ) -> T | Coroutine[object, object, T]:
        return super().run(task, watched(flow, self.waits), kinds)


@define(eq=False)
class WatchedCoroutines(CoroutineSessionRunner):
    """Runs a coroutine function."""

    waits: Callable[[TaskContext], None] = field(kw_only=True)

    def run(
        self, task: TaskContext, flow: Flow[T], kinds: EventKinds
    ) -> T | Coroutine[object, object, T]:
        return super().run(task, watched(flow, self.waits), kinds)


def watched(flow: Flow[T], waits: Callable[[TaskContext], None]) -> Flow[T]:
    """Step *flow*, and call *waits* each time before it waits for an event."""
    task = current_task()
    step: Callable[[], Step] = partial(next, flow)
    try:
        while True:
            needed = step()
            if needed is None:
                waits(task)
            try:
                event = yield needed
            except BaseException as error:  # noqa: BLE001  # the flow decides
                step = partial(flow.throw, error)
            else:
                step = partial(flow.send, event)
    except StopIteration as stop:
        return cast(T, stop.value)
    finally:
        flow.close()


@define(eq=False, kw_only=True)
class WatchedSession(Session):
    """A session that tells when something in it has changed, and what went wrong in its app."""

    changed: Callable[[], None]
    failures: list[Exception] = field(init=False, factory=list)

    def close_task(self, task: TaskContext) -> None:
        super().close_task(task)
        self.changed()

    def fail(self, task: TaskContext, error: Exception) -> None:
        self.failures.append(error)
        super().fail(task, error)

    @property
    def running(self) -> bool:
        """Some task has not ended."""
        return bool(self._tasks)

    def answers(self, event: TaskEvent) -> bool:
        """Tell whether *event* is for the question that its task is waiting for."""
        task = self._tasks.get(event.task_id)
        return task is not None and task.mailbox_for(event) is task.mailbox

    def rests(self, waiting: Collection[TaskId]) -> bool:
        """Tell whether nothing happens unless the user does something."""
        tasks = list(self._tasks)
        return all(task in waiting for task in tasks) and (bool(tasks) or self.held)
