"""What contract checks are made of."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

PATIENCE = 5.0
"""Seconds for which a check waits for what is promised to happen."""


def require(kept: object, promise: str) -> None:
    """Check that a promise is kept.

    Raises:
        AssertionError: It is not; the message is the *promise*.
    """
    if not kept:
        # Raised by hand: `python -O` drops assert statements, and a check must not vanish.
        raise AssertionError(promise)


def require_return(call: Callable[[], object], promise: str) -> None:
    """Check that *call* returns at all, rather than waiting for a lock that its caller holds."""
    thread = Thread(target=call, name="pywebio-contract", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    require(not thread.is_alive(), promise)
