"""A small and fast WebSocket client for load, with the standard library only.

It speaks the plain protocol as the published browser client does, or, if asked, the counting protocol of
this project.
"""

import json
import re
import select
import socket
import zlib

from .session import TIMEOUT, USER_AGENT, ClientError, Session

_TASK_ID = re.compile(rb'"task_id": ?"([^"]+)"')
_DEFLATE_TAIL = b"\x00\x00\xff\xff"


class Connection(Session):
    """One session: a WebSocket in which frames are read by hand."""

    def __init__(
        self,
        port: int,
        app: str,
        *,
        deflate: bool = False,
        user_agent: str = USER_AGENT,
        counting: bool = False,
        receive_buffer: int = 0,
    ) -> None:
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(TIMEOUT)
        self.socket.connect(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.quick = False
        """Acknowledge at once, so that a server with Nagle's algorithm does not wait (for memory rows)."""
        self._counting = counting
        self._executed = 0
        self._sequence = 0
        self._buffer = bytearray()
        self._inflate = zlib.decompressobj(-15)
        self._fresh_inflate = False
        self._open = False
        self._ask(port, app, deflate, user_agent)

    def close(self) -> None:
        """Leave without a word, as a lost connection does."""
        self.socket.close()

    def descriptors(self) -> tuple[int]:
        """Return that of the socket."""
        return (self.socket.fileno(),)

    # what a user does

    def click(self) -> None:
        """Click the newest button."""
        self._event(b'{"event":"callback","task_id":"%b","data":0' % self.button)

    def answer(self, command: bytes) -> None:
        """Answer an `eval_js`."""
        found = _TASK_ID.search(command)
        if found is None:
            raise ClientError("a script without a task")
        self._event(b'{"event":"js_yield","task_id":"%b","data":1' % found[1])

    # frames

    def read(self, wait: float = TIMEOUT) -> list[bytes]:
        """Receive once and return the payloads that are complete."""
        if not select.select([self.socket], [], [], wait)[0]:
            return []
        return self.read_now()

    def read_now(self) -> list[bytes]:
        """Receive once, when the socket is known to be readable."""
        data = self.socket.recv(1 << 18)
        if self.quick:
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        if not data:
            raise ClientError("the server closed the connection")
        self._buffer += data
        return self._frames()

    def _frames(self) -> list[bytes]:
        payloads: list[bytes] = []
        if not (self._open or self._opened()):
            return payloads
        buffer, start = self._buffer, 0
        while len(buffer) - start >= 2:
            length, body = buffer[start + 1], start + 2
            if length == 126:
                length, body = int.from_bytes(buffer[start + 2 : start + 4], "big"), start + 4
            elif length == 127:
                length, body = int.from_bytes(buffer[start + 2 : start + 10], "big"), start + 10
            if len(buffer) < body + length:
                break
            head, payload = buffer[start], bytes(buffer[body : body + length])
            start = body + length
            if head & 15 == 1:
                payloads.append(self._inflated(payload) if head & 64 else payload)
            elif head & 15 == 8:
                raise ClientError("the server ended the session")
            elif head & 15 == 9:
                self._frame(payload, opcode=10)
        del buffer[:start]
        if self._counting:
            self._count(payloads)
        return payloads

    def _inflated(self, payload: bytes) -> bytes:
        if self._fresh_inflate:
            self._inflate = zlib.decompressobj(-15)
        return self._inflate.decompress(payload + _DEFLATE_TAIL)

    def _count(self, payloads: list[bytes]) -> None:
        before = self._executed
        for payload in payloads:
            frame: dict[str, list[object]] = json.loads(payload)
            self._executed += len(frame.get("commands", ()))
        if self._executed // 128 > before // 128:
            self._frame(b'{"ack":%d}' % self._executed)

    def _event(self, opened: bytes) -> None:
        if self._counting:
            self._sequence += 1
            opened += b',"seq":%d,"ack":%d' % (self._sequence, self._executed)
        self._frame(opened + b"}")

    def _frame(self, payload: bytes, opcode: int = 1) -> None:
        """Send a short frame. The mask is zero, so that the payload stays as it is."""
        size = len(payload)
        length = bytes((128 | size,)) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
        self.socket.sendall(bytes((128 | opcode,)) + length + b"\0\0\0\0" + payload)

    def _ask(self, port: int, app: str, deflate: bool, user_agent: str) -> None:
        lines = [
            f"GET /?app={app}&session=NEW{'&ack=0' if self._counting else ''} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            f"Origin: http://127.0.0.1:{port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            f"User-Agent: {user_agent}",
            "Accept-Language: en",
        ]
        if deflate:
            lines.append("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())

    def _opened(self) -> bool:
        """Take the server's answer to the handshake off the buffer, once it is complete."""
        head, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        if not found:
            return False
        status = head.partition(b"\r\n")[0]
        if b" 101 " not in status:
            raise ClientError(status.decode())
        self._fresh_inflate = b"server_no_context_takeover" in head
        self._buffer[:] = rest
        self._open = True
        return True
