"""Starlette, and so FastAPI: sessions over WebSocket, on every ASGI server with asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from attrs import define, field
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request  # noqa: TC002  # it is all Starlette here
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope  # noqa: TC002  # likewise
from starlette.websockets import WebSocket  # noqa: TC002  # likewise

from pywebio.backends.asyncio_loop import RunningLoop
from pywebio.backends.websocket_writer import WebSocketWriter
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.ports.server import Site
from pywebio.ports.websocket import Conversation

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_TURN = 32
"""Frames of one browser that are taken before others have their turn."""
_DENIAL = "websocket.http.response"
"""The extension of ASGI for answers to an upgrade that is refused."""


def application(site: Site, static_dir: str | None, *, debug: bool) -> Starlette:
    """Return an application with *site* at `/`, and the author's files at `/static/`."""
    routes = site_routes(site)
    if static_dir is not None:
        routes.append(Mount("/static", StaticFiles(directory=static_dir)))
    return Starlette(debug=debug, routes=routes)


def site_routes(site: Site) -> list[BaseRoute]:
    """Return routes that serve *site* at `/`, wherever they are mounted."""
    endpoints = _Endpoints(site)
    return [
        Route("/", endpoints.page, methods=_METHODS, include_in_schema=False),
        WebSocketRoute("/", endpoints.session),
    ]


@define(eq=False)
class _Endpoints:
    _site: Site
    _loops: RunningLoop = field(init=False, factory=RunningLoop)

    async def page(self, request: Request) -> Response:
        if request.headers.get("upgrade", "").lower() == "websocket":
            # A server that can do WebSockets has found this one malformed.
            return Response("no WebSocket handshake", 400)
        return _response(self._site.pages.handle(to_request(request, request.method)))

    async def session(self, socket: WebSocket) -> None:
        loop = self._loops.lend()
        admitted = self._site.sockets.admit(to_request(socket, "GET"), loop)
        with _hidden_query(socket.scope):
            if isinstance(admitted, HttpResponse):
                await _refuse(socket, admitted)
                return
            await socket.accept()
        writer = WebSocketWriter(loop, admitted, _Wire(socket))
        code: int | None = None
        try:
            admitted.opened(writer)
            code = await _read(socket, admitted)
        finally:
            writer.stop()
            admitted.lost(code)


@define(eq=False)
class _Wire:
    """The connection, for the writer. It is the server that pings."""

    _socket: WebSocket
    _frames: tuple[bytes, ...] = field(init=False, default=())

    def write(self, frames: tuple[bytes, ...]) -> bool:
        self._frames = frames
        return True

    async def flush(self) -> None:
        frames, self._frames = self._frames, ()
        for frame in frames:
            # Waits as long as the browser does not read.
            await self._socket.send({"type": "websocket.send", "text": frame.decode()})

    async def shut(self, code: int, reason: str) -> None:
        await self._socket.close(code, reason)


async def _read(socket: WebSocket, conversation: Conversation) -> int | None:
    """Pass frames on; return the browser's closing code."""
    taken = 0
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            code: int | None = message.get("code")
            return code
        text: str | None = message.get("text")
        conversation.received(message["bytes"] if text is None else text)
        taken += 1
        if taken % _TURN == 0:
            await asyncio.sleep(0)


async def _refuse(socket: WebSocket, refusal: HttpResponse) -> None:
    # Closing before accepting is answered with 403. uvicorn logs an error for the other way.
    if refusal.status != HTTPStatus.FORBIDDEN and _DENIAL in socket.scope.get("extensions", {}):
        await socket.send_denial_response(_response(refusal))
    else:
        await socket.close()


@contextmanager
def _hidden_query(scope: Scope) -> Iterator[None]:
    """Keep the query, which holds the ids of sessions, out of what servers log."""
    query, scope["query_string"] = scope["query_string"], b""
    try:
        yield
    finally:
        scope["query_string"] = query


def to_request(connection: HTTPConnection, method: str) -> HttpRequest:
    """Return what the core needs of a request or WebSocket of Starlette."""
    return HttpRequest(
        method=method,
        path=connection.url.path,
        query=dict(connection.query_params),
        headers=dict(connection.headers.items()),
        remote_address=connection.client.host if connection.client else "",
        backend="starlette",
        native=connection,
    )


def _response(response: HttpResponse) -> Response:
    return Response(response.body, response.status, response.headers)
