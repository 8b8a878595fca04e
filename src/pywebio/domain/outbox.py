"""The way out of a session: ordered, numbered, bounded, and kept until confirmed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from threading import Condition

from attrs import Factory, define, field, frozen

from pywebio.domain.errors import SessionClosedException
from pywebio.ports.registry import Batch


class OutboxOverflow(Exception):
    """A coroutine sent far more than its browser takes; the session is ended."""

    def __str__(self) -> str:
        return (
            "the browser does not keep up with the output and a coroutine cannot be made to wait: "
            "await something between outputs, or use a thread app, whose put_* calls wait by themselves"
        )


@frozen
class OutboxLimits:
    """How much may be waiting for a browser."""

    messages: int = 1000
    """Beyond this a thread waits."""
    size: int = 7 * 2**20
    """The same in bytes."""
    hard_messages: int = 100_000
    """Beyond this a coroutine, which cannot wait, is stopped."""
    hard_size: int = 64 * 2**20
    """The same in bytes."""


@define(eq=False)
class Outbox:
    """Encoded commands on their way to one browser. Lives as long as its session.

    Message numbers count from 1. A message stays until it is confirmed, so that a reader who
    lost the connection can begin again behind the last one it has executed.
    """

    limits: OutboxLimits = OutboxLimits()
    _messages: deque[bytes] = field(init=False, factory=deque)
    _confirmed: int = field(init=False, default=0)
    """The number of the last message that is gone for good."""
    _size: int = field(init=False, default=0)
    """Bytes in `_messages`."""
    _wake: Callable[[], None] | None = field(init=False, default=None)
    _awake: bool = field(init=False, default=False)
    """The reader has been woken and has not read everything since."""
    _waiting: int = field(init=False, default=0)
    """Threads that wait for room."""
    _finished: bool = field(init=False, default=False)
    _closed: bool = field(init=False, default=False)
    _room: Condition = field(init=False, default=Factory(Condition))

    @property
    def confirmed(self) -> int:
        """The number of the last confirmed message."""
        return self._confirmed

    @property
    def ended(self) -> bool:
        """Nothing more will come."""
        return self._finished or self._closed

    def put(self, message: bytes, *, wait: bool) -> None:
        """Append *message* and wake the reader if it sleeps.

        With *wait* a full outbox makes the calling thread wait until the browser catches up.

        Raises:
            SessionClosedException: The session ended, perhaps while waiting.
            OutboxOverflow: *wait* is false and the hard limit is reached.
        """
        with self._room:
            if wait:
                self._wait_for_room()
            elif self._is_full(self.limits.hard_messages, self.limits.hard_size):
                raise OutboxOverflow
            if self._closed or self._finished:
                raise SessionClosedException
            self._append(message)
            wake = self._next_wake()
        # The lock is free before the reader is woken: it may read at once.
        if wake is not None:
            wake()

    def expect(self) -> None:
        """Wake the reader although there is nothing yet: a message is about to come."""
        with self._room:
            wake = self._next_wake()
        if wake is not None:
            wake()

    def finish(self, messages: Iterable[bytes]) -> None:
        """Append the last *messages*; they are taken even by a full outbox."""
        with self._room:
            if self._closed or self._finished:
                return
            self._finished = True
            for message in messages:
                self._append(message)
            wake = self._next_wake()
            self._room.notify_all()
        if wake is not None:
            wake()

    def read(self, after: int, confirmed: int, limit: int) -> Batch:
        """Return messages behind number *after*, at least one if there is any, about *limit* bytes.

        Those up to *confirmed* are forgotten. Numbers outside of what is kept are clipped.
        """
        with self._room:
            self._forget(confirmed)
            start = min(max(after - self._confirmed, 0), len(self._messages))
            end, size = start, 0
            for message in islice(self._messages, start, None):
                size += len(message)
                end += 1
                if size >= limit:
                    break
            rest = end < len(self._messages)
            # Someone who waits for room may be waiting for just these to be confirmed.
            more = rest or (self._waiting > 0 and end > start)
            self._awake = more
            return Batch(
                tuple(islice(self._messages, start, end)),
                self._confirmed + end,
                more,
                self._finished and not rest,
            )

    def set_reader(self, wake: Callable[[], None] | None) -> None:
        """Make *wake* what is called, from any thread, when there is something to read.

        It is called once, then not again until `read` has returned everything.
        """
        with self._room:
            self._wake = wake
            self._awake = False

    def close(self) -> None:
        """Drop everything; threads that wait for room get `SessionClosedException`."""
        with self._room:
            self._closed = True
            self._messages.clear()
            self._size = 0
            self._wake = None
            self._room.notify_all()

    def _wait_for_room(self) -> None:
        def blocked() -> bool:
            full = self._is_full(self.limits.messages, self.limits.size)
            return full and not (self._closed or self._finished)

        # The reader may have delivered what it read, and wait for more to confirm that with.
        wake = self._next_wake() if blocked() else None
        if wake is not None:
            wake()
        self._waiting += 1
        while blocked():
            self._room.wait()
        self._waiting -= 1

    def _append(self, message: bytes) -> None:
        self._messages.append(message)
        self._size += len(message)

    def _next_wake(self) -> Callable[[], None] | None:
        if self._awake or self._wake is None:
            return None
        self._awake = True
        return self._wake

    def _forget(self, upto: int) -> None:
        forgotten = False
        while self._confirmed < upto and self._messages:
            self._size -= len(self._messages.popleft())
            self._confirmed += 1
            forgotten = True
        if forgotten:
            self._room.notify_all()

    def _is_full(self, messages: int, size: int) -> bool:
        return len(self._messages) >= messages or self._size >= size
