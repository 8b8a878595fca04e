"""Pings, and when a browser counts as gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import define, field

from pywebio.backends.keep_alive import KeepAlive, Pings


@define(eq=False)
class FakeTimer:
    """A call that is due when the test says so."""

    seconds: float
    call: Callable[[], None]
    cancelled: bool = field(init=False, default=False)

    def cancel(self) -> None:
        self.cancelled = True


@define(eq=False)
class Line:
    """A connection that is watched."""

    pings: Pings
    log: list[str] = field(init=False, factory=list)
    timers: list[FakeTimer] = field(init=False, factory=list)
    keep_alive: KeepAlive = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.keep_alive = KeepAlive(
            pings=self.pings,
            call_later=self._call_later,
            ping=lambda: self.log.append("ping"),
            give_up=lambda: self.log.append("gone"),
        )
        self.keep_alive.start()

    def _call_later(self, seconds: float, call: Callable[[], None]) -> FakeTimer:
        self.timers.append(FakeTimer(seconds, call))
        return self.timers[-1]

    def intervals(self, number: int, *, answers: bool) -> None:
        """Let so many intervals pass."""
        for _ in range(number):
            self.timers[-1].call()
            if answers:
                self.keep_alive.answered()


def test_a_browser_that_answers_is_never_given_up() -> None:
    line = Line(Pings(interval=30, timeout=90))
    line.intervals(100, answers=True)
    assert line.log == ["ping"] * 100
    assert {timer.seconds for timer in line.timers} == {30}


@pytest.mark.parametrize(
    ("timeout", "pings"), [(90, 3), (91, 4), (30, 1), (20, 1), (0, 1)], ids=str
)
def test_a_browser_that_leaves_pings_unanswered_for_so_long_is_given_up(
    timeout: float, pings: int
) -> None:
    line = Line(Pings(interval=30, timeout=timeout))
    line.intervals(2, answers=True)
    line.intervals(pings + 1, answers=False)
    assert line.log == ["ping"] * (2 + pings) + ["gone"]
    assert len(line.timers) == 3 + pings, "nothing is due any more"


def test_what_is_answered_late_is_answered() -> None:
    line = Line(Pings(interval=30, timeout=90))
    line.intervals(3, answers=False)
    line.keep_alive.answered()
    line.intervals(3, answers=False)
    assert line.log == ["ping"] * 6


def test_there_may_be_no_pings() -> None:
    assert Line(Pings(interval=0)).timers == []


def test_a_connection_that_is_closed_is_pinged_no_more() -> None:
    line = Line(Pings())
    line.intervals(1, answers=True)
    line.keep_alive.stop()
    assert line.timers[-1].cancelled
