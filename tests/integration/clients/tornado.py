"""Tornado, over WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, ClassVar
from unittest import mock

import tornado.httpserver
import tornado.web
from attrs import define, field
from tornado.ioloop import IOLoop
from tornado.iostream import IOStream

from pywebio.backends.listen import bind
from pywebio.backends.tornado import WebIOHandler
from pywebio.backends.tornado_server import TornadoServer, application
from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.platform.tornado import start_server, webio_handler
from pywebio.ports.server import ServerOptions, Site
from pywebio.protocol.websocket_endpoint import WebSocketEndpoint
from tests.integration.clients.base import PATIENCE, Backend, Served, until
from tests.integration.clients.websocket import open_page

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pywebio.domain.settings import Ignored
    from pywebio.domain.targets import Targets
    from tests.integration.clients.base import MountOptions, Page, PageOptions, ServeOptions


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


@define(eq=False)
class TornadoServed(Served):
    """A Tornado server with an event loop in a thread of its own."""

    _sites: Mapping[str, Site]
    _stop: asyncio.Event
    _loop: asyncio.AbstractEventLoop
    _thread: Thread = field(init=False)

    @classmethod
    def start(
        cls,
        app: tornado.web.Application,
        sites: Mapping[str, Site],
        max_buffer_size: int | None = None,
    ) -> TornadoServed:
        """Serve *app* on a free port."""
        started: Future[TornadoServed] = Future()

        async def main() -> None:
            sockets = bind(0, "127.0.0.1")
            server = tornado.httpserver.HTTPServer(app, max_buffer_size=max_buffer_size)
            server.add_sockets(sockets)
            served = cls(
                sockets[0].getsockname()[1], sites, asyncio.Event(), asyncio.get_running_loop()
            )
            started.set_result(served)
            await served._stop.wait()
            server.stop()
            await close_streams()
            await until(lambda: all(served.sessions(p) == served.waiting(p) for p in sites))

        thread = Thread(target=lambda: asyncio.run(main()), name="tornado-under-test", daemon=True)
        thread.start()
        served = started.result(PATIENCE)
        served._thread = thread
        return served

    def stop(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    async def _open(self, options: PageOptions) -> Page:
        return await open_page(self.port, options)

    def ignored(self, path: str = "/") -> Ignored:
        return self._endpoint(path).factory.ignored

    def sessions(self, path: str = "/") -> int:
        return len(self._registry(path))

    def waiting(self, path: str = "/") -> int:
        rows = list(self._registry(path)._rows.values())
        return sum(row.unused_since is not None for row in rows)

    def _registry(self, path: str) -> InMemorySessionRegistry:
        registry = self._endpoint(path).registry
        assert isinstance(registry, InMemorySessionRegistry)
        return registry

    def _endpoint(self, path: str) -> WebSocketEndpoint:
        sockets = self._sites[path].sockets
        assert isinstance(sockets, WebSocketEndpoint)
        return sockets


async def close_streams() -> None:
    """Close every connection of this loop, as the end of a process would."""
    for _, handle in list(getattr(IOLoop.current(), "handlers", {}).values()):
        stream = getattr(handle, "__self__", None)
        if isinstance(stream, IOStream):
            stream.close()
    await asyncio.sleep(0.01)
