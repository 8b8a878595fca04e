"""What every registry of sessions must do, whatever it keeps them in."""

from __future__ import annotations

from collections.abc import Callable

from pywebio.ports.clock import Clock
from pywebio.ports.registry import SessionRegistry
from pywebio.ports.types import SessionId
from pywebio.testing._contract import require, require_return
from pywebio.testing.clock import FakeClock
from pywebio.testing.links import FakeLink

__all__ = ["check_session_registry"]

_SECONDS = 60.0
_UNKNOWN = SessionId("unknown")


def check_session_registry(make: Callable[[Clock, float], SessionRegistry]) -> None:
    """Check that registries keep what `pywebio.ports.registry.SessionRegistry` promises.

    A session is found while it is in use and for a time after; it then expires, by traffic or by
    the clock alone, and is closed once. Closing runs code of the app and so may use the registry.
    Unknown ids are no errors. Two registries share nothing.

    Examples:
        >>> from pywebio.domain.registry import InMemorySessionRegistry
        >>> check_session_registry(InMemorySessionRegistry)

    Args:
        make: Returns a new registry that takes its time from the given clock and expires sessions
            after so many seconds without use.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    for check in (
        _check_finding,
        _check_expiry,
        _check_expiry_without_traffic,
        _check_removal,
        _check_closing_may_use_the_registry,
    ):
        clock = FakeClock()
        check(make(clock, _SECONDS), clock)
    _check_independence(make)


def _check_finding(registry: SessionRegistry, clock: FakeClock) -> None:
    require(registry.find(_UNKNOWN) is None, "find() must return None for an unknown id")
    link = FakeLink(SessionId("one"))
    registry.add(link)
    found = registry.find(link.id)
    require(found is not None, "find() must return a session that was added")
    require(found is None or found.id == link.id, "find() must return the session of that id")
    clock.advance(10 * _SECONDS)
    registry.expire()
    require(registry.find(link.id) is not None, "a session in use must not expire")
    require(not link.closed, "a session in use must not be closed")


def _check_expiry(registry: SessionRegistry, clock: FakeClock) -> None:
    link = FakeLink(SessionId("one"))
    registry.add(link)
    registry.release(link.id)
    clock.advance(_SECONDS - 1)
    registry.expire()
    require(not link.closed, "a session must not be closed before its time is over")
    require(registry.find(link.id) is not None, "a released session is found again in time")
    clock.advance(_SECONDS + 1)
    registry.expire()
    require(registry.find(link.id) is not None, "finding a session takes it into use again")
    registry.release(link.id)
    clock.advance(_SECONDS + 1)
    require(registry.find(link.id) is None, "a session whose time is over must not be found")
    registry.expire()
    require(link.closed == 1, "expire() must close a session whose time is over, once")
    registry.expire()
    require(link.closed == 1, "an expired session must not be closed again")


def _check_expiry_without_traffic(registry: SessionRegistry, clock: FakeClock) -> None:
    link = FakeLink(SessionId("one"))
    registry.add(link)
    registry.release(link.id)
    clock.advance(100 * _SECONDS)
    require(link.closed == 1, "sessions must expire by the clock alone, without any traffic")


def _check_removal(registry: SessionRegistry, clock: FakeClock) -> None:
    del clock
    link, other = FakeLink(SessionId("one")), FakeLink(SessionId("other"))
    registry.add(link)
    registry.add(other)
    registry.remove(link.id)
    require(link.closed == 1, "remove() must close the session")
    require(registry.find(link.id) is None, "a removed session must not be found")
    require(registry.find(other.id) is not None, "remove() must remove nothing else")
    registry.remove(link.id)
    registry.remove(_UNKNOWN)
    registry.release(_UNKNOWN)
    require(link.closed == 1, "removing twice must not close twice")
    require(not other.closed, "remove() must close nothing else")


def _check_closing_may_use_the_registry(registry: SessionRegistry, clock: FakeClock) -> None:
    promise = "sessions must be closed outside of any lock: closing may call the registry"
    removed = FakeLink(SessionId("one"), on_close=lambda: _use_elsewhere(registry, promise))
    expired = FakeLink(SessionId("two"), on_close=lambda: _use_elsewhere(registry, promise))
    registry.add(removed)
    registry.add(expired)
    registry.remove(removed.id)
    registry.release(expired.id)
    clock.advance(_SECONDS + 1)
    registry.expire()
    require(expired.closed == 1, promise)


def _use_elsewhere(registry: SessionRegistry, promise: str) -> None:
    require_return(lambda: registry.find(_UNKNOWN), promise)


def _check_independence(make: Callable[[Clock, float], SessionRegistry]) -> None:
    clock = FakeClock()
    short, long = make(clock, _SECONDS), make(clock, 10 * _SECONDS)
    ours, theirs = FakeLink(SessionId("ours")), FakeLink(SessionId("theirs"))
    short.add(ours)
    long.add(theirs)
    require(long.find(ours.id) is None, "two registries must not share sessions")
    short.release(ours.id)
    long.release(theirs.id)
    clock.advance(2 * _SECONDS)
    short.expire()
    require(not theirs.closed, "a registry must not expire the sessions of another one")
