"""All sessions of one mounted app, in this process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock

from attrs import define, field

from pywebio.ports.clock import Clock
from pywebio.ports.registry import SessionLink
from pywebio.ports.types import SessionId

logger = logging.getLogger(__name__)


@define
class _Row:
    link: SessionLink
    unused_since: float | None = None
    """None while a browser is connected."""


@define(eq=False)
class InMemorySessionRegistry:
    """Keeps sessions until they are removed or unused for too long. Lives as long as its server.

    Sessions expire on a timer, which runs only while there are sessions, and on traffic.
    """

    clock: Clock
    expire_after: float = 600.0
    """Seconds without use after which a session is closed."""
    cleanup_interval: float = 300.0
    """Seconds between two clean-ups."""
    on_removed: Callable[[SessionLink], object] = lambda link: None  # noqa: ARG005
    """Called with a session that was removed and closed."""
    _rows: dict[SessionId, _Row] = field(init=False, factory=dict)
    _next_cleanup: float = field(init=False, default=0.0)
    _stop_timer: Callable[[], None] | None = field(init=False, default=None)
    _lock: Lock = field(init=False, factory=Lock)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, link: SessionLink) -> None:
        """Keep *link*, in use."""
        with self._lock:
            self._rows[link.id] = _Row(link)
            if self._stop_timer is None:
                self._next_cleanup = self.clock.now() + self.cleanup_interval
                self._stop_timer = self.clock.every(self.cleanup_interval, self.expire)
        self._expire_on_traffic()

    def find(self, session_id: SessionId) -> SessionLink | None:
        """Return the session of that id, now in use."""
        self._expire_on_traffic()
        with self._lock:
            row = self._rows.get(session_id)
            if row is None or self._is_expired(row, self.clock.now()):
                return None
            row.unused_since = None
            return row.link

    def release(self, session_id: SessionId) -> None:
        """Nobody uses the session now."""
        with self._lock:
            row = self._rows.get(session_id)
            if row is not None:
                row.unused_since = self.clock.now()

    def remove(self, session_id: SessionId) -> None:
        """Forget and close the session."""
        with self._lock:
            row = self._rows.pop(session_id, None)
            self._rest_if_empty()
        # Outside the lock: closing runs code of the app.
        if row is not None:
            row.link.close()
            self.on_removed(row.link)

    def expire(self) -> None:
        """Remove every session that has been unused too long."""
        now = self.clock.now()
        with self._lock:
            self._next_cleanup = now + self.cleanup_interval
            expired = [row.link for row in self._rows.values() if self._is_expired(row, now)]
        for link in expired:
            logger.debug("a session expired")
            self.remove(link.id)

    def _expire_on_traffic(self) -> None:
        if self.clock.now() >= self._next_cleanup:
            self.expire()

    def _is_expired(self, row: _Row, now: float) -> bool:
        return row.unused_since is not None and now - row.unused_since >= self.expire_after

    def _rest_if_empty(self) -> None:
        if not self._rows and self._stop_timer is not None:
            self._stop_timer()
            self._stop_timer = None
