"""uvicorn: a server for one site on Starlette."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import uvicorn
from attrs import frozen
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from pywebio.backends.framework_settings import require_known
from pywebio.backends.listen import announce, bind, swift_threads
from pywebio.backends.starlette import application
from pywebio.ports.server import ServerOptions, Site
from pywebio.ports.types import UserValue

if not hasattr(WebSocketsSansIOProtocol, "start_keepalive"):
    raise ImportError(f"uvicorn {uvicorn.__version__} sends no pings; 0.44 does", name="uvicorn")

_OURS = ("app", "host", "port", "uds", "fd", "factory", "interface", "reload", "workers")
_GRACE = 3
"""Seconds for connections to end when the program is stopped."""


@frozen
class UvicornServer:
    """Serves one site at the root of a port."""

    def serve(self, site: Site, options: ServerOptions) -> None:
        """Serve until the program is interrupted."""
        server = uvicorn.Server(configuration(site, options))
        with swift_threads(), suppress(KeyboardInterrupt):  # Ctrl+C is how a server is stopped
            sockets = bind(options.port, options.host)
            announce(sockets, options)
            server.run(sockets)


def configuration(site: Site, options: ServerOptions) -> uvicorn.Config:
    """Return how uvicorn is to serve *site*.

    Raises:
        TypeError: There is no such setting.
    """
    extra: Mapping[str, UserValue] = options.extra
    require_known(extra, uvicorn.Config, "uvicorn", _OURS)
    settings: dict[str, UserValue] = {
        # Of those that uvicorn has, it takes the least time per message.
        "ws": WebSocketsSansIOProtocol,
        "ws_max_size": options.max_frame_size,
        # It would keep 45 KiB of windows for every connection, however idle.
        "ws_per_message_deflate": False,
        "ws_ping_interval": options.ping_interval or None,
        "ws_ping_timeout": options.ping_timeout,
        "timeout_graceful_shutdown": _GRACE,
        "lifespan": "off",
        "server_header": False,
        # Logging is the program's own matter. What clients do wrong is no news, and an access
        # log would hold the ids of sessions, which are secrets.
        "log_config": None,
        "log_level": "error",
        "access_log": False,
        **extra,
    }
    return uvicorn.Config(application(site, options.static_dir, debug=options.debug), **settings)
