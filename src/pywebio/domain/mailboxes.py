"""Mailboxes of questions that a thread or a coroutine waits for."""

from __future__ import annotations

from collections import deque
from queue import SimpleQueue

from attrs import define, field

from pywebio.domain.errors import SessionClosedException
from pywebio.domain.tasks import EventKinds, Mailbox
from pywebio.ports.events import TaskEvent
from pywebio.ports.loop import EventLoop, Signal


@define(eq=False)
class ThreadMailbox:
    """Events for one waiting thread."""

    kinds: EventKinds
    outer: Mailbox | None
    limit: int
    _events: SimpleQueue[TaskEvent | None] = field(init=False, factory=SimpleQueue)
    _waiting: bool = field(init=False, default=False)

    @property
    def idle(self) -> bool:
        return self._waiting and self._events.empty()

    def put(self, event: TaskEvent) -> bool:
        if self._events.qsize() >= self.limit:
            return False
        self._add(event)
        return True

    def close(self) -> None:
        self._add(None)

    def get(self) -> TaskEvent:
        """Wait for the next event.

        Raises:
            SessionClosedException: The session has ended.
        """
        self._waiting = True
        event = self._events.get()
        self._waiting = False
        if event is None:
            raise SessionClosedException
        return event

    def _add(self, event: TaskEvent | None) -> None:
        # First, or the task would seem idle between taking the event and running on.
        self._waiting = False
        self._events.put(event)


@define(eq=False)
class CoroutineMailbox:
    """Events for one waiting coroutine, which come from any thread."""

    kinds: EventKinds
    outer: Mailbox | None
    limit: int
    _loop: EventLoop
    _events: deque[TaskEvent] = field(init=False, factory=deque)
    _arrived: Signal | None = field(init=False, default=None)
    """There while the coroutine waits."""
    _closed: bool = field(init=False, default=False)

    @property
    def idle(self) -> bool:
        return self._arrived is not None and not self._events and not self._closed

    def put(self, event: TaskEvent) -> bool:
        if len(self._events) >= self.limit:
            return False
        self._events.append(event)
        self._notify()
        return True

    def close(self) -> None:
        self._closed = True
        self._notify()

    async def get(self) -> TaskEvent:
        """Wait for the next event.

        Raises:
            SessionClosedException: The session has ended.
        """
        while not self._events and not self._closed:
            self._arrived = self._loop.signal()
            await self._arrived.wait()
        self._arrived = None
        if not self._events:
            raise SessionClosedException
        return self._events.popleft()

    def _notify(self) -> None:
        if self._loop.is_current():
            self._wake()
        else:
            # What is set is looked at there, so an event that comes just before a wait is not missed.
            self._loop.call_soon(self._wake)

    def _wake(self) -> None:
        if self._arrived is not None:
            self._arrived.set()
