"""Tornado, over WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, ClassVar
from unittest import mock

import tornado.httpserver
import tornado.web
from tornado.ioloop import IOLoop
from tornado.iostream import IOStream

from pywebio.backends.listen import bind
from pywebio.backends.tornado import WebIOHandler
from pywebio.backends.tornado_server import TornadoServer, application
from pywebio.platform.tornado import start_server, webio_handler
from pywebio.ports.server import ServerOptions, Site
from tests.integration.clients.asynchronous import AsyncServed
from tests.integration.clients.base import Backend, Served

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pywebio.domain.targets import Targets
    from tests.integration.clients.base import MountOptions, ServeOptions


def arranged(target: Targets | None, options: Mapping[str, object]) -> tuple[Site, ServerOptions]:
    """Return what `start_server` would serve, and how."""
    with mock.patch.object(TornadoServer, "serve") as serve:
        start_server(target, **options)  # type: ignore[arg-type]  # the types are ServeOptions'
    site, server_options = serve.call_args.args
    assert isinstance(site, Site)
    assert isinstance(server_options, ServerOptions)
    return site, server_options


class OtherHandler(tornado.web.RequestHandler):
    """A route of the author's own."""

    def get(self) -> None:
        _ = self.finish("another route")


class TornadoBackend(Backend):
    name: ClassVar[str] = "tornado"

    def serve(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served:
        site, server_options = arranged(target, {"host": "127.0.0.1", **options})
        return TornadoServed.start(
            application(site, server_options),
            {"/": site},
            server_options.max_frame_size + 2**20,
        )

    def mount(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served:
        handlers = {
            path: webio_handler(target, **options) for path, (target, options) in mounts.items()
        }
        sites = {
            path: handler.site
            for path, handler in handlers.items()
            if issubclass(handler, WebIOHandler)
        }
        routes = [*handlers.items(), ("/other", OtherHandler)]
        return TornadoServed.start(tornado.web.Application(list(routes)), sites)


class TornadoServed(AsyncServed):
    """A Tornado server."""

    @classmethod
    def start(
        cls,
        app: tornado.web.Application,
        sites: Mapping[str, Site],
        max_buffer_size: int | None = None,
    ) -> TornadoServed:
        """Serve *app* on a free port."""

        @asynccontextmanager
        async def serving() -> AsyncIterator[int]:
            sockets = bind(0, "127.0.0.1")
            server = tornado.httpserver.HTTPServer(app, max_buffer_size=max_buffer_size)
            server.add_sockets(sockets)
            yield sockets[0].getsockname()[1]
            server.stop()
            await close_streams()

        return cls.run(serving, sites)


async def close_streams() -> None:
    """Close every connection of this loop, as the end of a process would."""
    for _, handle in list(getattr(IOLoop.current(), "handlers", {}).values()):
        stream = getattr(handle, "__self__", None)
        if isinstance(stream, IOStream):
            stream.close()
    await asyncio.sleep(0.01)
