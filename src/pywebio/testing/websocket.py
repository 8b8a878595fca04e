"""WebSocket connections without sockets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from threading import Condition

from attrs import define, field

from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.ports.loop import EventLoop
from pywebio.ports.types import UserValue
from pywebio.ports.websocket import Conversation, Outgoing, WebSocketHandler, WebSocketPeer
from pywebio.testing._contract import PATIENCE, require
from pywebio.testing.loop import InlineLoop

__all__ = [
    "RecordingConversation",
    "RecordingPeer",
    "RecordingWebSocketHandler",
    "check_websocket_handler",
]


@define(eq=False)
class RecordingPeer:
    """A `WebSocketPeer` whose connection is a list.

    Join it to a conversation by `talk`, as an adapter does, and read what the browser would get.
    """

    frames: list[bytes] = field(init=False, factory=list)
    """What was written."""
    closed: tuple[int, str] | None = field(init=False, default=None)
    """Code and reason, if the server closed the connection."""
    wakes: int = field(init=False, default=0)
    _conversation: Conversation | None = field(init=False, default=None)
    _awake: bool = field(init=False, default=False)
    _changed: Condition = field(init=False, factory=Condition)

    # WebSocketPeer

    def wake(self) -> None:
        with self._changed:
            self.wakes += 1
            self._awake = True
            self._changed.notify_all()

    def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)

    # For the test

    def talk(self, conversation: Conversation) -> None:
        """Open *conversation* with this peer, and write what it has to say at once."""
        self._conversation = conversation
        conversation.opened(self)
        self.flush()

    def send(self, message: UserValue) -> None:
        """Let the browser send a frame: text or bytes as they are, anything else as JSON."""
        frame = message if isinstance(message, (str, bytes)) else json.dumps(message)
        if self._conversation is not None:
            self._conversation.received(frame)
            self.flush()

    def lose(self, code: int | None = None) -> None:
        """Let the connection break, or be closed by the browser with *code*."""
        conversation, self._conversation = self._conversation, None
        if conversation is not None:
            conversation.lost(code)

    def flush(self) -> None:
        """Write what the conversation has to say, as an adapter does when it was woken."""
        self._awake = False
        while self._conversation is not None and self.closed is None:
            outgoing = self._conversation.outgoing()
            self.frames.extend(outgoing.frames)
            if not outgoing.frames:
                return

    def messages(self) -> list[Mapping[str, UserValue]]:
        """Return all frames so far, decoded."""
        return [json.loads(frame) for frame in self.frames]

    def wait_until(self, done: Callable[[], bool], timeout: float = PATIENCE) -> bool:
        """Go on writing, each time the session wakes the peer, until *done*; tell whether it is."""
        self.flush()
        while not done():
            with self._changed:
                if not self._changed.wait_for(lambda: self._awake, timeout):
                    return done()
            self.flush()
        return True


@define(eq=False)
class RecordingConversation:
    """A `Conversation` that keeps what an adapter tells it, and says what a test lets it say."""

    peer: WebSocketPeer | None = field(init=False, default=None)
    frames: list[str | bytes] = field(init=False, factory=list)
    """What was received."""
    ends: list[int | None] = field(init=False, factory=list)
    """The codes with which the connection was lost."""
    to_say: list[Outgoing] = field(init=False, factory=list)
    """What `outgoing` returns, one after the other."""

    def opened(self, peer: WebSocketPeer) -> None:
        """Keep *peer*."""
        self.peer = peer

    def received(self, frame: str | bytes) -> None:
        """Keep *frame*."""
        self.frames.append(frame)

    def outgoing(self) -> Outgoing:
        """Return the next of `to_say`."""
        return self.to_say.pop(0) if self.to_say else Outgoing()

    def lost(self, code: int | None) -> None:
        """Keep *code*."""
        self.ends.append(code)


@define(eq=False)
class RecordingWebSocketHandler:
    """A `WebSocketHandler` that admits everybody, or gives everybody the same refusal."""

    refusal: HttpResponse | None = None
    requests: list[HttpRequest] = field(init=False, factory=list)
    conversations: list[RecordingConversation] = field(init=False, factory=list)

    def admit(self, request: HttpRequest, loop: EventLoop) -> Conversation | HttpResponse:
        """Return a new conversation, or the refusal."""
        self.requests.append(request)
        if self.refusal is not None:
            return self.refusal
        self.conversations.append(RecordingConversation())
        return self.conversations[-1]


_GARBAGE: tuple[str | bytes, ...] = (
    "",
    "{",
    "[]",
    "null",
    "NaN",
    "1" * 5000,
    "[" * 100_000,
    "\ud800",
    '{"event": 1}',
    '{"event": "callback", "task_id": "nobody", "data": null}',
    '{"event": "from_submit", "task_id": "nobody", "data": 1}',
    '{"seq": 1e999, "ack": -1}',
    b"",
    b"\0" * 7,
    b"\0\0\0\0\0\0\0\2{}",
    b"\xff" * 100,
)


def check_websocket_handler(make: Callable[[Callable[[], None]], WebSocketHandler]) -> None:
    """Check that handlers keep what `pywebio.ports.websocket.WebSocketHandler` promises.

    A page of the own host is admitted and gets what the app shows; a foreign page is refused by
    status 403 and nothing is started; nothing that a browser sends raises; what comes behind the
    end is inert.

    Args:
        make: Returns a handler of the given app, a plain function, for pages of its own host.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    runs: list[None] = []
    handler = make(lambda: runs.append(None))
    refused = handler.admit(_request("https://evil.example"), InlineLoop())
    require(
        isinstance(refused, HttpResponse) and refused.status == 403,
        "a page of a foreign origin must be refused with status 403",
    )
    _check_conversation(_admitted(handler))
    require(len(runs) == 1, "a session must run its app once, and a refused request never")
    for frames in (_GARBAGE, _GARBAGE[::-1]):
        _check_garbage(_admitted(handler), frames)
    late = _admitted(handler)
    late.opened(RecordingPeer())
    late.lost(None)
    late.lost(1000)
    late.received("{}")
    late.outgoing()


def _request(origin: str) -> HttpRequest:
    return HttpRequest(
        method="GET", query={"session": "NEW"}, headers={"host": "app.example", "origin": origin}
    )


def _admitted(handler: WebSocketHandler) -> Conversation:
    admitted = handler.admit(_request("https://app.example"), InlineLoop())
    if isinstance(admitted, HttpResponse):
        raise AssertionError(  # noqa: TRY004  # what every broken promise raises
            f"a page of the own host must be admitted, not get status {admitted.status}"
        )
    return admitted


def _check_conversation(conversation: Conversation) -> None:
    peer = RecordingPeer()
    peer.talk(conversation)
    require(
        peer.wait_until(lambda: any(b"close_session" in frame for frame in peer.frames)),
        "what a session sends must come out of outgoing() after a wake",
    )
    require(
        peer.wait_until(lambda: peer.closed is not None),
        "the connection must be closed when everything of an ended session is written",
    )
    peer.lose(1000)


def _check_garbage(conversation: Conversation, frames: tuple[str | bytes, ...]) -> None:
    peer = RecordingPeer()
    peer.talk(conversation)
    for frame in frames:
        try:
            partial(conversation.received, frame)()
        except Exception as error:
            raise AssertionError(f"received({frame!r:.60}) must not raise {error!r}") from error
    conversation.lost(None)
