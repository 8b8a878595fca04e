"""The ports that every server needs, over the standard library: time and ids."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from threading import Event, Thread

from attrs import frozen


@frozen
class SystemClock:
    """The monotonic clock of the system."""

    def now(self) -> float:
        """Return seconds since some point in the past."""
        return time.monotonic()

    def every(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Call *call* every *seconds* in a daemon thread."""
        stopped = Event()

        def repeat() -> None:
            while not stopped.wait(seconds):
                call()

        Thread(target=repeat, name="pywebio-timer", daemon=True).start()
        return stopped.set


@frozen
class SecretIds:
    """Ids from the system's source of randomness."""

    def new_id(self) -> str:
        """Return 32 letters and digits with 128 bits of randomness."""
        return secrets.token_hex(16)
