"""What several unit tests need: a session without a runner of its own, an app run to its end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from threading import Condition, Event
from time import monotonic
from types import FrameType, ModuleType
from typing import ClassVar, TypeAlias

from attrs import define, field

from pywebio.backends.asyncio_loop import run_in_own_loop
from pywebio.domain.application import Application, Target
from pywebio.domain.callbacks import Callback
from pywebio.domain.client import ClientInfo
from pywebio.domain.commands import Command
from pywebio.domain.flow import Flow
from pywebio.domain.own_loops import OwnLoops
from pywebio.domain.runner import SessionRunner
from pywebio.domain.session import Session
from pywebio.domain.settings import Ignored, SessionSettings
from pywebio.domain.tasks import EventKinds, Mailbox
from pywebio.output import Output
from pywebio.ports.events import (
    FieldTouched,
    FormCancelled,
    FormSubmitted,
    ScriptAnswered,
    TaskEvent,
)
from pywebio.ports.types import SessionId, TaskId, UserValue
from pywebio.testing import AppTester, SequentialIds, run_app

PATIENCE = 10.0
"""Seconds after which what a test waits for has failed to happen."""


def run_to_end(app: Target, settings: SessionSettings | None = None) -> AppTester:
    """Run *app* until it waits or ends, leave its page, and raise what it did not catch."""
    with run_app(app, settings=settings) as user:
        pass
    return user


def shown(make: Callable[[], Output]) -> dict[str, UserValue]:
    """Return the spec of the one output that *make* shows."""
    (spec,) = run_to_end(make).outputs()
    return spec


@define(eq=False)
class Gate:
    """A counter that tests wait for, in place of sleeping."""

    count: int = field(init=False, default=0)
    _changed: Condition = field(init=False, factory=Condition)

    def pass_by(self) -> None:
        """Count one."""
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def wait_for(self, number: int) -> bool:
        """Wait until *number* have passed; tell whether they have."""
        with self._changed:
            return self._changed.wait_for(lambda: self.count >= number, PATIENCE)


@define(eq=False)
class FakeMailbox:
    """A mailbox that keeps what is put into it."""

    takes: bool = True
    kinds: EventKinds = (FormSubmitted, FormCancelled, FieldTouched, ScriptAnswered)
    outer: Mailbox | None = None
    events: list[TaskEvent] = field(init=False, factory=list)
    closed: bool = field(init=False, default=False)

    @property
    def idle(self) -> bool:
        return not self.events

    def put(self, event: TaskEvent) -> bool:
        if self.takes:
            self.events.append(event)
        return self.takes

    def close(self) -> None:
        self.closed = True


@define(eq=False)
class FakeRunner(SessionRunner):
    """A runner that runs nothing and keeps what it is told."""

    can_wait: ClassVar[bool] = False
    started: list[Session] = field(init=False, factory=list)
    calls: list[tuple[Callback, object]] = field(init=False, factory=list)
    takes_calls: bool = True
    ends: int = field(init=False, default=0)

    def start(self, session: Session) -> None:
        self.started.append(session)

    def spawn(self, name: str, call: Callable[[], object]) -> None:
        raise NotImplementedError

    def complete(self, flow: Flow[None]) -> None:
        assert list(flow) == []

    def call(self, callback: Callback, data: object) -> bool:
        if self.takes_calls:
            self.calls.append((callback, data))
        return self.takes_calls

    def close(self, run_deferred: Callable[[], None], wake_tasks: Callable[[], None]) -> None:
        run_deferred()
        wake_tasks()

    def finished(self) -> None:
        self.ends += 1


_Traced: TypeAlias = "Callable[[FrameType, str, object], _Traced | None]"


@contextmanager
def interrupted(modules: Collection[ModuleType], call: Callable[[], object]) -> Iterator[None]:
    """Do *call* before each instruction of *modules* in this thread, as a finalizer may."""
    files = {module.__file__ for module in modules}

    def trace(frame: FrameType, event: str, _: object) -> _Traced | None:
        if frame.f_code.co_filename not in files:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            call()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def eventually(condition: Callable[[], bool]) -> bool:
    """Look again and again until *condition* holds: for what tells nobody when it happens."""
    end = monotonic() + PATIENCE
    while not condition():
        if monotonic() > end:
            return False
        Event().wait(0.001)
    return True


def encode_by_name(command: Command, task_id: TaskId | None) -> bytes:
    """Encode a command as its name: the core does not care about the form."""
    return command.tag.encode()


def new_session(
    app: Target = lambda: None,
    runner: SessionRunner | None = None,
    settings: SessionSettings | None = None,
) -> Session:
    """Return a session with fakes around it."""
    return Session(
        id=SessionId("session-1"),
        app=Application.of(app, "app"),
        client=ClientInfo(),
        settings=settings or SessionSettings(),
        encode=encode_by_name,
        ids=SequentialIds(),
        ignored=Ignored(),
        runner=runner or FakeRunner(),
        own_loops=OwnLoops(run_in_own_loop),
    )


def sent_by(session: Session) -> list[str]:
    """Return the names of the commands that wait in the outbox."""
    return [message.decode() for message in session.outbox.read(0, 0, 2**30).messages]
