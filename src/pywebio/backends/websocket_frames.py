"""WebSocket frames of a server (RFC 6455, section 5; RFC 7692 for compression).

Tornado and aiohttp write every message with a coroutine of its own, mostly a system call each.
Framing a whole batch here lets one write carry it, and lets small messages go uncompressed, so that
no connection needs a compression window.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

_FIN_TEXT = 0x81
_FIN_CLOSE = 0x88
_RSV1 = 0x40
_COMPRESS_FROM = 1024
_TAIL = b"\x00\x00\xff\xff"

PING = b"\x89\x00"
"""A whole frame."""


def text_frames(messages: Iterable[bytes], *, deflate: bool) -> bytes:
    """Return unmasked text frames for *messages* (UTF-8).

    With *deflate*, large ones are compressed for `permessage-deflate` with
    `server_no_context_takeover`.
    """
    parts = []
    for message in messages:
        first = _FIN_TEXT
        payload = message
        if deflate and len(message) >= _COMPRESS_FROM:
            compressor = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
            payload = compressor.compress(message) + compressor.flush(zlib.Z_SYNC_FLUSH)
            payload = payload.removesuffix(_TAIL)
            first |= _RSV1
        parts.append(_header(first, len(payload)))
        parts.append(payload)
    return b"".join(parts)


def close_frame(code: int, reason: str) -> bytes:
    """Return the frame that closes a connection; *reason* has at most 123 bytes of UTF-8."""
    payload = struct.pack(">H", code) + reason.encode()
    return _header(_FIN_CLOSE, len(payload)) + payload


def _header(first: int, length: int) -> bytes:
    if length < 126:
        return bytes((first, length))
    if length < 1 << 16:
        return struct.pack(">BBH", first, 126, length)
    return struct.pack(">BBQ", first, 127, length)
