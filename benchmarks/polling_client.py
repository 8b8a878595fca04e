"""A small and fast client for sessions by polling: raw sockets that are kept alive.

It speaks as the published browser client does (one GET a second, and POST requests whose answers bring
output too), or, if asked, as ours: one GET is held in one connection, POST requests go by another.
"""

import json
import re
import secrets
import select
import socket
import time
from contextlib import suppress
from functools import partial

from .session import TIMEOUT, USER_AGENT, ClientError, Session

INTERVAL = 1.0
"""Seconds between two polls of the published client."""
LONGEST_HOLD = 25
SETTLE = 0.1
"""Seconds that our client gives a POST request where the server holds no GET."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_ID = re.compile(rb"\r\nwebio-session-id: *(\S+)", re.IGNORECASE)
_CLOSE = re.compile(rb"^HTTP/1\.0|\r\nconnection: *close", re.IGNORECASE)
_END = b'"close_session"'


class Channel:
    """One HTTP connection with one request at a time. It is made anew if the server closes it."""

    def __init__(self, port: int, user_agent: str = USER_AGENT) -> None:
        self._port = port
        self.socket = _connected(port)
        self.busy = False
        """A request has no answer yet."""
        self._always = f"Host: 127.0.0.1:{port}\r\nUser-Agent: {user_agent}\r\n"
        self._buffer = b""
        self._closing = False

    def send(self, method: str, query: str, session: str = "", body: bytes = b"") -> None:
        """Send a request, as part of a session or for a page."""
        lines = [f"{method} /?{query} HTTP/1.1\r\n", self._always]
        if session:
            lines.append(f"webio-session-id: {session}\r\n")
        if method == "POST":
            lines.append(f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n")
        if self._closing:
            self.socket.close()
            self.socket, self._closing = _connected(self._port), False
        self.socket.sendall("".join(lines).encode() + b"\r\n" + body)
        self.busy = True

    def receive(self) -> tuple[bytes, bytes] | None:
        """Receive once; return head and body of the answer if it is complete."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise ClientError("the server closed the connection")
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not found or (length is not None and len(body) < int(length[1])):
            return None
        status = head.partition(b"\r\n")[0]
        if length is None or b" 200 " not in status:
            raise ClientError(status.decode())
        self._buffer, self.busy = b"", False
        self._closing = _CLOSE.search(head) is not None
        return head, body

    def finish(self) -> tuple[bytes, bytes]:
        """Wait for the answer."""
        while (answer := self.receive()) is None:
            pass
        return answer


def _connected(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), TIMEOUT)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


class PollingSession(Session):
    """One session; a payload is one group of commands."""

    def __init__(
        self, port: int, app: str, *, user_agent: str = USER_AGENT, held: bool = False
    ) -> None:
        self.polls = 0
        """Requests for output so far."""
        self.granted = 0.0
        """Seconds for which the server holds a request for output."""
        self._held = held
        self._app = app
        self._id = "NEW-" + secrets.token_hex(12)
        self._executed = -1
        self._sequence = 0
        self._ended = False
        self._due = 0.0
        self._early: list[bytes] = []
        """Payloads that came while something else was waited for."""
        self._make_channel = partial(Channel, port, user_agent)
        self._asking = self._make_channel()
        self._telling: Channel | None = None
        self.poll_when_due()

    def close(self) -> None:
        """Leave; our client says so."""
        with suppress(OSError, ClientError):
            if self._held and self._ended:
                self._asking.finish()
            elif self._held:
                query = f"{self._query(0)}&seq={self._sequence}&leave=1"
                self._channel_for_events().send("POST", query, self._id, b"[]")
                self._channel_for_events().socket.recv(4096)
        for channel in self._channels():
            channel.socket.close()

    def descriptors(self) -> tuple[int, int]:
        """Return those of both connections, for servers that keep them alive."""
        return self._asking.socket.fileno(), self._channel_for_events().socket.fileno()

    def click(self) -> None:
        """Click the newest button, after the answer to the click before."""
        channel = self._channel_for_events()
        while channel.busy:
            self._early += self._received(channel)
        event = b'[{"event":"callback","task_id":"%b","data":0}]' % self.button
        query = f"{self._query(0 if self.granted else SETTLE)}&seq={self._sequence}"
        channel.send("POST", query, self._id, event)
        self._sequence += 1

    def read(self, wait: float = TIMEOUT) -> list[bytes]:
        """Receive once and return the groups that are new."""
        payloads, self._early = self._early, []
        self.poll_when_due()
        if payloads:
            return payloads
        if not self._asking.busy:
            wait = min(wait, max(0.0, self._due - time.monotonic()))
        busy = {each.socket: each for each in self._channels() if each.busy}
        if self._ended and not busy:
            raise ClientError("the session has ended")
        for ready in select.select(list(busy), [], [], wait)[0]:
            payloads += self._received(busy[ready])
        return payloads

    def read_now(self) -> list[bytes]:
        """Receive what is there."""
        return self.read(0.0)

    def poll_when_due(self) -> None:
        """Ask for output, if it is time to."""
        if self._asking.busy or self._ended or time.monotonic() < self._due:
            return
        self._due = time.monotonic() + INTERVAL
        self._asking.send("GET", self._query(LONGEST_HOLD), self._id)
        self.polls += 1

    def _query(self, wait: float) -> str:
        willing = f"&wait={wait}" if self._held else ""
        return f"app={self._app}&ack={self._executed}{willing}"

    def _channel_for_events(self) -> Channel:
        if self._telling is None:
            self._telling = self._make_channel()
        return self._telling

    def _channels(self) -> list[Channel]:
        return [self._asking] if self._telling is None else [self._asking, self._telling]

    def _received(self, channel: Channel) -> list[bytes]:
        answer = channel.receive()
        if answer is None:
            return []
        given = _ID.search(answer[0])
        self._id = given[1].decode() if given else self._id.removeprefix("NEW-")
        payloads = self._new_groups(answer[1])
        if self._held and any(_END in payload for payload in payloads):
            self._confirm_end()
        elif self.granted and channel is self._asking:
            self._due = 0.0
            self.poll_when_due()
        return payloads

    def _new_groups(self, body: bytes) -> list[bytes]:
        message: dict[str, object] = json.loads(body)
        groups, first, granted = message["commands"], message["seq"], message.get("wait", 0)
        if not (isinstance(groups, list) and isinstance(first, int)):
            raise ClientError(f"no answer of a PyWebIO server: {body[:100]!r}")
        self.granted = float(granted) if isinstance(granted, (int, float)) else 0.0
        new = groups[self._executed - first + 1 :]
        self._executed += len(new)
        payloads = [json.dumps(group).encode() for group in new]
        self._ended = self._ended or any(_END in payload for payload in payloads)
        return payloads

    def _confirm_end(self) -> None:
        if not self._asking.busy:
            self._asking.send("GET", self._query(0), self._id)
