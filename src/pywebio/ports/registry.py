"""Sessions as a transport sees them: by link, because they may live in another process."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from pywebio.ports.events import Event
from pywebio.ports.types import SessionId


@frozen
class Batch:
    """A run of encoded commands."""

    messages: tuple[bytes, ...]
    last: int
    """The number of the last message, counted from 1 in the session: read on behind it."""
    more: bool
    """Pull again soon: there are further messages, or these are waited for to be confirmed."""
    final: bool
    """The session has ended and nothing will follow these."""


@frozen
class Groups:
    """Runs of encoded commands that a polling browser has not confirmed."""

    first: int
    """The number of the first group, from 0."""
    groups: tuple[tuple[bytes, ...], ...]
    final: bool
    """The session has ended and nothing will follow these."""


class LinkListener(Protocol):
    """Whoever reads a link at the moment."""

    def wake(self) -> None:
        """There is something to pull. Called from any thread, once until the next pull."""

    def replaced(self) -> None:
        """Another reader took over; this one must fall silent."""


class SessionLink(Protocol):
    """A session, near or far."""

    @property
    def id(self) -> SessionId:
        """What the browser resumes the session with."""

    @property
    def idle(self) -> bool:
        """Nothing runs in the session: it waits for its browser, or has ended."""

    def push(self, event: Event | None, number: int | None = None) -> int:
        """Deliver *event*; return how many numbered events the session has taken.

        With *number* the event is taken only if it is the next one: a repeat or a gap is
        ignored. An *event* of None only asks, or, with a number, counts as taken unread.
        """

    def pull(self, after: int, confirmed: int, limit: int) -> Batch:
        """Read about *limit* bytes of messages behind *after*; forget those up to *confirmed*."""

    def pull_groups(self, executed: int) -> Groups:
        """Read what is not confirmed, in numbered groups; forget those up to number *executed*.

        A group keeps its number and its commands until it is confirmed. A number beyond the last
        group confirms nothing.
        """

    def listen(self, listener: LinkListener | None) -> int:
        """Make *listener* the one reader; return the number of the last confirmed message."""

    def close(self) -> None:
        """End the session: the browser has left, or is given up."""


class SessionRegistry(Protocol):
    """All sessions of one app server."""

    def add(self, link: SessionLink) -> None:
        """Keep *link*, in use."""

    def find(self, session_id: SessionId) -> SessionLink | None:
        """Return the session of that id, now in use; None if it is unknown, expired or removed."""

    def release(self, session_id: SessionId) -> None:
        """Nobody uses the session now: it expires unless it is found again in time."""

    def remove(self, session_id: SessionId) -> None:
        """Forget and close the session; an unknown id is no error."""

    def expire(self) -> None:
        """Remove every session that has been unused too long."""
