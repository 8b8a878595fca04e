"""A page that polls, of the published client and of ours (sections 3 and 11.4)."""

from __future__ import annotations

import io
import json
import secrets
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import takewhile
from threading import Thread
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlencode

import anyio
from aiohttp import (
    ClientConnectionError,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
)
from attrs import define, field
from yarl import URL

from pywebio.ports.http import PollingHandler
from pywebio.ports.types import Json, UserValue
from pywebio.protocol.http_endpoint import HttpEndpoint
from tests.integration.clients.base import (
    PATIENCE,
    Answer,
    Command,
    Endpoint,
    File,
    Page,
    PageClosed,
    PageOptions,
    Refused,
    Served,
    upload,
)

if TYPE_CHECKING:
    from socketserver import TCPServer

    from typing_extensions import Self

SESSION_HEADER = "webio-session-id"
JSON = {"content-type": "application/json"}
UPLOAD = {"content-type": "application/octet-stream"}


def new_client() -> ClientSession:
    """Return connections as a browser has them for one page."""
    return ClientSession(
        connector=TCPConnector(limit=0),
        cookie_jar=DummyCookieJar(),
        timeout=ClientTimeout(total=3 * PATIENCE),
    )


def proposed_id() -> str:
    return f"NEW-{secrets.token_hex(12)}"


