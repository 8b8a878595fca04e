"""
What the tests need of a backend: start apps, open pages, and look behind the scenes.

A test is written once against these classes and runs over every backend that `conftest.py` lists.
`Backend` starts servers, `Served` is a running one, `Page` a browser page as far as the wire
shows it.
"""

from __future__ import annotations

import http.client
import inspect
import json
import logging
import struct
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from enum import Enum
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeAlias, TypedDict

import anyio
import anyio.to_thread
from attrs import define, field, frozen

from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.domain.session import Session
from pywebio.ports.types import Json, SessionId, UserValue
from pywebio.protocol.http_endpoint import HttpEndpoint
from pywebio.protocol.websocket_endpoint import WebSocketEndpoint

if TYPE_CHECKING:
    from threading import Event

    from typing_extensions import Self, Unpack

    from pywebio.container import Container
    from pywebio.domain.application import Target
    from pywebio.domain.settings import Ignored
    from pywebio.domain.targets import Targets

P = ParamSpec("P")

Endpoint: TypeAlias = WebSocketEndpoint | HttpEndpoint

PATIENCE = 10.0
"""Seconds after which a test gives up waiting; nothing here takes so long on an idle machine, and the
servers hold requests for longer."""


# Apps of both kinds, written once


async def answer(question: UserValue) -> UserValue:
    """Return the answer to an input: a value in a thread app, to be awaited in a coroutine app."""
    return await question if inspect.isawaitable(question) else question


