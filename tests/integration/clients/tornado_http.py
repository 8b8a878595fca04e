"""Tornado, by polling."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, ClassVar
from unittest import mock

import tornado.httpserver
import tornado.web

from pywebio.backends.listen import bind
from pywebio.backends.tornado_http import PollingRequestHandler, TornadoHttpServer, application
from pywebio.platform.tornado_http import start_server, webio_handler
from tests.integration.clients.asynchronous import in_thread
from tests.integration.clients.base import Backend, Served, Transport
from tests.integration.clients.polling import PollingServed, polling_options
from tests.integration.clients.tornado import OtherHandler, close_streams

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pywebio.domain.targets import Targets
    from pywebio.ports.http import PollingHandler
    from tests.integration.clients.base import MountOptions, ServeOptions


class TornadoHttpBackend(Backend):
    name: ClassVar[str] = "tornado_http"
    says: ClassVar[str] = "tornado"
    transport: ClassVar[Transport] = Transport.POLLING

    def serve(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served:
        given = polling_options({"host": "127.0.0.1", **options})
        with mock.patch.object(TornadoHttpServer, "serve") as serve:
            start_server(target, **given)
        handler, server_options = serve.call_args.args
        return start(application(handler, server_options), {"/": handler})

    def mount(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served:
        handlers = {
            path: webio_handler(target, **polling_options({**options}))
            for path, (target, options) in mounts.items()
        }
        pollings = {
            path: handler.polling
            for path, handler in handlers.items()
            if issubclass(handler, PollingRequestHandler)
        }
        routes = [*handlers.items(), ("/other", OtherHandler)]
        return start(tornado.web.Application(list(routes)), pollings)


def start(app: tornado.web.Application, handlers: Mapping[str, PollingHandler]) -> PollingServed:
    """Serve *app* on a free port."""

    @asynccontextmanager
    async def serving() -> AsyncIterator[int]:
        sockets = bind(0, "127.0.0.1")
        server = tornado.httpserver.HTTPServer(app)
        server.add_sockets(sockets)
        yield sockets[0].getsockname()[1]
        server.stop()
        await close_streams()

    port, halt = in_thread(serving)
    return PollingServed(port, handlers, halt)
