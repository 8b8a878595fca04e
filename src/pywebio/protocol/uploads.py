"""Events with files: length-prefixed segments in one binary message (protocol reference, 7.3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from pywebio.ports.events import UploadedFile
from pywebio.protocol.codec import MalformedFrame, parse

ENVELOPE = 64 * 1024
"""Bytes that an upload may have besides its files: the event and the headers."""

_LENGTH = struct.Struct(">Q")


def parse_upload(message: bytes) -> Mapping[str, object]:
    """Return the event in *message*, with each file in its place in `data`.

    Of an event whose files are not what they should be only its numbers (11.1) are left.

    Raises:
        MalformedFrame: There is no event in it.
    """
    segments = _segments(message)
    event = parse(next(segments, b""))
    try:
        _put_files(event.get("data"), list(segments))
    except MalformedFrame:
        return {name: event[name] for name in ("seq", "ack") if name in event}
    return event


def _put_files(data: object, segments: Sequence[bytes]) -> None:
    if len(segments) % 2:
        raise MalformedFrame("a file without content")
    if not isinstance(data, dict):
        raise MalformedFrame("no data to put files into")
    for header, content in zip(segments[::2], segments[1::2], strict=True):
        _put_file(data, parse(header), content)


def _segments(message: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(message):
        start = position + _LENGTH.size
        if start > len(message):
            raise MalformedFrame("cut off in a length")
        end = start + int(_LENGTH.unpack_from(message, position)[0])
        if end > len(message):
            raise MalformedFrame("cut off in a segment")
        yield message[start:end]
        position = end


def _put_file(data: dict[str, object], header: Mapping[str, object], content: bytes) -> None:
    name = header.get("input_name")
    if not isinstance(name, str) or name not in data:
        raise MalformedFrame("a file for no field")
    uploaded = _uploaded_file(header, content)
    place = data[name]
    if isinstance(place, list):
        place.append(uploaded)
    else:
        data[name] = uploaded


def _uploaded_file(header: Mapping[str, object], content: bytes) -> UploadedFile:
    filename, mime_type = header.get("filename"), header.get("mime_type")
    modified = header.get("last_modified")
    if not isinstance(filename, str) or not isinstance(mime_type, str):
        raise MalformedFrame("a file without name or type")
    return UploadedFile(
        # Never a path: the name is the browser's word, and authors join it to folders.
        filename=filename.replace("\\", "/").rpartition("/")[2],
        size=len(content),
        mime_type=mime_type,
        last_modified=float(modified) if isinstance(modified, (int, float)) else 0.0,
        content=content,
    )


@define
class UploadAssembly:
    """An upload that arrives in slices (protocol reference, 11.2)."""

    size: int
    """Bytes announced."""
    _received: bytearray = field(init=False, factory=bytearray)

    def add(self, part: bytes) -> bytes | None:
        """Add a slice; return the message when it is complete.

        Raises:
            MalformedFrame: There is more than was announced.
        """
        if len(self._received) + len(part) > self.size:
            self._received.clear()
            raise MalformedFrame("an upload longer than announced")
        self._received += part
        return bytes(self._received) if len(self._received) == self.size else None
