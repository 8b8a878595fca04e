"""Sessions of one mounted app: found in time, expired in time, closed outside the lock."""

from __future__ import annotations

from threading import Thread

import pytest

from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.ports.types import SessionId
from pywebio.testing import FakeClock, FakeLink, check_session_registry
from tests.unit.support import PATIENCE, Gate


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def registry(clock: FakeClock) -> InMemorySessionRegistry:
    """Expires sessions after a minute, and looks every ten seconds."""
    return InMemorySessionRegistry(clock, expire_after=60, cleanup_interval=10)


def link(name: str = "one") -> FakeLink:
    return FakeLink(SessionId(name))


def test_it_keeps_the_contract_of_registries() -> None:
    check_session_registry(InMemorySessionRegistry)


def test_a_session_expires_on_the_timer_without_traffic(
    registry: InMemorySessionRegistry, clock: FakeClock
) -> None:
    session = link()
    registry.add(session)
    registry.release(session.id)
    closings = []
    for seconds in (59, 1 + 10):
        clock.advance(seconds)
        closings.append(session.closed)
    assert closings == [0, 1]
    assert len(registry) == 0


def test_a_session_expires_on_traffic_although_no_timer_fires() -> None:
    class ClockWithoutTimers(FakeClock):
        def advance(self, seconds: float) -> None:
            self._now += seconds

    clock = ClockWithoutTimers()
    registry = InMemorySessionRegistry(clock, expire_after=60, cleanup_interval=10)
    session = link()
    registry.add(session)
    registry.release(session.id)
    clock.advance(61)
    registry.find(SessionId("somebody else"))
    assert session.closed == 1


def test_a_session_in_use_never_expires(
    registry: InMemorySessionRegistry, clock: FakeClock
) -> None:
    session = link()
    registry.add(session)
    clock.advance(100_000)
    assert registry.find(session.id) is session


def test_an_expired_session_is_not_found_even_before_the_next_cleanup() -> None:
    clock = FakeClock()
    registry = InMemorySessionRegistry(clock, expire_after=60, cleanup_interval=100_000)
    session = link()
    registry.add(session)
    registry.release(session.id)
    clock.advance(60)
    assert registry.find(session.id) is None


def test_the_timer_runs_only_while_there_are_sessions(
    registry: InMemorySessionRegistry, clock: FakeClock
) -> None:
    assert clock.timers == 0
    registry.add(link("one"))
    registry.add(link("two"))
    assert clock.timers == 1
    registry.remove(SessionId("one"))
    assert clock.timers == 1
    registry.remove(SessionId("two"))
    assert clock.timers == 0
    registry.add(link("three"))
    assert clock.timers == 1


def test_the_timer_stops_when_the_last_session_expires(
    registry: InMemorySessionRegistry, clock: FakeClock
) -> None:
    session = link()
    registry.add(session)
    registry.release(session.id)
    clock.advance(1000)
    assert clock.timers == 0


def test_sessions_are_closed_outside_the_lock(registry: InMemorySessionRegistry) -> None:
    used = Gate()

    def find() -> None:
        registry.find(SessionId("x"))
        used.pass_by()

    def use_registry() -> None:
        thread = Thread(target=find, daemon=True)
        thread.start()
        thread.join(PATIENCE)

    session = FakeLink(SessionId("one"), on_close=use_registry)
    registry.add(session)
    registry.remove(session.id)
    assert used.count == 1


def test_a_session_that_removes_itself_while_it_expires_is_closed_once(
    registry: InMemorySessionRegistry, clock: FakeClock
) -> None:
    session = FakeLink(SessionId("one"), on_close=lambda: registry.remove(SessionId("one")))
    registry.add(session)
    registry.release(session.id)
    clock.advance(100)
    assert session.closed == 1


def test_one_expired_session_that_fails_to_close_is_still_forgotten(
    registry: InMemorySessionRegistry, clock: FakeClock
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    session = FakeLink(SessionId("one"), on_close=fail)
    registry.add(session)
    registry.release(session.id)
    with pytest.raises(ZeroDivisionError):
        clock.advance(100)
    assert len(registry) == 0