@define(eq=False)
class PollingPage(Page):
    """A page of the published client, as fast as it can be set. It polls while a test waits for it."""

    _port: int
    _options: PageOptions
    named: str = field(init=False, factory=proposed_id)
    """How the page names its session."""
    confirmed: int = field(init=False, default=0)
    """Events that the server has taken."""
    finished: bool = field(init=False, default=False)
    """The end of the session was executed."""
    failures: int = field(init=False, default=0)
    """Requests that got no answer."""
    gone_for_good: bool = field(init=False, default=False)
    """The server does not know the session."""
    granted: float = field(init=False, default=0.0)
    """Seconds for which the server holds a request."""
    slice_size: int = field(init=False, default=0)
    """Bytes of the longest slice that the server takes."""
    arrived: int | None = field(init=False, default=None)
    """Bytes of an upload that the server has, if the last answer tells."""
    _client: ClientSession = field(init=False, factory=new_client)
    _acknowledged: int = field(init=False, default=-1)
    _unconfirmed: deque[tuple[Mapping[str, Json], Sequence[File]]] = field(
        init=False, factory=deque
    )
    _inbox: deque[Command] = field(init=False, factory=deque)
    _lost: int = field(init=False, default=0)
    """Answers that will not arrive."""
    _posting: anyio.Lock = field(init=False, factory=anyio.Lock)

    def __attrs_post_init__(self) -> None:
        self.executed = -1
        session = self._options.get("session", "NEW")
        if session != "NEW":
            self.named = session

    @classmethod
    async def open(cls, port: int, options: PageOptions) -> Self:
        """Open a page.

        Raises:
            Refused: There is another answer than a session.
        """
        page = cls(port, options)
        try:
            await page.poll()
        except BaseException:
            await page._client.close()
            raise
        return page

    # Requests

    async def request(
        self,
        method: str,
        query: Mapping[str, object] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Make a request of this session, whatever it is; what comes back is not executed.

        Args:
            method: As HTTP names it.
            query: Replaces members of what the page would send; those that are None are left out.
            body: Of JSON, unless *headers* say something else.
            headers: Beside those of the page.
        """
        asked = {"app": self._options.get("app"), "ack": self._ack(), **(query or {})}
        known = {name: value for name, value in asked.items() if value is not None}
        path = self._options.get("path", "/")
        url = f"http://127.0.0.1:{self._port}{path}?{urlencode(known, quote_via=quote)}"
        async with self._client.request(
            method,
            URL(url, encoded=True),
            headers={**self._headers(), **({} if body is None else JSON), **(headers or {})},
            data=None if body is None else io.BytesIO(body),
        ) as response:
            names = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, names, await response.read())

    async def poll(self) -> None:
        """Ask for output, and execute it."""
        await self._exchange("GET", self._get_query())

    async def post(self) -> None:
        """Send what was not confirmed yet, from the oldest on.

        Raises:
            Refused: The server does not take it; it is not sent again.
        """
        async with self._posting:
            if not self._unconfirmed:
                return
            event, files = self._unconfirmed[0]
            batch = [event]
            if not files:
                plain = takewhile(lambda each: not each[1], self._unconfirmed)
                batch = [event for event, _ in plain]
            query = {"seq": self.confirmed, "wait": self._post_wait()}
            try:
                if files:
                    await self._send_upload(query, upload(event, files))
                else:
                    await self._exchange("POST", query, json.dumps(batch).encode())
            except Refused:
                for _ in batch:
                    self._unconfirmed.popleft()
                raise

    async def _exchange(
        self,
        method: str,
        query: Mapping[str, object],
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Make a request and execute the answer, unless that is lost.

        Raises:
            Refused: The server does not take the request.
        """
        try:
            answer = await self.request(method, query, body, headers)
        except ClientConnectionError:
            self.failures += 1
            return
        if self._lost:
            self._lost -= 1
        elif answer.status != 200:
            raise Refused(answer.status, answer.body)
        else:
            self.execute(answer)

    def execute(self, answer: Answer) -> None:
        """Do what *answer* says, as far as it is new."""
        self.named = self.session_id = answer.headers.get(SESSION_HEADER, self.named)
        data: UserValue = json.loads(answer.body)
        self.granted = data.get("wait", 0.0)
        self.gone_for_good = data.get("gone", False)
        self.slice_size = data.get("slice", self.slice_size)
        self.arrived = data.get("upload")
        assert data["seq"] <= self.executed + 1, "a group was lost"
        for number, group in enumerate(data["commands"], data["seq"]):
            if number > self.executed:
                self.executed = number
                self._inbox.extend(map(Command.of, group))
        while self.confirmed <= data.get("ack", -1):
            self.confirmed += 1
            if self._unconfirmed:
                self._unconfirmed.popleft()

    def _ack(self) -> int:
        if self.acks:
            self._acknowledged = self.executed
        return self._acknowledged

    def _headers(self) -> dict[str, str]:
        headers = {SESSION_HEADER: self.named, **self._options.get("headers", {})}
        for name in ("origin", "host"):
            value = self._options.get(name)
            if value is not None:
                headers[name] = str(value)
        return headers

    # What the two clients do differently

    async def _send_upload(self, query: Mapping[str, object], message: bytes) -> None:
        await self._exchange("POST", query, message, UPLOAD)

    def _get_query(self) -> dict[str, object]:
        return {}

    def _post_wait(self) -> str | None:
        return None

    async def _say_goodbye(self) -> None:
        """Tell the server that the page is left; the published client does not."""

    async def _confirm_end(self) -> None:
        """Tell the server that the end was executed; the published client does not."""

    # Page

    async def receive(self) -> Command:
        pause = 0.005
        while not self._inbox:
            if self.finished:
                raise PageClosed(1000)
            if self._unconfirmed and not self._posting.locked():
                await self.post()
            else:
                await self.poll()
            if not (self._inbox or self.granted):
                await anyio.sleep(pause)
                pause = min(pause * 1.5, 0.1)
        command = self._inbox.popleft()
        if command.name == "close_session":
            self.finished = True
            await self._confirm_end()
        return command

    async def send(self, event: Mapping[str, Json]) -> None:
        await self.send_files(event, ())

    async def send_files(self, event: Mapping[str, Json], files: Sequence[File]) -> None:
        self._unconfirmed.append((event, files))
        if not self.finished:
            with anyio.fail_after(PATIENCE):
                await self.post()

    async def send_all(self, events: Sequence[Mapping[str, Json]]) -> None:
        self._unconfirmed.extend((event, ()) for event in events)
        await self.post()

    async def raw(self, frame: str | bytes) -> None:
        query = {"seq": self.confirmed, "wait": self._post_wait()}
        if isinstance(frame, str):
            answer = await self.request("POST", query, b"[%b]" % frame.encode())
        else:
            answer = await self.request("POST", query, frame, UPLOAD)
        if answer.status == 200:
            self.execute(answer)
        else:
            # How many events that was, only the server knows.
            assert answer.status == 400, answer
            await self._exchange("GET", {"wait": self._post_wait()})

    async def leave(self, code: int = 1000) -> None:
        if self._client.closed:
            return
        try:
            if code in (1000, 1001) and not self.finished:
                with suppress(ClientConnectionError):
                    await self._say_goodbye()
        finally:
            await self._client.close()

    def drop(self) -> None:
        """Do nothing: between two requests there is no connection."""

    async def again(self) -> None:
        if self._client.closed:
            self._client = new_client()

    def lose(self) -> None:
        """Lose the answer to the next request."""
        self._lost += 1


@define(eq=False)
class HeldPage(PollingPage):
    """A page of our client: the server holds its requests, and it says when it is left."""

    willing: float = field(init=False, default=25.0)
    """Seconds for which it may be held."""
    counts: ClassVar[bool] = True

    def _get_query(self) -> dict[str, object]:
        return {"wait": self.willing}

    def _post_wait(self) -> str | None:
        return "0" if self.granted else "0.1"

    def drop(self) -> None:
        """Lose the answer to the next request, as if it were held now."""
        self.lose()

    async def _send_upload(self, query: Mapping[str, object], message: bytes) -> None:
        if len(message) <= self.slice_size:
            await super()._send_upload(query, message)
            return
        begin, number = 0, self.confirmed
        while number == self.confirmed:
            self.arrived = None
            await self._exchange(
                "POST",
                {**query, "upload": f"upload-{number}", "size": len(message), "from": begin},
                message[begin : begin + self.slice_size],
                UPLOAD,
            )
            begin = begin if self.arrived is None else self.arrived

    async def _say_goodbye(self) -> None:
        answer = await self.request("POST", {"wait": 0, "leave": 1}, b"[]")
        assert answer.status in (200, 204), answer

    async def _confirm_end(self) -> None:
        if self.acks:
            await self.request("GET", {"wait": 0})


async def open_page(port: int, options: PageOptions) -> PollingPage:
    """Open a page, one of our client unless the options say `ack=None`."""
    kind = PollingPage if options.get("ack", 0) is None else HeldPage
    return await kind.open(port, options)


def polling_options(options: Mapping[str, UserValue]) -> dict[str, UserValue]:
    """Return *options*, which may be meant for WebSocket, as a polling backend takes them."""
    given = {**options}
    waits = given.pop("reconnect_timeout", None)
    if waits:
        given = {
            "session_expire_seconds": waits,
            "session_cleanup_interval": waits / 4,
            **given,
        }
    return given


def polling(page: Page) -> PollingPage:
    """Return *page* for a test that looks at requests."""
    assert isinstance(page, PollingPage)
    return page


@define(eq=False)
class PollingServed(Served):
    """A server whose sessions poll."""

    _handlers: Mapping[str, PollingHandler]
    """By path."""
    _halt: Callable[[], None]
    """Stops the server and waits for its end."""

    async def _open(self, options: PageOptions) -> Page:
        return await open_page(options.get("port", self.port), options)

    def stop(self) -> None:
        for path in self._handlers:
            # Pages of the published client leave without a word.
            for session_id in self.session_ids(path):
                self._registry(path).remove(session_id)
        self._halt()

    def _endpoint(self, path: str) -> Endpoint:
        handler = self._handlers[path]
        assert isinstance(handler, HttpEndpoint)
        return handler


def serve_in_thread(server: TCPServer, handlers: Mapping[str, PollingHandler]) -> PollingServed:
    """Let *server*, which listens, answer in a thread of its own."""
    port: int = server.socket.getsockname()[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()

    def halt() -> None:
        server.shutdown()
        thread.join(PATIENCE)
        server.server_close()
        assert not thread.is_alive()

    return PollingServed(port, handlers, halt)
