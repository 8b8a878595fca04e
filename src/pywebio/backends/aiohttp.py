"""aiohttp: sessions over WebSocket, wherever the handler is mounted."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from aiohttp import WSMsgType, web
from aiohttp.abc import AbstractStreamWriter  # noqa: TC002  # it is all aiohttp here
from aiohttp.typedefs import Handler  # noqa: TC002  # likewise
from attrs import define, field

from pywebio.backends.asyncio_loop import AsyncioLoop, RunningLoop
from pywebio.backends.client_files import INDEX, names_of_files
from pywebio.backends.framework_settings import require_known
from pywebio.backends.keep_alive import KeepAlive, Pings
from pywebio.backends.websocket_frames import PING, close_frame, text_frames
from pywebio.backends.websocket_writer import WebSocketWriter
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.ports.server import Site
from pywebio.ports.types import UserValue
from pywebio.ports.websocket import Conversation

_FULL_WINDOW = 15
_CLOSING_TIMEOUT = 10.0
"""Seconds for a browser to answer a closing handshake."""
_USUAL_PINGS = Pings()
_OURS = ("decode_text",)
"""Settings that would change what arrives here."""


def site_handler(
    site: Site, settings: Mapping[str, UserValue], pings: Pings = _USUAL_PINGS
) -> Handler:
    """Return a request handler that serves *site* wherever it is mounted.

    *settings* are those of `aiohttp.web.WebSocketResponse`. With `heartbeat` or `autoping` among
    them aiohttp pings as they say, and *pings* do not count: its heartbeat has to be answered
    within half its interval.

    Raises:
        TypeError: There is no such setting.
    """
    require_known(settings, web.WebSocketResponse, "aiohttp.web.WebSocketResponse", _OURS)
    if settings.keys() & {"heartbeat", "autoping"}:
        pings = Pings(0)
    elif pings.interval:
        settings = {"autoping": False, **settings}
    settings = {"autoclose": False, **settings}
    loops = RunningLoop()

    async def handler(request: web.Request) -> web.StreamResponse:
        asked = to_request(request)
        if request.headers.get("Upgrade", "").strip().lower() != "websocket":
            return _answer(site.pages.handle(asked))
        loop = loops.lend()
        admitted = site.sockets.admit(asked, loop)
        if isinstance(admitted, HttpResponse):
            return _answer(admitted)
        socket = web.WebSocketResponse(**settings)
        stream = await socket.prepare(request)
        await Connection(request, socket, stream, pings).serve(admitted, loop)
        return socket

    return handler


@define(eq=False)
class Connection:
    """One WebSocket: reads for its conversation, and is the `Wire` of the writer."""

    _request: web.Request
    _socket: web.WebSocketResponse
    _stream: AbstractStreamWriter
    _pings: Pings
    _deflate: bool = field(init=False)
    _keep_alive: KeepAlive = field(init=False)
    _closing: asyncio.TimerHandle | None = field(init=False, default=None)
    """What ends our wait for the browser's answer to our closing."""

    def __attrs_post_init__(self) -> None:
        # A smaller window than ours may have been agreed upon; frames need not be compressed.
        self._deflate = self._socket.compress == _FULL_WINDOW
        self._keep_alive = KeepAlive(
            pings=self._pings,
            call_later=asyncio.get_running_loop().call_later,
            ping=self._ping,
            give_up=self._give_up,
        )
        if self._request.transport is not None:
            # What is awaited after a write is then that the system has all of it.
            self._request.transport.set_write_buffer_limits(0)

    async def serve(self, conversation: Conversation, loop: AsyncioLoop) -> None:
        """Return when the connection is closed or lost."""
        writer = WebSocketWriter(loop, conversation, self)
        code: int | None = None
        self._keep_alive.start()
        try:
            conversation.opened(writer)
            code = await self._read(conversation)
        finally:
            self._keep_alive.stop()
            if self._closing is not None:
                self._closing.cancel()
            writer.stop()
            conversation.lost(code)
            self._finish()

    async def _read(self, conversation: Conversation) -> int | None:
        """Pass frames on; return the browser's closing code."""
        while True:
            try:
                message = await self._socket.receive()
            except asyncio.TimeoutError:  # the author's `receive_timeout`
                return None
            if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                if self._closing is None:
                    conversation.received(message.data)
            elif message.type is WSMsgType.PONG:
                self._keep_alive.answered()
            elif message.type is WSMsgType.PING:
                await self._socket.pong(message.data)
            else:
                return message.data if message.type is WSMsgType.CLOSE else None

    # Wire, for the writer

    def write(self, frames: tuple[bytes, ...]) -> bool:
        """Write all *frames* at once."""
        transport = self._request.transport
        if transport is None or transport.is_closing():
            return False
        transport.write(text_frames(frames, deflate=self._deflate))
        return transport.get_write_buffer_size() > 0

    async def flush(self) -> None:
        """Return when the system has it all."""
        await self._stream.drain()

    async def shut(self, code: int, reason: str) -> None:
        """Close; reading goes on until the browser answers.

        aiohttp's own `close` would not wait for that while somebody reads, and what is still on
        its way to us would make the system drop what is on its way to the browser.
        """
        transport = self._request.transport
        if transport is not None and not transport.is_closing():
            transport.write(close_frame(code, reason))
            loop = asyncio.get_running_loop()
            self._closing = loop.call_later(_CLOSING_TIMEOUT, transport.abort)

    # Inside

    def _finish(self) -> None:
        transport = self._request.transport
        if transport is None:
            return
        if transport.get_write_buffer_size():
            # Nobody reads the rest; to close would be to wait for that.
            transport.abort()
        elif self._closing is not None:
            # Both sides have closed. Left open, aiohttp would do so once more.
            transport.close()

    def _ping(self) -> None:
        transport = self._request.transport
        if transport is not None and not transport.is_closing():
            transport.write(PING)

    def _give_up(self) -> None:
        # Nobody would answer a closing handshake.
        if self._request.transport is not None:
            self._request.transport.abort()


def client_routes(folder: Path, prefix: str) -> list[web.RouteDef]:
    """Return routes below *prefix* for the client's files in *folder*, and for nothing else there.

    Raises:
        ValueError: *prefix* is no path of a URL.
    """
    if not prefix.startswith("/"):
        raise ValueError(
            f"{prefix!r} is neither a folder that holds the client's files "
            "nor a prefix for URLs, such as '/tools/'"
        )

    async def handler(request: web.Request) -> web.StreamResponse:
        name = request.match_info.get("name", INDEX)
        if name not in names_of_files(folder):
            raise web.HTTPNotFound
        return web.FileResponse(folder / name, headers={"X-Content-Type-Options": "nosniff"})

    prefix = prefix.rstrip("/") + "/"
    return [web.get(prefix, handler), web.get(prefix + "{name}", handler)]


def to_request(request: web.Request) -> HttpRequest:
    """Return what the core needs of aiohttp's *request*."""
    return HttpRequest(
        method=request.method,
        path=request.path,
        # A MultiDict itself would give the first value of a name.
        query=dict(request.query.items()),
        headers={name.lower(): value for name, value in request.headers.items()},
        remote_address=request.remote or "",
        backend="aiohttp",
        native=request,
    )


def _answer(response: HttpResponse) -> web.Response:
    return web.Response(status=response.status, body=response.body, headers=response.headers)
