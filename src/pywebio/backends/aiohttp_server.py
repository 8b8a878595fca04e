"""aiohttp: a server for one site."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import web
from attrs import Factory, frozen

from pywebio.backends.aiohttp import site_handler
from pywebio.backends.framework_settings import require_known
from pywebio.backends.keep_alive import Pings
from pywebio.backends.listen import announce, bind, swift_threads
from pywebio.ports.server import ServerOptions, Site
from pywebio.ports.types import UserValue

_GRACE = 0.5
"""Seconds for requests that are being answered when the program is stopped."""


@frozen
class AiohttpServer:
    """Serves one site at the root of a port."""

    websocket_settings: Mapping[str, UserValue] = Factory(dict)

    def serve(self, site: Site, options: ServerOptions) -> None:
        """Serve until the program is interrupted."""
        app = application(site, options, self.websocket_settings)
        with swift_threads(), suppress(KeyboardInterrupt):  # Ctrl+C is how a server is stopped
            asyncio.run(self._serve(app, options), debug=options.debug or None)

    async def _serve(self, app: web.Application, options: ServerOptions) -> None:
        sockets = bind(options.port, options.host)
        # An access log would hold the ids of sessions, which are secrets.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_GRACE)
        await runner.setup()
        try:
            for each in sockets:
                await web.SockSite(runner, each).start()
            announce(sockets, options)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()


def application(
    site: Site, options: ServerOptions, websocket_settings: Mapping[str, UserValue]
) -> web.Application:
    """Return an aiohttp application with *site* at `/`, and the author's files at `/static/`.

    Raises:
        TypeError: There is no such setting.
    """
    extra: Mapping[str, UserValue] = options.extra
    require_known(extra, web.Application, "aiohttp.web.Application", ("debug", "loop"))
    settings = {"max_msg_size": options.max_frame_size, **websocket_settings}
    pings = Pings(options.ping_interval, options.ping_timeout)
    app = web.Application(**extra)
    app.router.add_route("*", "/", site_handler(site, settings, pings))
    if options.static_dir is not None:
        app.router.add_static("/static/", options.static_dir)
    return app
