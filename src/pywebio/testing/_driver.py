"""Running an app in this process, and knowing when it waits."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Condition, RLock
from types import TracebackType
from typing import Literal

from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import define, field
from typing_extensions import Self

from pywebio.backends.asyncio_loop import AsyncioLoop, run_in_own_loop
from pywebio.domain.application import Application, Target
from pywebio.domain.client import ClientInfo
from pywebio.domain.own_loops import OwnLoops
from pywebio.domain.runner import SessionRunner
from pywebio.domain.settings import Ignored, SessionSettings
from pywebio.domain.tasks import TaskContext
from pywebio.domain.workers import WorkerThreads
from pywebio.ports.events import CallbackCalled, Event
from pywebio.ports.types import SessionId, TaskId, UserValue
from pywebio.protocol.codec import encode_command
from pywebio.testing._transcript import Message
from pywebio.testing._watched import WatchedCoroutines, WatchedSession, WatchedThreads
from pywebio.testing.ids import SequentialIds


@define(eq=False, kw_only=True)
class AppDriver:
    """A session of an app, read by this object in place of a transport."""

    app: Target
    client: ClientInfo = field(factory=ClientInfo)
    settings: SessionSettings = field(factory=SessionSettings)
    patience: float = 0.5
    """Seconds without a sign of life after which a busy app is left alone."""
    timeout: float = 10.0
    """Seconds after which something that must happen has failed to happen."""
    session: WatchedSession = field(init=False)
    """The session itself, for tests that look deeper."""
    messages: list[Message] = field(init=False, factory=list)
    """All commands so far."""
    waiting: set[TaskId] = field(init=False, factory=set)
    """Tasks that wait for the user."""
    _left: bool = field(init=False, default=False)
    errors_seen: bool = field(init=False, default=False)
    _portal: BlockingPortal | None = field(init=False, default=None)
    _loop_thread: AbstractContextManager[BlockingPortal] | None = field(init=False, default=None)
    _changed: Condition = field(init=False, factory=lambda: Condition(RLock()))

    def start(self) -> None:
        """Begin the session; `with` does it by itself."""
        app = Application.of(self.app)
        ids = SequentialIds()
        runner: SessionRunner
        if app.is_coroutine:
            self._loop_thread = start_blocking_portal("asyncio")
            self._portal = self._loop_thread.__enter__()
            runner = WatchedCoroutines(self._portal.call(AsyncioLoop), waits=self._task_waits)
        else:
            runner = WatchedThreads(WorkerThreads(), waits=self._task_waits)
        self.session = WatchedSession(
            id=SessionId(ids.new_id()),
            app=app,
            client=self.client,
            settings=self.settings,
            encode=encode_command,
            ids=ids,
            ignored=Ignored(),
            runner=runner,
            own_loops=OwnLoops(run_in_own_loop),
            changed=self._notify,
        )
        self.session.listen(self)
        self.do(self.session.start)
        # The loop begins the app in its next turn.
        self.do(lambda: None)

    def close(self) -> None:
        """Leave the page, and wait until the app has noticed; may be repeated."""
        self._left = True
        self.do(self.session.close)
        with self._changed:
            ended = self._changed.wait_for(lambda: not self.session.running, self.timeout)
        if self._loop_thread is not None:
            loop_thread, self._loop_thread, self._portal = self._loop_thread, None, None
            loop_thread.__exit__(None, None, None)
        if not ended:
            raise AssertionError("the app goes on although its user has left")

    def settle(self) -> None:
        """Wait until nothing happens any more unless the user does something."""
        with self._changed:
            while not self._rests():
                if not self._changed.wait(self.patience):
                    return

    # LinkListener

    def wake(self) -> None:
        """Read what there is."""
        with self._changed:
            while True:
                batch = self.session.pull(len(self.messages), len(self.messages), 2**20)
                # In their place, and not behind the last: a finalizer may have read them meanwhile.
                first = batch.last - len(batch.messages)
                self.messages[first : batch.last] = map(json.loads, batch.messages)
                if not batch.more:
                    break
            self._changed.notify_all()

    def replaced(self) -> None:
        """Nobody else reads."""

    # Inside

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> Literal[False]:
        if error is None:
            self.settle()
        self.close()
        if error is None and self.session.failures and not self.errors_seen:
            raise self.session.failures[0]
        return False

    def _task_waits(self, task: TaskContext) -> None:
        with self._changed:
            self.waiting.add(task.id)
            self._changed.notify_all()

    def _notify(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _rests(self) -> bool:
        if self._left or (self.messages and self.messages[-1]["command"] == "close_session"):
            return True
        return self.session.rests(self.waiting)

    def do(self, call: Callable[[], object]) -> None:
        """Run *call* in the thread in which a transport would."""
        if self._portal is None:
            call()
        else:
            self._portal.call(call)

    def tell(self, event: Event) -> None:
        """Push *event*."""
        if not isinstance(event, CallbackCalled) and self.session.answers(event):
            with self._changed:
                self.waiting.discard(event.task_id)
        self.do(lambda: self.session.push(event))
        # The loop works on it in its next turn.
        self.do(lambda: None)

    def wait_for(self, what: Callable[[], UserValue], name: str) -> UserValue:
        """Wait until *what* returns something, and return that.

        Raises:
            AssertionError: It never does; the message names it as *name*.
        """
        with self._changed:
            found = self._changed.wait_for(lambda: what() or self._rests_for_good(), self.timeout)
            result = what()
        if not result:
            how = "the app has ended" if found else f"not within {self.timeout} seconds"
            last = json.dumps(self.messages[-3:], ensure_ascii=False)
            raise AssertionError(f"the app shows no {name}: {how}; its last commands are {last}")
        return result

    def _rests_for_good(self) -> bool:
        return self._left or self.session.closed
