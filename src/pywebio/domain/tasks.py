"""Tasks: the threads and coroutines in which an app runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from attrs import define, field

from pywebio.domain.commands import Command
from pywebio.domain.notices import notify
from pywebio.ports.events import TaskEvent
from pywebio.ports.loop import EventLoop
from pywebio.ports.types import TaskId

if TYPE_CHECKING:
    from pywebio.domain.session import Session

EventKinds: TypeAlias = tuple[type[TaskEvent], ...]
"""What kinds of events a question waits for."""


class Mailbox(Protocol):
    """Where a question that waits for the browser gets its events."""

    kinds: EventKinds
    """Other events are not for this one."""
    outer: Mailbox | None
    """That of the question inside of which this one is asked."""

    @property
    def idle(self) -> bool:
        """The task waits, and nothing has come for it."""

    def put(self, event: TaskEvent) -> bool:
        """Add *event*; False if too many wait already."""

    def close(self) -> None:
        """Raise `SessionClosedException` in the task, now or when it next waits."""


@define(eq=False)
class TaskContext:
    """One running task of a session. Lives as long as its function runs."""

    id: TaskId
    session: Session
    mailbox: Mailbox | None = field(init=False, default=None)
    """There only while the task waits: an event that nobody asked for answers nothing."""
    loop: EventLoop | None = field(init=False, default=None)
    """Where its coroutine runs; None if it is a plain function in a thread."""
    runs_in: object = field(init=False, default=None)
    """The number of its thread, or the task of the loop."""

    @property
    def idle(self) -> bool:
        """It waits for the browser."""
        mailbox = self.mailbox
        return mailbox is not None and mailbox.idle

    @property
    def can_await(self) -> bool:
        """The caller runs in the loop of this task, so that it must not block."""
        return self.loop is not None and self.loop.is_current()

    def mailbox_for(self, event: TaskEvent) -> Mailbox | None:
        """Return the mailbox of the innermost question that waits for events like *event*."""
        mailbox = self.mailbox
        while mailbox is not None and not isinstance(event, mailbox.kinds):
            mailbox = mailbox.outer
        return mailbox

    def send(self, command: Command) -> None:
        """Send *command* to the page, in the name of this task, as soon as there is room."""
        self.session.send(command, self.id)

    def post(self, command: Command) -> None:
        """Send *command* without waiting for anything."""
        self.session.post(command, self.id)

    def make_room(self) -> None:
        """Wait, if this task can, until the page takes more."""
        self.session.make_room(self.id)

    def explain(self, error: Exception) -> None:
        """With debug, show the page where in the app *error* was raised; else nothing."""
        if self.session.debug:
            notify(self, error)
