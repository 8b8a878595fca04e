"""Tornado: sessions by polling, wherever the handler is mounted."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from typing import ClassVar

import tornado.web
from attrs import evolve, frozen
from tornado.http1connection import HTTP1Connection

from pywebio.backends.tornado import answer, to_request
from pywebio.backends.tornado_server import at_root, run
from pywebio.ports.http import PollingHandler, Wait
from pywebio.ports.server import ServerOptions


@tornado.web.stream_request_body
class PollingRequestHandler(tornado.web.RequestHandler):
    """Answers one request, at once or when there is output."""

    polling: ClassVar[PollingHandler]
    _chunks: list[bytes]
    _size = 0
    _closed = False
    _resume: Callable[[], object] = staticmethod(lambda: None)

    def prepare(self) -> None:
        """Get ready for the body, before it is read."""
        self._chunks = []
        connection = self.request.connection
        if isinstance(connection, HTTP1Connection):
            # Tornado would cut the connection, and the browser send it all again. What is too long
            # is read and dropped instead, for a clear refusal.
            connection.set_max_body_size(sys.maxsize)

    def data_received(self, chunk: bytes) -> None:
        """Keep the body as long as it is not too long."""
        self._size += len(chunk)
        if self._size <= self.polling.max_body:
            self._chunks.append(chunk)
        else:
            self._chunks.clear()

    async def get(self, *args: str, **kwargs: str) -> None:
        """Answer; while the request is held, the loop goes on with others."""
        body = b"".join(self._chunks) if self._size <= self.polling.max_body else None
        response = self.polling.handle(evolve(to_request(self.request), body=body, may_wait=True))
        while isinstance(response, Wait):
            await self._held(response)
            if self._closed:
                return
            response = response.resume()
        answer(self, response)

    head = post = put = delete = patch = options = get

    def on_connection_close(self) -> None:
        """Stop waiting: nobody would read the answer. What it would hold stays with the session."""
        self._closed = True
        self._resume()

    def check_xsrf_cookie(self) -> None:
        """Agree: a page of another site cannot send the header that names a session."""

    async def _held(self, wait: Wait) -> None:
        loop = asyncio.get_running_loop()
        woken: asyncio.Future[None] = loop.create_future()
        self._resume = partial(_set, woken)
        wait.on_wake(partial(_wake, loop, self._resume))
        try:
            # Nothing is thrown when the time is over, and no task made.
            await asyncio.wait([woken], timeout=wait.seconds)
        except asyncio.CancelledError:
            # The server is being stopped. Tornado would say and log that it failed.
            self.detach().close()
            raise


def _set(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _wake(loop: asyncio.AbstractEventLoop, resume: Callable[[], object]) -> None:
    """Call *resume* in the loop, from any thread."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(resume)


@frozen
class TornadoHttpServer:
    """Serves one handler at the root of a port."""

    def serve(self, handler: PollingHandler, options: ServerOptions) -> None:
        """Serve until the program is interrupted."""
        run(partial(application, handler, options), options)


def application(handler: PollingHandler, options: ServerOptions) -> tornado.web.Application:
    """Return a Tornado application with *handler* at `/`, and the author's files at `/static/`."""
    return at_root(handler_class(handler), options, options.extra)


def handler_class(polling: PollingHandler) -> type[PollingRequestHandler]:
    """Return a request handler that answers with *polling* wherever it is mounted."""
    return type("SiteHandler", (PollingRequestHandler,), {"polling": polling})
