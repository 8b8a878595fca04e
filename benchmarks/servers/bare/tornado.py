"""Bare Tornado, over WebSocket."""

import asyncio
import sys
from contextlib import suppress

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from .session import BareSession, button


class Limit(WebSocketHandler):
    """One connection."""

    def open(self, *args: str, **kwargs: str) -> None:
        self.set_nodelay(True)
        self.session = Session(self)
        self.session.send(button())

    def on_message(self, message: str | bytes) -> None:
        self.session.received(message)

    def on_close(self) -> None:
        self.session.closed()


class Session(BareSession):
    """Its session."""

    def __init__(self, handler: Limit) -> None:
        super().__init__(handler.get_query_argument("app"))
        self._handler = handler

    def send(self, *messages: str) -> None:
        with suppress(WebSocketClosedError):
            for message in messages:
                _ = self._handler.write_message(message)

    async def drain(self, messages: list[str]) -> None:
        with suppress(WebSocketClosedError):
            for message in messages[:-1]:
                _ = self._handler.write_message(message)
            await self._handler.write_message(messages[-1])


async def main(port: int) -> None:
    Application([("/", Limit)]).listen(port, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
