"""A session link that only remembers, and whoever reads one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition

from attrs import define, field

from pywebio.ports.events import Event
from pywebio.ports.registry import Batch, LinkListener
from pywebio.ports.types import SessionId
from pywebio.testing._contract import PATIENCE

__all__ = ["FakeLink", "RecordingListener"]


@define(eq=False)
class FakeLink:
    """A `SessionLink` without a session behind it.

    >>> link = FakeLink(SessionId("s1"))
    >>> link.send(b"one")
    >>> link.pull(0, 0, 100).messages
    (b'one',)
    """

    id: SessionId = SessionId("fake")
    on_close: Callable[[], None] = lambda: None
    """Called by `close`, as a session calls code of its app."""
    events: list[Event | None] = field(init=False, factory=list)
    """What was pushed and taken."""
    closed: int = field(init=False, default=0)
    """How often the link was closed."""
    _messages: list[bytes] = field(init=False, factory=list)
    _confirmed: int = field(init=False, default=0)
    _final: bool = field(init=False, default=False)
    _taken: int = field(init=False, default=0)
    _listener: LinkListener | None = field(init=False, default=None)

    def send(self, message: bytes, *, final: bool = False) -> None:
        """Let *message* be pulled; with *final* it is the last."""
        self._messages.append(message)
        self._final = final
        if self._listener is not None:
            self._listener.wake()

    # SessionLink

    def push(self, event: Event | None, number: int | None = None) -> int:
        if number is not None:
            if number != self._taken + 1:
                return self._taken
            self._taken = number
        if event is not None:
            self.events.append(event)
        return self._taken

    def pull(self, after: int, confirmed: int, limit: int) -> Batch:
        self._confirmed = max(self._confirmed, min(confirmed, len(self._messages)))
        start = max(after, self._confirmed)
        end, size = start, 0
        while end < len(self._messages) and (end == start or size < limit):
            size += len(self._messages[end])
            end += 1
        more = end < len(self._messages)
        return Batch(tuple(self._messages[start:end]), end, more, self._final and not more)

    def listen(self, listener: LinkListener | None) -> int:
        before, self._listener = self._listener, listener
        if before is not None and listener is not None:
            before.replaced()
        return self._confirmed

    def close(self) -> None:
        self.closed += 1
        self.on_close()


@define(eq=False)
class RecordingListener:
    """A `LinkListener` that counts its calls."""

    wakes: int = field(init=False, default=0)
    replacements: int = field(init=False, default=0)
    _changed: Condition = field(init=False, factory=Condition)

    def wake(self) -> None:
        """Count."""
        with self._changed:
            self.wakes += 1
            self._changed.notify_all()

    def replaced(self) -> None:
        """Count."""
        with self._changed:
            self.replacements += 1
            self._changed.notify_all()

    def wait_for_wakes(self, number: int, timeout: float = PATIENCE) -> bool:
        """Wait until there were *number* wakes; tell whether there were."""
        with self._changed:
            return self._changed.wait_for(lambda: self.wakes >= number, timeout)
