"""Ids that browsers propose for sessions that they open by polling."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from attrs import define, field

from pywebio.ports.types import SessionId

_MOST = 10_000


@define(eq=False)
class Proposals:
    """Which session a proposed id has opened. It is good until the session's own id is used.

    So a repeated first request finds the session that the first one has opened, and a browser that
    never learns the session's own id is served all the same. Only the newest are remembered.
    """

    _sessions: dict[str, SessionId] = field(init=False, factory=dict)
    _good: dict[SessionId, str] = field(init=False, factory=dict)
    _lock: Lock = field(init=False, factory=Lock)

    def open(self, proposed: str, make: Callable[[], SessionId]) -> SessionId:
        """Return the session that *proposed* has opened, or open one with *make*."""
        with self._lock:
            session_id = self.session_of(proposed)
            if session_id is None:
                session_id = make()
                self._sessions[proposed] = session_id
                self._good[session_id] = proposed
                if len(self._sessions) > _MOST:
                    oldest = next(iter(self._sessions))
                    self._good.pop(self._sessions.pop(oldest), None)
        return session_id

    def session_of(self, proposed: str) -> SessionId | None:
        """Return the session that *proposed* has opened and still finds."""
        session_id = self._sessions.get(proposed)
        return session_id if session_id in self._good else None

    def is_used_up(self, proposed: str) -> bool:
        """Tell whether *proposed* has opened a session whose own id has been used since."""
        return proposed in self._sessions and self.session_of(proposed) is None

    def use_up(self, session_id: SessionId) -> None:
        """The browser knows the session's own id."""
        self._good.pop(session_id, None)

    def forget(self, session_id: SessionId) -> None:
        """The session is gone."""
        with self._lock:
            proposed = self._good.pop(session_id, None)
            if proposed is not None:
                self._sessions.pop(proposed, None)
