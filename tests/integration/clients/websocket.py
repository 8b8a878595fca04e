"""A page over WebSocket, in the published dialect and in the counting one (sections 2 and 11)."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from attrs import define, field
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.typing import Origin

from pywebio.ports.types import Json, UserValue
from tests.integration.clients.base import (
    PATIENCE,
    Command,
    File,
    Page,
    PageClosed,
    PageOptions,
    Refused,
    upload,
)

if TYPE_CHECKING:
    from websockets.protocol import Event
    from websockets.typing import Data

ACK_EVERY = 128


class Socket(ClientConnection):
    """A connection that counts the pings of the server, all of which it answers."""

    pings = 0

    def process_event(self, event: Event) -> None:
        if isinstance(event, Frame) and event.opcode is Opcode.PING:
            self.pings += 1
        super().process_event(event)


async def connected(port: int, options: PageOptions) -> Socket:
    """Open a connection to the session that *options* name.

    Raises:
        Refused: The answer is no WebSocket.
    """
    query = {"app": options.get("app"), "session": options.get("session", "NEW")}
    if options.get("ack") is not None:
        query["ack"] = str(options["ack"])
    asked = "&".join(f"{name}={quote(value)}" for name, value in query.items() if value is not None)
    origin = options.get("origin")
    headers = dict(options.get("headers", {}))
    host = options.get("host") or f"127.0.0.1:{port}"
    try:
        socket = await connect(
            f"ws://{host}{options.get('path', '/')}?{asked}",
            host="127.0.0.1",
            port=port,
            origin=None if origin is None else Origin(origin),
            additional_headers=headers,
            compression="deflate" if options.get("compress") else None,
            max_size=None,
            ping_interval=None,
            close_timeout=PATIENCE,
            open_timeout=PATIENCE,
            proxy=None,
            create_connection=Socket,
        )
    except InvalidStatus as refused:
        raise Refused(
            refused.response.status_code, bytes(refused.response.body or b"")
        ) from refused
    assert isinstance(socket, Socket)
    return socket


async def open_page(port: int, options: PageOptions) -> WebSocketPage:
    """Open a page; it counts if the options hold an `ack`."""
    socket = await connected(port, options)
    if options.get("ack") is None:
        return WebSocketPage(port, options, socket)
    page = CountingPage(port, options, socket)
    await page.greet()
    return page


@define(eq=False)
class WebSocketPage(Page):
    """A page of the published client."""

    _port: int
    _options: PageOptions
    socket: Socket

    async def frame(self) -> Data:
        """Wait for a frame."""
        try:
            return await self.socket.recv()
        except ConnectionClosed as closed:
            raise PageClosed(closed.rcvd.code if closed.rcvd else None) from closed

    async def receive(self) -> Command:
        command = Command.of(json.loads(await self.frame()))
        if command.name == "set_session_id":
            self.session_id = str(command.spec)
            return await self.receive()
        return command

    async def send(self, event: Mapping[str, Json]) -> None:
        await self.raw(json.dumps(event))

    async def send_files(self, event: Mapping[str, Json], files: Sequence[File]) -> None:
        await self.raw(upload(event, files))

    async def raw(self, frame: str | bytes) -> None:
        await self.socket.send(frame)

    async def leave(self, code: int = 1000) -> None:
        await self.socket.close(code)

    def drop(self) -> None:
        self.socket.transport.abort()

    async def again(self) -> None:
        options: PageOptions = {**self._options, "session": self.session_id or ""}
        self.socket = await connected(self._port, options)


@define(eq=False)
class CountingPage(WebSocketPage):
    """A page of our client: it counts commands and events, and loses and repeats nothing."""

    slice_size: int = field(init=False, default=0)
    gone_for_good: bool = field(init=False, default=False)
    confirmed: int = field(init=False, default=0)
    """Events that the server has taken."""
    _sent: int = field(init=False, default=0)
    _unconfirmed: deque[tuple[int, Mapping[str, Json], Sequence[File]]] = field(
        init=False, factory=deque
    )
    _encoded: dict[int, bytes] = field(init=False, factory=dict)
    """Uploads on their way: what goes on where it was cut off must be the same bytes."""
    arrived: Mapping[str, int] = field(init=False, factory=dict)
    """How much of which upload the server had when the connection began."""
    _inbox: deque[Command] = field(init=False, factory=deque)
    _acknowledged: int = field(init=False, default=0)
    counts: ClassVar[bool] = True

    def __attrs_post_init__(self) -> None:
        self.executed = self._options.get("ack") or 0

    async def greet(self) -> None:
        """Take the first frame of a connection and send again what was not taken."""
        hello = json.loads(await self.frame())["hello"]
        self.session_id = hello["session"]
        self.slice_size = hello["slice"]
        self.gone_for_good = hello["gone"]
        pending = hello["upload"]
        self.arrived = {} if pending is None else {pending["id"]: pending["received"]}
        self._inbox.clear()
        self._taken(hello["taken"])
        for number, event, files in list(self._unconfirmed):
            await self._put(number, event, files)

    async def again(self) -> None:
        options: PageOptions = {
            **self._options,
            "session": self.session_id or "",
            "ack": self.executed,
        }
        self.socket = await connected(self._port, options)
        await self.greet()

    async def receive(self) -> Command:
        while not self._inbox:
            message: UserValue = json.loads(await self.frame())
            self._taken(message["taken"])
            self._inbox.extend(map(Command.of, message["commands"]))
        command = self._inbox.popleft()
        self.executed += 1
        ending = command.name == "close_session"
        if self.acks and (ending or self.executed - self._acknowledged >= ACK_EVERY):
            await self.acknowledge()
        return command

    async def acknowledge(self) -> None:
        self._acknowledged = self.executed
        try:
            await self.raw(json.dumps({"ack": self.executed}))
        except ConnectionClosed as closed:
            raise PageClosed(None) from closed

    async def send(self, event: Mapping[str, Json]) -> None:
        await self.send_files(event, ())

    async def send_files(self, event: Mapping[str, Json], files: Sequence[File]) -> None:
        self._sent += 1
        self._unconfirmed.append((self._sent, event, files))
        await self._put(self._sent, event, files)

    async def _put(self, number: int, event: Mapping[str, Json], files: Sequence[File]) -> None:
        counted = {**event, "seq": number, "ack": self.executed}
        self._acknowledged = self.executed
        try:
            if not files:
                await self.raw(json.dumps(counted))
                return
            message = self._encoded.setdefault(number, upload(counted, files))
            if len(message) <= self.slice_size:
                await self.raw(message)
                return
            name = f"upload-{number}"
            begin = self.arrived.get(name, 0)
            await self.raw(announcement(name, message, begin))
            for start in range(begin, len(message), self.slice_size):
                await self.raw(message[start : start + self.slice_size])
        except ConnectionClosed:
            # It goes out again with the next connection.
            return

    def _taken(self, number: int) -> None:
        assert number >= self.confirmed
        self.confirmed = number
        while self._unconfirmed and self._unconfirmed[0][0] <= number:
            self._encoded.pop(self._unconfirmed.popleft()[0], None)


def announcement(name: str, message: bytes, begin: int = 0) -> str:
    """Return the frame that goes before the slices of *message*."""
    return json.dumps({"upload": {"id": name, "size": len(message), "from": begin}})


def wire(page: Page) -> WebSocketPage:
    """Return *page* for a test that looks at frames."""
    assert isinstance(page, WebSocketPage)
    return page


def counting(page: Page) -> CountingPage:
    """Return *page*, which was opened with `ack`, as what it is."""
    assert isinstance(page, CountingPage)
    return page
