"""A WebSocket connection, seen from both sides of the boundary.

The adapter owns the socket and implements `WebSocketPeer`. The protocol layer owns the
meaning of the frames and implements `WebSocketHandler` and `Conversation`. All methods but
`WebSocketPeer.wake` are called in one thread, the adapter's.
"""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.ports.loop import EventLoop


class WebSocketPeer(Protocol):
    """The browser's end, as an adapter offers it."""

    def wake(self) -> None:
        """Ask for `Conversation.outgoing` to be called soon. Callable from every thread."""

    def close(self, code: int, reason: str) -> None:
        """Close the connection (RFC 6455, 7.4) after what is being written."""


@frozen
class Outgoing:
    """A bounded slice of what is to be written."""

    frames: tuple[bytes, ...] = ()
    """Text frames, UTF-8."""
    more: bool = False
    """Something is left; ask again when these are written and others have had their turn."""


class Conversation(Protocol):
    """One accepted connection."""

    def opened(self, peer: WebSocketPeer) -> None:
        """The handshake is done."""

    def received(self, frame: str | bytes) -> None:
        """A text or binary frame has arrived; never raises for what a client sends."""

    def outgoing(self) -> Outgoing:
        """Return what to write next. Everything returned before counts as written."""

    def lost(self, code: int | None) -> None:
        """The connection is gone; *code* is the browser's closing code, if it sent one."""


class WebSocketHandler(Protocol):
    """Decides who may talk."""

    def admit(self, request: HttpRequest, loop: EventLoop) -> Conversation | HttpResponse:
        """Return the conversation for an upgrade request, or the refusal to answer."""
