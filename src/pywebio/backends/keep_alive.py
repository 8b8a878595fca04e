"""Telling a browser that is gone from one that is silent: pings over WebSocket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from attrs import define, field, frozen


class Timer(Protocol):
    """A call that is due later, as `call_later` of an event loop returns it."""

    def cancel(self) -> None:
        """Make it never happen."""


@frozen
class Pings:
    """How a connection is watched."""

    interval: float = 30.0
    """Seconds; 0 for no pings."""
    timeout: float = 90.0
    """Seconds without a pong after which a connection is given up."""


@define(eq=False, kw_only=True)
class KeepAlive:
    """Pings one browser, and gives it up when it leaves too much unanswered.

    It counts pings, not seconds: a server that was held up itself has read nobody's answers.
    """

    pings: Pings
    call_later: Callable[[float, Callable[[], None]], Timer]
    """Calls in the connection's event loop."""
    ping: Callable[[], object]
    give_up: Callable[[], object]
    _unanswered: int = field(init=False, default=0)
    _timer: Timer | None = field(init=False, default=None)

    def start(self) -> None:
        """Ping from now on, unless there are to be no pings."""
        if self.pings.interval:
            self._timer = self.call_later(self.pings.interval, self._go_on)

    def answered(self) -> None:
        """Note that the browser is there."""
        self._unanswered = 0

    def stop(self) -> None:
        """Ping no more."""
        if self._timer is not None:
            self._timer.cancel()

    def _go_on(self) -> None:
        if self._unanswered and self._unanswered * self.pings.interval >= self.pings.timeout:
            self.give_up()
            return
        self._unanswered += 1
        self.ping()
        self.start()
