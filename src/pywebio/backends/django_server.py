"""Django: a server for one site, with a thread for every connection."""

from __future__ import annotations

import socket
from contextlib import ExitStack, suppress
from threading import Thread

from attrs import frozen
from django.core.handlers.wsgi import WSGIHandler  # noqa: TC002  # it is all Django here
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from pywebio.backends.django import application
from pywebio.backends.listen import announce, bind, swift_threads
from pywebio.backends.wsgi import RequestThreads
from pywebio.ports.http import PollingHandler
from pywebio.ports.server import ServerOptions

_IDLE = 5.0
"""Seconds for which a connection, which has a thread, is kept for the next request."""


@frozen
class DjangoServer:
    """Serves one site at the root of a port."""

    threads: RequestThreads

    def serve(self, handler: PollingHandler, options: ServerOptions) -> None:
        """Serve until the program is interrupted."""
        app = application(handler, self.threads, options)
        with ExitStack() as stack:
            stack.enter_context(suppress(KeyboardInterrupt))  # Ctrl+C is how a server is stopped
            stack.enter_context(swift_threads())
            sockets = bind(options.port, options.host)
            first, *others = [Listener(each, app, access_log=options.debug) for each in sockets]
            stack.callback(first.server_close)
            announce(sockets, options)
            for server in others:
                stack.callback(server.server_close)
                Thread(target=server.serve_forever, daemon=True).start()
                stack.callback(server.shutdown)
            first.serve_forever()


class _Connection(WSGIRequestHandler):
    """Reads requests, and writes each answer in one piece."""

    disable_nagle_algorithm = True
    wbufsize = -1
    connection: socket.socket  # type: ignore[assignment]  # what accept() returns; not so in the stubs

    def handle_one_request(self) -> None:
        """Wait for a request and answer it."""
        self.connection.settimeout(_IDLE)
        try:
            super().handle_one_request()
        except TimeoutError:
            self.close_connection = True
        self.wfile.flush()

    def parse_request(self) -> bool:
        """Tell whether there is a request to answer."""
        if not super().parse_request():
            return False
        if "transfer-encoding" in self.headers:
            # Django takes no such body, and would take it for the next request.
            self.send_error(411)
            return False
        return True

    def get_environ(self) -> dict[str, str]:
        """Return the request as WSGI says it."""
        # A body, and an answer, may take as long as the network needs.
        self.connection.settimeout(None)
        return super().get_environ()


class _QuietConnection(_Connection):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of what clients do, right or wrong."""


class Listener(ThreadedWSGIServer):
    """Serves on a socket that listens already."""

    def __init__(self, listener: socket.socket, app: WSGIHandler, *, access_log: bool) -> None:
        address = listener.getsockname()[:2]
        super().__init__(
            address, _Connection if access_log else _QuietConnection, bind_and_activate=False
        )
        self.socket.close()
        listener.setblocking(True)
        self.socket = listener
        self.server_name, self.server_port = address
        self.setup_environ()
        self.set_app(app)
