"""Frames as RFC 6455 and RFC 7692 have them."""

from __future__ import annotations

import random
import struct
import zlib

import pytest

from pywebio.backends.websocket_frames import PING, close_frame, text_frames


def read(data: bytes) -> list[tuple[bool, bytes]]:
    """Read frames as a browser does; return for each whether it was compressed, and its text."""
    frames = []
    while data:
        first, length = data[0], data[1]
        assert first & 0x8F == 0x81, "final, text"
        assert not length & 0x80, "a server does not mask"
        position = 2
        if length == 126:
            (length,) = struct.unpack_from(">H", data, 2)
            position = 4
        elif length == 127:
            (length,) = struct.unpack_from(">Q", data, 2)
            position = 10
        payload, data = data[position : position + length], data[position + length :]
        assert len(payload) == length
        compressed = bool(first & 0x40)
        if compressed:
            # Each message begins with an empty window: server_no_context_takeover.
            payload = zlib.decompressobj(-zlib.MAX_WBITS).decompress(payload + b"\0\0\xff\xff")
        frames.append((compressed, payload))
    return frames


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65535, 65536, 100_000])
@pytest.mark.parametrize("deflate", [False, True])
def test_messages_of_every_length_arrive(size: int, deflate: bool) -> None:
    message = b"x" * size
    assert [text for _, text in read(text_frames([message], deflate=deflate))] == [message]


def test_several_messages_are_one_write() -> None:
    messages = [b"a", b"", b"b" * 5000, "ä".encode(), random.Random(1).randbytes(3000)]
    for deflate in (False, True):
        assert [text for _, text in read(text_frames(messages, deflate=deflate))] == messages


def test_no_messages_are_nothing() -> None:
    assert text_frames([], deflate=True) == b""


def test_only_large_messages_are_compressed_and_only_if_the_browser_can() -> None:
    small, large = b"x" * 1000, b"x" * 2000
    assert [c for c, _ in read(text_frames([small, large], deflate=True))] == [False, True]
    assert [c for c, _ in read(text_frames([small, large], deflate=False))] == [False, False]


def test_compression_makes_a_large_text_small() -> None:
    assert len(text_frames([b"hello world " * 10_000], deflate=True)) < 2000


def test_equal_messages_are_compressed_alone() -> None:
    message = random.Random(2).randbytes(2000)
    one = text_frames([message], deflate=True)
    assert text_frames([message, message], deflate=True) == one + one


def test_control_frames_are_as_the_standard_has_them() -> None:
    assert PING == b"\x89\x00"
    assert close_frame(1000, "") == b"\x88\x02\x03\xe8"
    assert close_frame(1009, "größer") == b"\x88\x0a\x03\xf1" + "größer".encode()
