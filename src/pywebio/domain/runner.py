"""How the code of an app is run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, ClassVar, TypeVar

from pywebio.domain.callbacks import Callback
from pywebio.domain.flow import Flow
from pywebio.domain.stepping import run_in_loop, run_in_thread
from pywebio.domain.tasks import EventKinds, TaskContext

if TYPE_CHECKING:
    from pywebio.domain.session import Session

T = TypeVar("T")


class SessionRunner(ABC):
    """Runs the tasks of one session. Lives as long as that session."""

    can_wait: ClassVar[bool]
    """Sending may block the caller until the browser has caught up."""

    @property
    def pending(self) -> bool:
        """A callback waits for its turn, as no task yet."""
        return False

    @abstractmethod
    def start(self, session: Session) -> None:
        """Run the app of *session* as its first task."""

    def run(
        self, task: TaskContext, flow: Flow[T], kinds: EventKinds
    ) -> T | Coroutine[object, object, T]:
        """Step *flow*, which waits for events of *kinds*, to its end for *task*.

        Returns its result, or in a coroutine what to await for it.

        Raises:
            SessionClosedException: The session ended first.
        """
        if task.loop is not None and task.can_await:
            return run_in_loop(task, flow, kinds, task.loop)
        return run_in_thread(task, flow, kinds)

    @abstractmethod
    def spawn(self, name: str, call: Callable[[], object]) -> None:
        """Run *call*, and what it returns to be awaited, as a task of its own called *name*."""

    @abstractmethod
    def complete(self, flow: Flow[None]) -> None:
        """Step *flow*, which waits for no events, to its end when the session has ended.

        In a coroutine session, what it has to await and all that follows goes on as a task.
        """

    @abstractmethod
    def call(self, callback: Callback, data: object) -> bool:
        """Run *callback* as a task of its own; False if it was dropped."""

    @abstractmethod
    def close(self, run_deferred: Callable[[], None], wake_tasks: Callable[[], None]) -> None:
        """The browser has left: run what was deferred, then make all waiting tasks end."""

    @abstractmethod
    def finished(self) -> None:
        """The app has ended by itself; nothing is to be run any more."""
