"""What a server is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from attrs import Factory, frozen

from pywebio.ports.http import HttpHandler, PollingHandler
from pywebio.ports.websocket import WebSocketHandler


@frozen(kw_only=True)
class Site:
    """What answers at one mounted URL."""

    pages: HttpHandler
    sockets: WebSocketHandler


@frozen(kw_only=True)
class RemoteService:
    """An SSH server that forwards a public address to a server behind it."""

    host: str
    port: int
    setup_timeout: float = 60.0
    """Seconds until it must have told the address."""


@frozen(kw_only=True)
class ServerOptions:
    """How to serve a site."""

    port: int = 0
    """0: any free port."""
    host: str = ""
    """Empty: all interfaces."""
    debug: bool = False
    """The framework's debug mode."""
    static_dir: str | None = None
    """A folder to serve at /static/."""
    auto_open_webbrowser: bool = False
    remote_access: RemoteService | None = None
    """What makes the server public, if anything."""
    max_frame_size: int = 10 * 2**20
    """Bytes of one WebSocket message."""
    ping_interval: float = 30.0
    """Seconds between WebSocket pings; 0 for none."""
    ping_timeout: float = 90.0
    """Seconds without an answer after which a connection counts as lost."""
    extra: Mapping[str, object] = Factory(dict)
    """Settings for the framework itself."""


class Server(Protocol):
    """A framework's server."""

    def serve(self, site: Site, options: ServerOptions) -> None:
        """Serve *site* and block until the program is stopped.

        Raises:
            OSError: The address cannot be used.
        """


class PollingServer(Protocol):
    """A framework's server for sessions by polling."""

    def serve(self, handler: PollingHandler, options: ServerOptions) -> None:
        """Serve *handler* and block until the program is stopped.

        Raises:
            OSError: The address cannot be used.
        """
