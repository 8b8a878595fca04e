"""The way out of a session: ordered, numbered, bounded, and kept until confirmed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from threading import Condition, Lock

from attrs import define, field, frozen

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

    To put a message waits for nothing, not even for a lock: a finalizer may do it in the middle
    of anything. If the lock is taken, by another thread or further down the caller's own stack,
    whoever has it takes the message in (flat combining). Only `wait_for_room` waits.
    """

    limits: OutboxLimits = OutboxLimits()
    _coming: deque[bytes | None] = field(init=False, factory=deque)
    """What was put and not taken in yet; None: it only wakes."""
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
    _lock: Lock = field(init=False, factory=Lock)
    _room: Condition = field(init=False, factory=Condition)
    """Only for those who wait for room; it is never asked for while the lock is held."""

    @property
    def confirmed(self) -> int:
        """The number of the last confirmed message."""
        return self._confirmed

    @property
    def ended(self) -> bool:
        """Nothing more will come."""
        return self._finished or self._closed

    def put(self, message: bytes) -> None:
        """Append *message*, even if the outbox is full, and wake the reader if it sleeps.

        Raises:
            SessionClosedException: The session has ended.
        """
        if self.ended:
            raise SessionClosedException
        self._coming.append(message)
        self._settle()

    def wait_for_room(self) -> None:
        """Make the calling thread wait, if the outbox is full, until the browser catches up.

        Raises:
            SessionClosedException: The session ended meanwhile.
        """
        if self._blocks():
            with self._room:
                self._waiting += 1
                try:
                    # The reader may have delivered what it read, and wait for more to confirm
                    # that with.
                    self.expect()
                    self._room.wait_for(lambda: not self._blocks())
                finally:
                    self._waiting -= 1
            if self.ended:
                raise SessionClosedException

    def require_room(self) -> None:
        """Check that a coroutine, which cannot wait, may go on sending.

        Raises:
            OutboxOverflow: The hard limit is reached.
        """
        if self._is_full(self.limits.hard_messages, self.limits.hard_size):
            raise OutboxOverflow

    def expect(self) -> None:
        """Wake the reader although there is nothing yet: a message is about to come."""
        self._coming.append(None)
        self._settle()

    def finish(self, messages: Iterable[bytes]) -> None:
        """Append the last *messages* behind all that was put."""
        with self._lock:
            wake = self._take_in()
            if not self.ended:
                self._finished = True
                for message in messages:
                    self._append(message)
                wake = wake or self._next_wake()
        if wake is not None:
            wake()
        self._settle()

    def read(self, after: int, confirmed: int, limit: int) -> Batch:
        """Return messages behind number *after*, at least one if there is any, about *limit* bytes.

        Those up to *confirmed* are forgotten. Numbers outside of what is kept are clipped.
        """
        with self._lock:
            # Its reader is reading already.
            self._take_in()
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
            batch = Batch(
                tuple(islice(self._messages, start, end)),
                self._confirmed + end,
                more,
                self.ended and not rest,
            )
        self._settle()
        return batch

    def set_reader(self, wake: Callable[[], None] | None) -> None:
        """Make *wake* what is called, from any thread, when there is something to read.

        It is called once, then not again until `read` has returned everything.
        """
        with self._lock:
            self._wake = wake
            self._awake = False
        self._settle()

    def close(self) -> None:
        """Drop everything; threads that wait for room get `SessionClosedException`, a reader the end."""
        with self._lock:
            self._closed = True
            self._messages.clear()
            self._size = 0
            wake, self._wake = self._wake, None
        if wake is not None:
            wake()
        self._settle()

    def _settle(self) -> None:
        """Do what was left for whoever has the lock, which is free now or in other hands."""
        while self._coming and self._lock.acquire(blocking=False):
            try:
                wake = self._take_in()
            finally:
                self._lock.release()
            # The lock is free before the reader is woken: it may read at once.
            if wake is not None:
                wake()
        if self._waiting and not self._blocks():
            with self._room:
                self._room.notify_all()

    def _take_in(self) -> Callable[[], None] | None:
        """Append what was put; return what wakes the reader. The lock is held."""
        if not self._coming:
            return None
        while self._coming:
            message = self._coming.popleft()
            if message is not None and not self.ended:
                self._append(message)
        return self._next_wake()

    def _append(self, message: bytes) -> None:
        self._messages.append(message)
        self._size += len(message)

    def _next_wake(self) -> Callable[[], None] | None:
        if self._awake or self._wake is None:
            return None
        self._awake = True
        return self._wake

    def _forget(self, upto: int) -> None:
        while self._confirmed < upto and self._messages:
            self._size -= len(self._messages.popleft())
            self._confirmed += 1

    def _blocks(self) -> bool:
        return not self.ended and self._is_full(self.limits.messages, self.limits.size)

    def _is_full(self, messages: int, size: int) -> bool:
        # In this order: what is taken in meanwhile is rather counted twice than not at all.
        number = len(self._coming) + len(self._messages)
        return number >= messages or self._size >= size
