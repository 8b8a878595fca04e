"""aiohttp, over WebSocket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, ClassVar
from unittest import mock

from aiohttp import web
from attrs import evolve

import pywebio.backends.aiohttp
from pywebio.backends.aiohttp_server import AiohttpServer, application
from pywebio.backends.listen import bind
from pywebio.domain.sizes import parse_size
from pywebio.options import ServerOptions
from pywebio.platform.aiohttp import start_server, webio_handler
from pywebio.ports.server import Site
from tests.integration.clients.asynchronous import AsyncServed
from tests.integration.clients.base import Backend, Served

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler
    from typing_extensions import Unpack

    from pywebio.domain.targets import Targets
    from pywebio.ports.types import UserValue
    from tests.integration.clients.base import MountOptions, ServeOptions


async def other(_: web.Request) -> web.Response:
    """Answer a route of the author's own."""
    return web.Response(text="another route")


def served_application(
    target: Targets | None, **options: UserValue
) -> tuple[web.Application, Site]:
    """Return what `start_server` would serve; pings may be given as for Tornado."""
    pings = {
        name: options.pop(f"websocket_{name}", None) for name in ("ping_interval", "ping_timeout")
    }
    with mock.patch.object(AiohttpServer, "serve", autospec=True) as serve:
        start_server(target, **options)
    server, site, server_options = serve.call_args.args
    assert isinstance(server_options, ServerOptions)
    given = {name: value for name, value in pings.items() if value is not None}
    return application(site, evolve(server_options, **given), server.websocket_settings), site


def mounted_handler(target: Targets, **options: Unpack[MountOptions]) -> tuple[Handler, Site]:
    """Return what `webio_handler` returns, and the site behind it."""
    make = pywebio.backends.aiohttp.site_handler
    with mock.patch.object(pywebio.backends.aiohttp, "site_handler", wraps=make) as made:
        handler = webio_handler(target, **options)
    site = made.call_args.args[0]
    assert isinstance(site, Site)
    return handler, site


class AiohttpBackend(Backend):
    name: ClassVar[str] = "aiohttp"
    asks_for_no_window: ClassVar[bool] = False
    lacks: ClassVar[frozenset[str]] = frozenset(
        {"websocket_max_message_size", "websocket_ping_interval", "websocket_ping_timeout"}
    )

    def serve(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served:
        given: dict[str, UserValue] = {**options}
        size = given.pop("websocket_max_message_size", None)
        if size is not None:
            given["websocket_settings"] = {"max_msg_size": parse_size(size, "size")}
        app, site = served_application(target, **{"host": "127.0.0.1", **given})
        return AiohttpServed.start(app, {"/": site})

    def mount(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served:
        app = web.Application()
        sites = {}
        for path, (target, options) in mounts.items():
            handler, sites[path] = mounted_handler(target, **options)
            app.router.add_route("*", path, handler)
        app.router.add_get("/other", other)
        return AiohttpServed.start(app, sites)


class AiohttpServed(AsyncServed):
    """An aiohttp server."""

    @classmethod
    def start(cls, app: web.Application, sites: Mapping[str, Site]) -> AiohttpServed:
        """Serve *app* on a free port."""

        @asynccontextmanager
        async def serving() -> AsyncIterator[int]:
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
            await runner.setup()
            sockets = bind(0, "127.0.0.1")
            await web.SockSite(runner, sockets[0]).start()
            yield sockets[0].getsockname()[1]
            await runner.cleanup()

        return cls.run(serving, sites)
