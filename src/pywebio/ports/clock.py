"""Time, as the core sees it. Nothing in the core reads the system clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Clock(Protocol):
    """A source of monotonic time and of repeated calls."""

    def now(self) -> float:
        """Return seconds on a clock that never goes back."""

    def every(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Call *call* every *seconds*, in any thread, until the returned function is called."""
