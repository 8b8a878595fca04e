"""Tasks: the threads and coroutines in which an app runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import define, field

from pywebio.domain.commands import Command
from pywebio.ports.events import TaskEvent
from pywebio.ports.types import TaskId

if TYPE_CHECKING:
    from pywebio.domain.session import Session


class Mailbox(Protocol):
    """Where a task that waits for the browser gets its events."""

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

    @property
    def idle(self) -> bool:
        """It waits for the browser."""
        mailbox = self.mailbox
        return mailbox is not None and mailbox.idle

    def send(self, command: Command) -> None:
        """Send *command* to the page, in the name of this task."""
        self.session.send(command, self.id)
