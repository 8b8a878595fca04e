"""Tornado: a server for one site."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress

import tornado.httpserver
import tornado.web
from attrs import frozen
from tornado.routing import PathMatches, Rule

from pywebio.backends.listen import announce, bind
from pywebio.backends.tornado import handler_class
from pywebio.ports.server import ServerOptions, Site
from pywebio.ports.types import UserValue

_SWITCH_INTERVAL = 0.001
"""Seconds, see `TornadoServer.serve`."""


@frozen
class TornadoServer:
    """Serves one site at the root of a port."""

    def serve(self, site: Site, options: ServerOptions) -> None:
        """Serve until the program is interrupted."""
        interval = sys.getswitchinterval()
        # A click crosses threads three times. With CPython's 5 ms each of them would wait that
        # long for an app that computes in another thread.
        sys.setswitchinterval(min(interval, _SWITCH_INTERVAL))
        try:
            with suppress(KeyboardInterrupt):  # Ctrl+C is how a server is stopped
                asyncio.run(self._serve(site, options))
        finally:
            sys.setswitchinterval(interval)

    async def _serve(self, site: Site, options: ServerOptions) -> None:
        sockets = bind(options.port, options.host)
        server = tornado.httpserver.HTTPServer(
            application(site, options), max_buffer_size=options.max_frame_size + 2**20
        )
        server.add_sockets(sockets)
        announce(sockets, options.host, open_browser=options.auto_open_webbrowser)
        await asyncio.Event().wait()


def application(site: Site, options: ServerOptions) -> tornado.web.Application:
    """Return a Tornado application with *site* at `/`, and the author's files at `/static/`."""
    handler = handler_class(site, options.ping_interval, options.ping_timeout)
    routes = [Rule(PathMatches(r"/"), handler)]
    if options.static_dir is not None:
        static = {"path": options.static_dir}
        routes.append(Rule(PathMatches(r"/static/(.*)"), tornado.web.StaticFileHandler, static))
    settings: dict[str, UserValue] = {
        "debug": options.debug,
        "websocket_max_message_size": options.max_frame_size,
        **options.extra,
    }
    return tornado.web.Application(routes, **settings)
