"""A server that serves nothing."""

from __future__ import annotations

import socket
from collections.abc import Callable

from attrs import define, field

from pywebio.ports.server import Server, ServerOptions, Site
from pywebio.testing._contract import require, require_return
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
        self.served.append((site, options))


def check_server(make: Callable[[], Server]) -> None:
    """Check what can be checked of a `pywebio.ports.server.Server` without leaving it running.

    An address that is in use raises OSError with a message that names the port.

    Args:
        make: Returns a server.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    errors: list[Exception] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port: int = taken.getsockname()[1]

        def serve() -> None:
            try:
                make().serve(fake_site(), ServerOptions(port=port, host="127.0.0.1"))
            except Exception as error:  # noqa: BLE001  # judged below
                errors.append(error)

        require_return(serve, "serve() must raise OSError if the port is in use, and not wait")
    require(
        errors and isinstance(errors[0], OSError),
        "serve() must raise OSError if the port is in use",
    )
    require(str(port) in str(errors[0]), "the error must name the port that is in use")
