"""A server that serves nothing."""

from __future__ import annotations

import socket
from collections.abc import Callable

from attrs import define, field

from pywebio.ports.server import Server, ServerOptions, Site
from pywebio.testing._contract import require
from pywebio.testing.http import RecordingHttpHandler
from pywebio.testing.websocket import RecordingWebSocketHandler

__all__ = ["RecordingServer", "check_server", "fake_site"]


def fake_site() -> Site:
    """Return a site of recording handlers."""
    return Site(pages=RecordingHttpHandler(), sockets=RecordingWebSocketHandler())


@define(eq=False)
class RecordingServer:
    """A `Server` that returns at once and keeps what it was told to serve."""

    served: list[tuple[Site, ServerOptions]] = field(init=False, factory=list)

    def serve(self, site: Site, options: ServerOptions) -> None:
        """Keep *site* and *options*."""
        if options.port in {told.port for _, told in self.served} - {0}:
            raise OSError(f"port {options.port} is already in use")
        self.served.append((site, options))


def check_server(make: Callable[[], Server]) -> None:
    """Check what can be checked of a `pywebio.ports.server.Server` without leaving it running.

    An address that is in use raises OSError with a message that names the port.

    Args:
        make: Returns a server.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port: int = taken.getsockname()[1]
        try:
            make().serve(fake_site(), ServerOptions(port=port, host="127.0.0.1"))
        except OSError as error:
            require(str(port) in str(error), "the error must name the port that is in use")
        else:
            raise AssertionError("serve() must raise OSError if the port is in use")
