"""Servers with an event loop of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Thread
from typing import TYPE_CHECKING, TypeAlias

from attrs import define

from pywebio.ports.server import Site
from pywebio.protocol.websocket_endpoint import WebSocketEndpoint
from tests.integration.clients.base import PATIENCE, Endpoint, Served, until
from tests.integration.clients.websocket import open_page

if TYPE_CHECKING:
    from typing_extensions import Self

    from tests.integration.clients.base import Page, PageOptions

Serving: TypeAlias = Callable[[], AbstractAsyncContextManager[int]]
"""Serves while its block runs, and gives the port; at the end all connections are cut."""


def in_thread(serving: Serving) -> tuple[int, Callable[[], None]]:
    """Serve in a thread of its own; return the port, and what stops it and waits for its end."""
    started: Future[tuple[int, asyncio.Event, asyncio.AbstractEventLoop]] = Future()

    async def main() -> None:
        async with serving() as port:
            stop = asyncio.Event()
            started.set_result((port, stop, asyncio.get_running_loop()))
            await stop.wait()

    def serve() -> None:
        try:
            asyncio.run(main())
        except BaseException as error:
            if not started.done():
                started.set_exception(error)
            raise

    thread = Thread(target=serve, name="server-under-test", daemon=True)
    thread.start()
    port, stop, loop = started.result(PATIENCE)

    def halt() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)
        thread.join(PATIENCE)
        assert not thread.is_alive()

    return port, halt


@define(eq=False)
class AsyncServed(Served):
    """A server of WebSocket sites."""

    _sites: Mapping[str, Site]
    _halt: Callable[[], None]

    @classmethod
    def run(cls, serving: Serving, sites: Mapping[str, Site]) -> Self:
        """Serve *sites*, which lie at these paths."""

        @asynccontextmanager
        async def until_all_left() -> AsyncIterator[int]:
            async with serving() as port:
                yield port
            await until(lambda: all(served.sessions(p) == served.waiting(p) for p in sites))

        port, halt = in_thread(until_all_left)
        served = cls(port, sites, halt)
        return served

    def stop(self) -> None:
        self._halt()

    async def _open(self, options: PageOptions) -> Page:
        return await open_page(options.get("port", self.port), options)

    def _endpoint(self, path: str) -> Endpoint:
        sockets = self._sites[path].sockets
        assert isinstance(sockets, WebSocketEndpoint)
        return sockets