class AppKind(Enum):
    """What an app is run as."""

    THREAD = "thread"
    COROUTINE = "coroutine"

    def app(self, body: Callable[[], Coroutine[object, object, object]]) -> Target:
        """Make *body*, which waits by `answer()` alone, an app of this kind."""
        return self.callback(body)

    def callback(self, body: Callable[P, Coroutine[object, object, object]]) -> Callable[P, object]:
        """The same for a function with arguments."""
        if self is AppKind.COROUTINE:
            return body

        def in_thread(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                body(*args, **kwargs).send(None)
            except StopIteration:
                return
            raise AssertionError("a thread app does not await")

        in_thread.__name__ = body.__name__
        return in_thread

    async def wait(self, event: Event) -> None:
        """Wait in an app of this kind until the test sets *event*."""
        if self is AppKind.COROUTINE:
            await until(event.is_set)
        else:
            event.wait(PATIENCE)


# Waiting


async def until(condition: Callable[[], object], what: str = "") -> None:
    """Wait until *condition* is true."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"never happened: {what or inspect.getsource(condition).strip()}")
        await anyio.sleep(0.003)


# Logs

ACCESS_LOGS = frozenset({"tornado.access", "django.request", "django.server", "werkzeug"})
"""Where frameworks note every request, and louder if it was refused."""


def complaints(records: Iterable[logging.LogRecord]) -> list[str]:
    """Return what was logged above INFO, and every traceback, but for access logs."""
    return [
        record.getMessage()
        for record in records
        if record.exc_info or (record.levelno > logging.INFO and record.name not in ACCESS_LOGS)
    ]


# The wire


@frozen
class Command:
    """What the server told the page."""

    name: str
    task_id: str
    spec: UserValue

    @classmethod
    def of(cls, message: Mapping[str, UserValue]) -> Command:
        """Read a decoded message."""
        return cls(message["command"], message.get("task_id", ""), message.get("spec"))


@frozen
class File:
    """A file that a user chose."""

    field: str
    name: str
    content: bytes
    mime_type: str = "text/plain"
    last_modified: float = 1.5

    @property
    def header(self) -> dict[str, Json]:
        return {
            "filename": self.name,
            "size": len(self.content),
            "mime_type": self.mime_type,
            "last_modified": self.last_modified,
            "input_name": self.field,
        }


def upload(event: Mapping[str, Json], files: Sequence[File]) -> bytes:
    """Return *event* with *files* as one binary message (protocol reference, 7.3)."""
    segments = [json.dumps(event).encode()]
    for each in files:
        segments += [json.dumps(each.header).encode(), each.content]
    return b"".join(struct.pack(">Q", len(segment)) + segment for segment in segments)


class PageClosed(Exception):
    """The server closed the connection; with code 1000 if the session has ended."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


class Refused(Exception):
    """The server did not open a session, or did not take a request."""

    def __init__(self, status: int, body: bytes = b"") -> None:
        super().__init__(f"refused with {status}")
        self.status = status
        self.body = body


@define(eq=False)
class Page(ABC):
    """One browser page."""

    received: list[Command] = field(init=False, factory=list)
    """Every command so far."""
    session_id: str | None = field(init=False, default=None)
    """What the server has called the session."""
    executed: int = field(init=False, default=0)
    """What was executed so far, as this page counts it: commands, or groups of them."""
    acks: bool = field(init=False, default=True)
    """Confirm what was executed every now and then."""
    counts: ClassVar[bool] = False
    """This is a page of our client, which loses and repeats nothing."""

    # What a backend's transport does

    @abstractmethod
    async def receive(self) -> Command:
        """Wait for the next command.

        Raises:
            PageClosed: The connection was closed by the server.
        """

    @abstractmethod
    async def send(self, event: Mapping[str, Json]) -> None:
        """Send an event."""

    @abstractmethod
    async def send_files(self, event: Mapping[str, Json], files: Sequence[File]) -> None:
        """Send an event with files."""

    @abstractmethod
    async def raw(self, frame: str | bytes) -> None:
        """Send what stands for an event, whatever it is: text, or an upload."""

    @abstractmethod
    async def leave(self, code: int = 1000) -> None:
        """Close the page; with a *code* but 1000 and 1001 the connection breaks off."""

    @abstractmethod
    def drop(self) -> None:
        """Lose the connection without a word."""

    @abstractmethod
    async def again(self) -> None:
        """Come back after the connection was lost, and go on."""

    async def send_all(self, events: Sequence[Mapping[str, Json]]) -> None:
        """Send many events at a time."""
        for event in events:
            await self.send(event)

    async def acknowledge(self) -> None:  # noqa: B027  # most pages have nothing to do
        """Confirm what was executed, if that does not happen by itself."""

    # What tests do with it

    async def next(self, name: str | None = None) -> Command:
        """Wait for the next command, or the next one called *name*."""
        with anyio.fail_after(PATIENCE):
            while True:
                command = await self.receive()
                self.received.append(command)
                if name in (None, command.name):
                    return command

    async def text(self) -> str:
        """Wait for the next text, markdown or html output and return its content."""
        while True:
            command = await self.next("output")
            if "content" in command.spec:
                return str(command.spec["content"])

    async def texts(self, count: int) -> list[str]:
        """Wait for *count* texts."""
        return [await self.text() for _ in range(count)]

    async def ended(self) -> None:
        """Wait for the end of the session."""
        await self.next("close_session")

    async def gone(self) -> int | None:
        """Wait until the server closes the connection; return its code."""
        try:
            while True:
                await self.next()
        except PageClosed as closed:
            return closed.code

    async def submit(self, form: Command, data: Json) -> None:
        """Answer *form*; data that is no mapping answers a single input."""
        data = data if isinstance(data, dict) else {"data": data}
        await self.send({"event": "from_submit", "task_id": form.task_id, "data": data})

    async def reply(self, data: Json) -> Command:
        """Wait for a form and answer it."""
        form = await self.next("input_group")
        await self.submit(form, data)
        return form

    async def click(self, callback_id: str, data: Json = None) -> None:
        """Call a callback."""
        await self.send({"event": "callback", "task_id": callback_id, "data": data})

    async def button(self) -> str:
        """Wait for buttons and return the id of their callback."""
        while True:
            command = await self.next("output")
            if command.spec["type"] == "buttons":
                return str(command.spec["callback_id"])


# Servers


class MountOptions(TypedDict, total=False):
    """Parameters of `webio_handler` and its sisters."""

    allowed_origins: Sequence[str] | None
    check_origin: Callable[[str], object] | None
    reconnect_timeout: float | None
    """How long a session waits for its browser; where it polls, this is when it expires."""
    max_payload_size: int | str | None
    debug: bool | None
    container: Container | None


class ServeOptions(MountOptions, total=False):
    """Parameters of `start_server`."""

    websocket_max_message_size: int | str | None
    websocket_ping_interval: float | None
    websocket_ping_timeout: float | None
    session_expire_seconds: float | None
    session_cleanup_interval: float | None
    static_dir: str | None


class PageOptions(TypedDict, total=False):
    """How a page is opened."""

    path: str
    app: str | None
    session: str
    ack: int | None
    """What was executed so far; a page of our client says so even when it is new (0).
    None: a page of the published client."""
    origin: str | None
    host: str | None
    port: int
    """Another way to the server, such as a proxy's."""
    headers: Mapping[str, str]
    compress: bool


@frozen
class Answer:
    """The answer to a plain request."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@define(eq=False)
class Served(ABC):
    """A running server, in this process."""

    port: int
    _pages: list[Page] = field(init=False, factory=list)

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    async def open(self, **options: Unpack[PageOptions]) -> Page:
        """Open a page, which is closed with the server at the latest.

        Raises:
            Refused: There is another answer than a session.
        """
        page = await self._open(options)
        self._pages.append(page)
        return page

    async def get(
        self,
        path: str = "/",
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Make a plain request."""
        return await anyio.to_thread.run_sync(fetch, self.port, method, path, headers or {}, body)

    async def close(self) -> None:
        """Close all pages and stop."""
        async with AsyncExitStack() as ends:
            # Each is ended, whatever happens to the others.
            ends.push_async_callback(anyio.to_thread.run_sync, self.stop)
            for page in self._pages:
                ends.push_async_callback(page.leave)

    def ignored(self, path: str = "/") -> Ignored:
        """Return what was ignored at the URL *path*."""
        return self._endpoint(path).factory.ignored

    def sessions(self, path: str = "/") -> int:
        """Return how many sessions the registry of the URL *path* holds."""
        return len(self._registry(path))

    def waiting(self, path: str = "/") -> int:
        """Return how many of them wait for a page to come back."""
        rows = list(self._registry(path)._rows.values())
        return sum(row.unused_since is not None for row in rows)

    def blocked(self, path: str = "/") -> int:
        """Return how many threads of apps wait until their pages take more output."""
        links = [row.link for row in list(self._registry(path)._rows.values())]
        return sum(link.outbox._waiting for link in links if isinstance(link, Session))

    def session_ids(self, path: str = "/") -> list[SessionId]:
        """Return the ids of the sessions that the registry of the URL *path* holds."""
        return list(self._registry(path)._rows)

    def _registry(self, path: str) -> InMemorySessionRegistry:
        registry = self._endpoint(path).registry
        assert isinstance(registry, InMemorySessionRegistry)
        return registry

    @abstractmethod
    async def _open(self, options: PageOptions) -> Page: ...

    @abstractmethod
    def stop(self) -> None:
        """Stop the server, as its end of program would."""

    @abstractmethod
    def _endpoint(self, path: str) -> Endpoint:
        """Return what answers at the URL *path*."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()


def fetch(
    port: int, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
) -> Answer:
    """Make a plain request, exactly as given."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, body, dict(headers))
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read())
    finally:
        connection.close()


class Transport(Enum):
    """How pages and sessions talk."""

    WEBSOCKET = "websocket"
    POLLING = "polling"


LACKED = {
    Transport.WEBSOCKET: frozenset({"session_expire_seconds", "session_cleanup_interval"}),
    Transport.POLLING: frozenset(
        {
            "reconnect_timeout",
            "websocket_max_message_size",
            "websocket_ping_interval",
            "websocket_ping_timeout",
        }
    ),
}
"""Options that mean nothing to a transport."""


class Backend(ABC):
    """A web framework's way to serve apps."""

    name: ClassVar[str]
    transport: ClassVar[Transport] = Transport.WEBSOCKET
    says: ClassVar[str] = ""
    """What `session.info.backend` says, if it is not the name."""
    asks_for_no_window: ClassVar[bool] = True
    """Compression is agreed upon without a window that outlives a message."""
    lacks: ClassVar[frozenset[str]] = frozenset()
    """Options that its functions have under another name, if at all, beside those of `LACKED`."""

    @abstractmethod
    def serve(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served:
        """Do what the backend's `start_server` does, without blocking."""

    @abstractmethod
    def mount(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served:
        """Mount apps by path in an application of one's own, which answers `/other` as well."""
