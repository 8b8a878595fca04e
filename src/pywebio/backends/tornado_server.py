"""Tornado: a server for one site, and what every server on Tornado needs."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from threading import Thread

import tornado.httpserver
import tornado.web
from attrs import frozen
from tornado.log import access_log
from tornado.routing import PathMatches, Rule

from pywebio.backends.listen import announce, bind, swift_threads
from pywebio.backends.tornado import handler_class
from pywebio.ports.server import ServerOptions, Site
from pywebio.ports.types import UserValue


@frozen
class TornadoServer:
    """Serves one site at the root of a port."""

    def serve(self, site: Site, options: ServerOptions) -> None:
        """Serve until the program is interrupted."""
        run(partial(application, site, options), options, options.max_frame_size + 2**20)

    def serve_in_thread(
        self, site: Site, options: ServerOptions, sockets: Sequence[socket.socket]
    ) -> Callable[[], None]:
        """Serve on *sockets* in a thread of its own; return what stops that."""
        app = application(site, options)
        begun: Future[Callable[[], object]] = Future()

        async def serve() -> None:
            loop, stopped = asyncio.get_running_loop(), asyncio.Event()
            server = tornado.httpserver.HTTPServer(app)
            server.add_sockets(sockets)
            begun.set_result(partial(loop.call_soon_threadsafe, stopped.set))
            await stopped.wait()
            server.stop()

        thread = Thread(target=lambda: asyncio.run(serve()), name="pywebio-server", daemon=True)
        thread.start()
        stop = begun.result()

        def end() -> None:
            stop()
            thread.join()

        return end


def application(site: Site, options: ServerOptions) -> tornado.web.Application:
    """Return a Tornado application with *site* at `/`, and the author's files at `/static/`."""
    handler = handler_class(site, options.ping_interval, options.ping_timeout)
    settings = {"websocket_max_message_size": options.max_frame_size, **options.extra}
    return at_root(handler, options, settings)


def run(
    make: Callable[[], tornado.web.Application],
    options: ServerOptions,
    max_buffer_size: int | None = None,
) -> None:
    """Serve what *make* returns, which is called in the event loop, until the program is interrupted.

    *max_buffer_size* is in bytes, and Tornado's own by default.

    Raises:
        OSError: The address cannot be used.
    """
    with swift_threads(), suppress(KeyboardInterrupt):  # Ctrl+C is how a server is stopped
        asyncio.run(_serve(make, options, max_buffer_size))


async def _serve(
    make: Callable[[], tornado.web.Application],
    options: ServerOptions,
    max_buffer_size: int | None,
) -> None:
    sockets = bind(options.port, options.host)
    server = tornado.httpserver.HTTPServer(make(), max_buffer_size=max_buffer_size)
    server.add_sockets(sockets)
    announce(sockets, options)
    await asyncio.Event().wait()


def at_root(
    handler: type[tornado.web.RequestHandler],
    options: ServerOptions,
    settings: Mapping[str, UserValue],
) -> tornado.web.Application:
    """Return a Tornado application with *handler* at `/`, and the author's files at `/static/`."""
    return beside_static_files(Rule(PathMatches(r"/"), handler), options, settings)


def beside_static_files(
    rule: Rule, options: ServerOptions, settings: Mapping[str, UserValue]
) -> tornado.web.Application:
    """Return a Tornado application of *rule*, with the author's files at `/static/`."""
    rules = [rule]
    if options.static_dir is not None:
        static = {"path": options.static_dir}
        rules.insert(0, Rule(PathMatches(r"/static/(.*)"), tornado.web.StaticFileHandler, static))
    quiet = {} if options.debug else {"log_function": _log_failures}
    return tornado.web.Application(rules, **{"debug": options.debug, **quiet, **settings})


def _log_failures(handler: tornado.web.RequestHandler) -> None:
    """Log what went wrong here; what clients do wrong would fill the log as they please."""
    if handler.get_status() >= HTTPStatus.INTERNAL_SERVER_ERROR:
        access_log.error("%d %s", handler.get_status(), handler._request_summary())  # noqa: SLF001  # as Tornado's own does
