"""Starlette on uvicorn, over WebSocket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, ClassVar
from unittest import mock

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

import pywebio.backends.starlette
from pywebio.backends.listen import bind
from pywebio.backends.uvicorn_server import UvicornServer, configuration
from pywebio.domain.sizes import parse_size
from pywebio.platform.fastapi import start_server, webio_routes
from pywebio.ports.server import ServerOptions, Site
from tests.integration.clients.asynchronous import AsyncServed
from tests.integration.clients.base import Backend, Served

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp
    from typing_extensions import Unpack

    from pywebio.domain.targets import Targets
    from pywebio.ports.types import UserValue
    from tests.integration.clients.base import MountOptions, ServeOptions

UVICORN_NAMES = {
    "websocket_max_message_size": "ws_max_size",
    "websocket_ping_interval": "ws_ping_interval",
    "websocket_ping_timeout": "ws_ping_timeout",
}


async def other(_: Request) -> PlainTextResponse:
    """Answer a route of the author's own."""
    return PlainTextResponse("another route")


def arranged(target: Targets | None, **options: UserValue) -> tuple[uvicorn.Config, Site]:
    """Return what `start_server` would serve, and how."""
    with mock.patch.object(UvicornServer, "serve") as serve:
        start_server(target, **options)
    site, server_options = serve.call_args.args
    assert isinstance(site, Site)
    assert isinstance(server_options, ServerOptions)
    return configuration(site, server_options), site


def mounted_routes(
    target: Targets, **options: Unpack[MountOptions]
) -> tuple[list[BaseRoute], Site]:
    """Return what `webio_routes` returns, and the site behind it."""
    make = pywebio.backends.starlette.site_routes
    with mock.patch.object(pywebio.backends.starlette, "site_routes", wraps=make) as made:
        routes = webio_routes(target, **options)
    site = made.call_args.args[0]
    assert isinstance(site, Site)
    return routes, site


def moved(routes: list[BaseRoute], path: str) -> list[BaseRoute]:
    """Return *routes* at *path*, as `APIRouter` moves them."""
    result: list[BaseRoute] = []
    for route in routes:
        if isinstance(route, Route):
            methods = sorted(route.methods or ())
            result.append(Route(path, route.endpoint, methods=methods))
        elif isinstance(route, WebSocketRoute):
            result.append(WebSocketRoute(path, route.endpoint))
    return result


class StarletteBackend(Backend):
    name: ClassVar[str] = "starlette"
    asks_for_no_window: ClassVar[bool] = False
    lacks: ClassVar[frozenset[str]] = frozenset(UVICORN_NAMES)

    def serve(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served:
        given: dict[str, UserValue] = {
            UVICORN_NAMES.get(name, name): value
            for name, value in options.items()
            if name not in UVICORN_NAMES or value is not None
        }
        if "ws_max_size" in given:
            given["ws_max_size"] = parse_size(given["ws_max_size"], "size")
        config, site = arranged(target, **{"host": "127.0.0.1", **given})
        return StarletteServed.start_config(config, {"/": site})

    def mount(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served:
        all_routes: list[BaseRoute] = [Route("/other", other)]
        sites = {}
        for path, (target, options) in mounts.items():
            routes, sites[path] = mounted_routes(target, **options)
            if path.endswith("/"):
                all_routes.append(Mount(path, routes=routes))
            else:
                all_routes.extend(moved(routes, path))
        return StarletteServed.start(Starlette(routes=all_routes), sites)


class StarletteServed(AsyncServed):
    """A uvicorn server."""

    @classmethod
    def start(
        cls, app: ASGIApp, sites: Mapping[str, Site], **settings: UserValue
    ) -> StarletteServed:
        """Serve *app* on a free port."""
        quiet = {"log_config": None, "ws": "websockets-sansio", "lifespan": "off", **settings}
        return cls.start_config(uvicorn.Config(app, **quiet), sites)

    @classmethod
    def start_config(cls, config: uvicorn.Config, sites: Mapping[str, Site]) -> StarletteServed:
        """Serve as *config* says on a free port."""

        @asynccontextmanager
        async def serving() -> AsyncIterator[int]:
            # As `uvicorn.Server.serve`, which looks only every 0.1 s whether it is to stop.
            config.load()
            server = uvicorn.Server(config)
            server.lifespan = config.lifespan_class(config)
            sockets = bind(0, "127.0.0.1")
            await server.startup(sockets)
            yield sockets[0].getsockname()[1]
            for each in server.servers:
                each.close()
            for connection in list(server.server_state.connections):
                connection.shutdown()
                if connection.transport is not None:
                    connection.transport.abort()

        return cls.run(serving, sites)
