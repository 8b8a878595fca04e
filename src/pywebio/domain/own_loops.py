"""Coroutines that run in threads, each in an event loop of its own."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial

from attrs import define, field

from pywebio.domain.tasks import TaskContext
from pywebio.ports.loop import EventLoop, LoopTask, RunInOwnLoop

GRACE_SECONDS = 2.0
"""How long coroutines may clean up after the end of their session."""


@define(eq=False)
class OwnLoops:
    """Runs what threads of a session have to await. Lives as long as that session."""

    _run: RunInOwnLoop
    _running: dict[LoopTask | None, EventLoop] = field(init=False, factory=dict)

    def run(self, task: TaskContext, coroutine: Coroutine[object, object, object]) -> object:
        """Run *coroutine* of *task* to its end, while the calling thread waits."""
        return self._run(partial(self._main, task, coroutine))

    def end(self) -> None:
        """The session has ended: cancel what still runs when its time to clean up is over."""
        for loop_task, loop in list(self._running.items()):
            if loop_task is not None:
                loop.call_soon(partial(loop.call_later, GRACE_SECONDS, loop_task.cancel))

    async def _main(
        self, task: TaskContext, coroutine: Coroutine[object, object, object], loop: EventLoop
    ) -> object:
        around = task.loop, task.runs_in
        this = loop.current_task()
        task.loop, task.runs_in = loop, this
        self._running[this] = loop
        if task.session.closed:
            self.end()
        try:
            return await coroutine
        finally:
            del self._running[this]
            task.loop, task.runs_in = around
