"""Sessions as objects, from `pywebio.session` and the modules in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import get_args

from attrs import define, field, frozen

from pywebio.container import default_container
from pywebio.domain import commands
from pywebio.domain.callbacks import Callback, callback_of
from pywebio.domain.context import current_session, current_task
from pywebio.domain.errors import ArgumentError
from pywebio.domain.notices import report
from pywebio.domain.scope import scope_stack
from pywebio.domain.session import Session as RunningSession
from pywebio.ports.types import Json, TaskId, UserValue
from pywebio.session._info import members_of
from pywebio.session._local import ReadOnlyObjectDict

__all__ = [
    "CoroutineBasedSession",
    "Session",
    "ThreadBasedSession",
    "get_current_session",
    "get_current_task_id",
    "get_session_implement",
]

_COMMANDS: dict[str, type[commands.Command]] = {
    command.tag: command for command in get_args(commands.Command)
}
_WITH_FREE_SPEC = (commands.Output, commands.OutputControl, commands.SetEnv)


@frozen
class _Handler:
    """A function that a program has set as `Session.on_task_exception`."""

    function: Callable[[Session], object]

    def __call__(self) -> None:
        self.function(get_current_session())


class _ForAllSessions(type):
    """Keeps what is set on the class, such as `Session.debug = True`, in the default container."""

    @property
    def debug(cls) -> bool:
        """All sessions show tracebacks to the browser."""
        return default_container().sessions.debug

    @debug.setter
    def debug(cls, value: object) -> None:
        default_container().sessions.debug = bool(value)

    @property
    def on_task_exception(cls) -> Callable[[Session], object]:
        """Called with the session, while an exception that the app did not catch is handled."""
        handler = default_container().sessions.on_task_exception
        return handler.function if isinstance(handler, _Handler) else _report

    @on_task_exception.setter
    def on_task_exception(cls, function: Callable[[Session], object]) -> None:
        handler = None if function is _report else _Handler(function)
        default_container().sessions.on_task_exception = handler


def _report(_: Session) -> None:
    """Log the exception that is being handled, and tell the user of it."""
    error = sys.exc_info()[1]
    if isinstance(error, Exception):
        report(current_task(), error)


@define(eq=False)
class _CallbackQueue:
    """Runs callbacks of the session from anywhere, for example from another session."""

    _session: Session

    def put(self, event: Mapping[str, UserValue]) -> None:
        """Call the callback *task_id* of *event* with its *data*."""
        function, *_ = self._session.callbacks[event["task_id"]]
        self._session.running.runner.call(Callback(function, "callback"), event.get("data"))


@frozen(slots=False)
class Session(metaclass=_ForAllSessions):
    """
    One page that runs an app.

    `Session.debug = True` shows tracebacks in all pages; a function set as
    `Session.on_task_exception` replaces log and notice of what apps do not catch. Both hold for
    the apps of the default container.
    """

    running: RunningSession
    callbacks: dict[str, tuple[Callable[[UserValue], object], bool]] = field(
        init=False, eq=False, repr=False, factory=dict
    )
    """Functions for `callback_mq` by a name of one's own, each with False."""

    @classmethod
    def get_current_session(cls) -> Session:
        """Return the session that is running."""
        return get_current_session()

    @classmethod
    def get_current_task_id(cls) -> str:
        """Return the id of the task that is running."""
        return get_current_task_id()

    @property
    def info(self) -> ReadOnlyObjectDict:
        """As `pywebio.session.info`, of this session."""
        return ReadOnlyObjectDict(lambda: members_of(self.running.client))

    @property
    def save(self) -> dict[str, UserValue]:
        """The data of the app, as in `pywebio.session.local`."""
        return self.running.local

    @property
    def internal_save(self) -> dict[str, UserValue]:
        """A place for the data of libraries."""
        return self.running.notes

    @property
    def callback_mq(self) -> _CallbackQueue:
        """Runs functions in this session: `put({"task_id": NAME, "data": value})`."""
        return _CallbackQueue(self)

    def get_scope_name(self, idx: int) -> str:
        """Return the scope at *idx* on the stack of the running task; -1 is the current one."""
        return scope_stack()[idx]

    def closed(self) -> bool:
        """Tell whether it has ended."""
        return self.running.closed

    def close(self, nonblock: bool = False) -> None:
        """End it, as if the user had closed the page."""
        self.running.close()

    def defer_call(self, func: Callable[[], object]) -> None:
        """Call *func* when it ends."""
        self.running.defer(func)

    def register_callback(self, callback: Callable[[UserValue], object], **options: bool) -> str:
        """Let the page call *callback*; return the id by which it does."""
        name = getattr(callback, "__name__", "callback")
        is_coroutine = self.running.app.is_coroutine
        return self.running.add_callback(
            callback_of(callback, name, options, is_coroutine=is_coroutine)
        )

    def send_task_command(self, command: Mapping[str, UserValue]) -> None:
        """
        Send a command of the wire (protocol reference, section 4), such as
        `{"command": "output", "spec": {...}}`.

        Raises:
            ArgumentError: There is no such command.
            TypeError: Its spec lacks something, has too much, or cannot be sent.
        """
        kind = _COMMANDS.get(command["command"])
        if kind is None:
            known = ", ".join(_COMMANDS)
            raise ArgumentError(f"there is no command {command['command']!r}; there are {known}")
        spec: Mapping[str, Json] = command.get("spec") or {}
        made = kind(spec) if issubclass(kind, _WITH_FREE_SPEC) else _with_members(kind, spec)
        self.running.send(made, TaskId(command.get("task_id") or "main"))


def _with_members(kind: type[commands.Command], spec: Mapping[str, Json]) -> commands.Command:
    make: UserValue = kind
    command: commands.Command = make(**spec)
    return command


class ThreadBasedSession(Session):
    """The session of an app that is a plain function."""


class CoroutineBasedSession(Session):
    """The session of an app that is a coroutine function."""


def get_current_session() -> Session:
    """
    Return the session that is running.

    Raises:
        SessionException: There is none, or it has ended.
    """
    running = current_session()
    kind = CoroutineBasedSession if running.app.is_coroutine else ThreadBasedSession
    return kind(running)


def get_current_task_id() -> str:
    """Return the id of the task that is running; raises as `get_current_session`."""
    return current_task().id


def get_session_implement() -> type[Session]:
    """Return the class of the session that is running; raises as `get_current_session`."""
    return type(get_current_session())
