"""Stepping flows: a thread blocks where a coroutine awaits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import TypeVar, cast

from pywebio.domain.context import enter_task
from pywebio.domain.errors import SessionClosedException
from pywebio.domain.flow import Flow
from pywebio.domain.mailboxes import CoroutineMailbox, ThreadMailbox
from pywebio.domain.tasks import EventKinds, TaskContext
from pywebio.ports.loop import EventLoop

T = TypeVar("T")


def run_in_thread(task: TaskContext, flow: Flow[T], kinds: EventKinds) -> T:
    """Step *flow* to its end, while the calling thread waits."""
    with _asking(task, get_ident(), None, flow) as own:
        session = own.session
        mailbox = own.mailbox = ThreadMailbox(kinds, own.mailbox, session.settings.max_events)
        try:
            step = next(flow)
            while True:
                try:
                    if step is not None:
                        answer = session.own_loops.run(own, step)
                    else:
                        _require_open(own)
                        answer = mailbox.get()
                except Exception as error:  # noqa: BLE001  # the flow is where it belongs
                    step = flow.throw(error)
                else:
                    step = flow.send(answer)
        except StopIteration as stop:
            # PEP 479 keeps this exact: a StopIteration of the flow's own code is a RuntimeError.
            return cast(T, stop.value)


async def run_in_loop(task: TaskContext, flow: Flow[T], kinds: EventKinds, loop: EventLoop) -> T:
    """Step *flow* to its end, in a coroutine of *loop*."""
    with _asking(task, loop.current_task(), loop, flow) as own:
        limit = own.session.settings.max_events
        mailbox = own.mailbox = CoroutineMailbox(kinds, own.mailbox, limit, loop)
        try:
            step = next(flow)
            while True:
                try:
                    if step is not None:
                        answer = await step
                    else:
                        _require_open(own)
                        answer = await mailbox.get()
                except Exception as error:  # noqa: BLE001  # the flow is where it belongs
                    step = flow.throw(error)
                else:
                    step = flow.send(answer)
        except StopIteration as stop:
            return cast(T, stop.value)


@contextmanager
def _asking(
    task: TaskContext, runs_in: object, loop: EventLoop | None, flow: Flow[T]
) -> Iterator[TaskContext]:
    """Enter *task*, or a new one if something that it started is asking.

    Coroutines that run side by side (asyncio.gather, create_task, wait_for) and threads of an
    executor inherit the context of the task that started them, but their forms must not get each
    other's answers.
    """
    own = task
    if task.runs_in != runs_in:
        own = task.session.open_task("task")
        own.loop, own.runs_in = loop, runs_in
        enter_task(own)
    outer = own.mailbox
    try:
        yield own
    finally:
        flow.close()
        own.mailbox = outer
        if own is not task:
            enter_task(task)
            own.session.close_task(own)


def _require_open(task: TaskContext) -> None:
    if task.session.closed:
        raise SessionClosedException
