"""Time that stands still until a test moves it."""

from __future__ import annotations

import time
from collections.abc import Callable

from attrs import define, field

from pywebio.ports.clock import Clock
from pywebio.testing._contract import require

__all__ = ["FakeClock", "check_clock"]


@define(eq=False)
class _Timer:
    due: float
    seconds: float
    call: Callable[[], None]


@define(eq=False)
class FakeClock:
    """A `Clock` that a test moves.

    Examples:
        >>> clock = FakeClock()
        >>> stop = clock.every(10, lambda: print("at", clock.now()))
        >>> clock.advance(25)
        at 10.0
        at 20.0
        >>> stop()
        >>> clock.advance(25)
    """

    _now: float = 0.0
    _timers: list[_Timer] = field(init=False, factory=list)

    @property
    def timers(self) -> int:
        """How many timers are running."""
        return len(self._timers)

    def now(self) -> float:
        """Return the time that the test has made it."""
        return self._now

    def every(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Call *call* whenever `advance` passes another *seconds*."""
        timer = _Timer(self._now + seconds, seconds, call)
        self._timers.append(timer)

        def stop() -> None:
            if timer in self._timers:
                self._timers.remove(timer)

        return stop

    def advance(self, seconds: float) -> None:
        """Let time pass. Timers fire in the caller's thread, in the order in which they are due."""
        end = self._now + seconds
        while True:
            due = min(self._timers, key=lambda timer: timer.due, default=None)
            if due is None or due.due > end:
                break
            self._now = due.due
            due.due += due.seconds
            due.call()
        self._now = end


def check_clock(clock: Clock, wait: Callable[[float], None] = time.sleep) -> None:
    """Check that *clock* keeps what `pywebio.ports.clock.Clock` promises.

    Time never goes back; a timer calls again and again until it is stopped, and then no more; two
    timers do not disturb each other; stopping twice is no error.

    Args:
        clock: The clock to check.
        wait: Lets so many seconds pass; for a fake clock its own `advance`.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    before = clock.now()
    wait(0.01)
    require(clock.now() > before, "Clock.now() must go on while time passes")
    calls: list[str] = []
    stop_first = clock.every(0.01, lambda: calls.append("first"))
    stop_second = clock.every(0.01, lambda: calls.append("second"))
    _wait_for(lambda: calls.count("first") >= 2 and calls.count("second") >= 2, wait)
    require(calls.count("first") >= 2, "Clock.every() must call again and again")
    stop_first()
    stop_first()
    # A call that was under way may still end.
    wait(0.05)
    calls.clear()
    _wait_for(lambda: calls.count("second") >= 2, wait)
    require("first" not in calls, "a stopped timer must not call any more")
    require("second" in calls, "stopping one timer must not stop another")
    stop_second()


def _wait_for(happened: Callable[[], bool], wait: Callable[[float], None]) -> None:
    for _ in range(300):
        if happened():
            return
        wait(0.01)
