"""Bare Starlette on uvicorn, over WebSocket."""

import sys
from contextlib import suppress

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from .session import BareSession


class Session(BareSession):
    """One connection."""

    def __init__(self, socket: WebSocket) -> None:
        super().__init__(socket.query_params["app"])
        self._socket = socket

    async def send(self, *messages: str) -> None:
        with suppress(WebSocketDisconnect):
            for message in messages:
                await self._socket.send_text(message)


async def limit(socket: WebSocket) -> None:
    """Serve one connection."""
    await socket.accept()
    await Session(socket).serve(socket.iter_text())


if __name__ == "__main__":
    uvicorn.run(
        Starlette(routes=[WebSocketRoute("/", limit)]),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="error",
    )
