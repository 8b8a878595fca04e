"""Bare aiohttp, over WebSocket."""

import sys
from contextlib import suppress

from aiohttp import ClientConnectionError, web

from .session import BareSession


class Session(BareSession):
    """One connection."""

    def __init__(self, app: str, socket: web.WebSocketResponse) -> None:
        super().__init__(app)
        self._socket = socket

    async def send(self, *messages: str) -> None:
        with suppress(ClientConnectionError):
            for message in messages:
                await self._socket.send_str(message)


async def limit(request: web.Request) -> web.WebSocketResponse:
    """Serve one connection."""
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    await Session(request.query["app"], socket).serve(message.data async for message in socket)
    return socket


if __name__ == "__main__":
    application = web.Application()
    application.router.add_get("/", limit)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
