"""Tornado: sessions over WebSocket, wherever the handler is mounted."""

from __future__ import annotations

import asyncio
import datetime as dt
import numbers
from contextlib import suppress
from typing import ClassVar, TypeAlias

import tornado.web
import tornado.websocket
from tornado.httputil import HTTPServerRequest  # noqa: TC002  # it is all tornado here
from tornado.iostream import StreamClosedError

from pywebio.backends.asyncio_loop import AsyncioLoop, RunningLoop
from pywebio.backends.keep_alive import KeepAlive, Pings
from pywebio.backends.websocket_frames import text_frames
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.ports.server import Site
from pywebio.ports.websocket import Conversation

_DEFLATE = "permessage-deflate"
_EXTENSIONS = "Sec-WebSocket-Extensions"
_NO_WINDOWS = ("server_no_context_takeover", "client_no_context_takeover")


_HeaderValue: TypeAlias = "bytes | str | int | numbers.Integral | dt.datetime"


class WebIOHandler(tornado.websocket.WebSocketHandler):
    """The page for a plain request, a session for an upgrade. Lives as long as its connection."""

    site: ClassVar[Site]
    pings: ClassVar[Pings]
    """Tornado's own take a task for each connection, and let no connection be silent for longer
    than one interval."""
    loops: ClassVar[RunningLoop]
    _loop: AsyncioLoop
    _conversation: Conversation | None = None
    _deflate = False
    _scheduled = False
    _writing = False
    _keep_alive: KeepAlive | None = None

    async def get(self, *args: str, **kwargs: str) -> None:
        """Answer the page, or admit a WebSocket."""
        request = to_request(self.request)
        if self.request.headers.get("Upgrade", "").lower() != "websocket":
            answer(self, self.site.pages.handle(request))
            return
        self._loop = self.loops.lend()
        admitted = self.site.sockets.admit(request, self._loop)
        if isinstance(admitted, HttpResponse):
            answer(self, admitted)
            return
        self._conversation = admitted
        if _DEFLATE in self.request.headers.get(_EXTENSIONS, ""):
            # Tornado agrees to what the request asks for. Without a window kept on either side
            # an idle connection holds no memory for compression. (RFC 7692, 7.1.1, lets a server
            # answer so unasked; the values are there because Tornado forgets names without one.)
            self._deflate = True
            asked = "".join(f"; {name}=1" for name in _NO_WINDOWS)
            self.request.headers[_EXTENSIONS] = _DEFLATE + asked
        await super().get(*args, **kwargs)

    def post(self, *args: str, **kwargs: str) -> None:
        """Answer any other method."""
        answer(self, self.site.pages.handle(to_request(self.request)))

    head = put = delete = patch = options = post

    def _request_summary(self) -> str:
        # What Tornado logs of a request. The query of a resumed session holds its id, a secret.
        return f"{self.request.method} {self.request.path} ({self.request.remote_ip})"

    def check_origin(self, origin: str) -> bool:
        """Agree: `WebSocketHandler.admit` has decided already."""
        return True

    def set_header(self, name: str, value: _HeaderValue) -> None:
        """Answer the negotiation as the browser expects it, without values."""
        if name == _EXTENSIONS:
            value = "; ".join((_DEFLATE, *_NO_WINDOWS))
        super().set_header(name, value)

    def get_compression_options(self) -> dict[str, object] | None:
        """Take compressed messages if the browser can compress."""
        return {} if self._deflate else None

    def open(self, *args: str, **kwargs: str) -> None:
        """Begin the conversation."""
        self.set_nodelay(True)
        if not self.settings.get("websocket_ping_interval"):
            self._keep_alive = KeepAlive(
                pings=self.pings,
                call_later=asyncio.get_running_loop().call_later,
                ping=self._ping,
                give_up=self._give_up,
            )
            self._keep_alive.start()
        if self._conversation is not None:
            self._conversation.opened(self)

    def on_message(self, message: str | bytes) -> None:
        """Pass a frame on."""
        if self._conversation is not None:
            self._conversation.received(message)

    def on_pong(self, data: bytes) -> None:
        """Note that the browser is there."""
        if self._keep_alive is not None:
            self._keep_alive.answered()

    def on_close(self) -> None:
        """End the conversation."""
        if self._keep_alive is not None:
            self._keep_alive.stop()
        conversation, self._conversation = self._conversation, None
        if conversation is not None:
            conversation.lost(self.close_code)

    # WebSocketPeer, for the conversation

    def wake(self) -> None:
        """Write soon; what is sent in one turn of the loop goes out in one write."""
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self._write)

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Close behind what is being written."""
        super().close(code, reason)

    def _write(self) -> None:
        """Write a slice; what is left, or comes meanwhile, waits until it is with the system."""
        self._scheduled = False
        connection = self.ws_connection
        if self._writing or self._conversation is None or connection is None:
            return
        # If the browser has confirmed the session's end, this closes the connection.
        outgoing = self._conversation.outgoing()
        if not outgoing.frames or self.ws_connection is not connection:
            return
        stream = connection.stream
        if stream is None:
            return
        try:
            written = stream.write(text_frames(outgoing.frames, deflate=self._deflate))
        except StreamClosedError:
            return
        if outgoing.more or stream.writing():
            self._writing = True
            written.add_done_callback(self._on_written)

    def _on_written(self, written: asyncio.Future[None]) -> None:
        self._writing = False
        if written.exception() is None:
            self._write()

    def _ping(self) -> None:
        with suppress(tornado.websocket.WebSocketClosedError):
            self.ping()

    def _give_up(self) -> None:
        # Nobody would answer a closing handshake.
        if self.ws_connection is not None and self.ws_connection.stream is not None:
            self.ws_connection.stream.close()


def handler_class(
    site: Site, ping_interval: float = 30.0, ping_timeout: float = 90.0
) -> type[WebIOHandler]:
    """Return a request handler that serves *site* wherever it is mounted."""
    members = {
        "site": site,
        "pings": Pings(ping_interval, ping_timeout),
        "loops": RunningLoop(),
    }
    return type("SiteHandler", (WebIOHandler,), members)


def answer(handler: tornado.web.RequestHandler, response: HttpResponse) -> None:
    """Answer the request of *handler*."""
    handler.set_status(response.status)
    for name, value in response.headers.items():
        handler.set_header(name, value)
    # Tornado takes even an empty text for content, which a 204 must not have.
    _ = handler.finish(response.body or None)


def to_request(request: HTTPServerRequest) -> HttpRequest:
    """Return what the core needs of Tornado's *request*."""
    return HttpRequest(
        method=request.method or "GET",
        path=request.path,
        query={
            name: values[-1].decode("utf-8", "replace")
            for name, values in request.query_arguments.items()
        },
        headers={name.lower(): value for name, value in request.headers.items()},
        remote_address=request.remote_ip or "",
        backend="tornado",
        native=request,
    )
