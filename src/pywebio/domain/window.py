"""The groups in which a polling browser gets its commands (protocol reference, 3.2)."""

from __future__ import annotations

from collections import deque
from threading import Lock

from attrs import define, field

from pywebio.domain.outbox import Outbox
from pywebio.ports.registry import Batch, Groups

_OPEN_GROUPS = 4
"""Groups that may be on their way at a time."""
_GROUP_SIZE = 256 * 1024
"""Bytes of commands in one group."""


@define(eq=False)
class Window:
    """Makes groups of what an outbox holds. Lives as long as its session.

    Every group is repeated until it is confirmed, with the same commands in it.
    """

    _outbox: Outbox
    _first: int = field(init=False, default=0)
    """The number of the first open group."""
    _open: deque[Batch] = field(init=False, factory=deque)
    _lock: Lock = field(init=False, factory=Lock)

    def groups(self, executed: int) -> Groups:
        """Forget the groups up to number *executed* and return the others, with a new one if there is news.

        A number beyond the last group confirms nothing.
        """
        with self._lock:
            confirmed = self._outbox.confirmed
            if executed < self._first + len(self._open):
                while self._open and self._first <= executed:
                    confirmed = self._open.popleft().last
                    self._first += 1
            last = self._open[-1].last if self._open else confirmed
            room = len(self._open) < _OPEN_GROUPS
            batch = self._outbox.read(last, confirmed, _GROUP_SIZE if room else 0)
            if batch.messages and room:
                self._open.append(batch)
            return Groups(
                self._first,
                tuple(each.messages for each in self._open),
                batch.final and (room or not batch.messages),
            )
