"""Events with files: length-prefixed segments in one binary message (protocol reference, 7.3)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from io import BytesIO

from attrs import define, field

from pywebio.ports.events import UploadedFile
from pywebio.protocol.codec import MalformedFrame, parse

ENVELOPE = 64 * 1024
"""Bytes that an upload may have besides its files: the event and the headers."""

_LENGTH = struct.Struct(">Q")


def parse_upload(message: bytes) -> Mapping[str, object]:
    """Return the event in *message*, as `UploadReader.message` does.

    Raises:
        MalformedFrame: There is no event in it.
    """
    reader = UploadReader(len(message))
    reader.add(message)
    return reader.message()


@define(eq=False)
class UploadReader:
    """Reads a message as it arrives, and holds every byte of it once."""

    size: int
    """Bytes of the whole message."""
    received: int = field(init=False, default=0)
    _segments: list[bytes] = field(init=False, factory=list)
    _prefix: bytearray = field(init=False, factory=bytearray)
    """As much of a segment's length as has arrived."""
    _segment: BytesIO | None = field(init=False, default=None)
    """As much of a segment as has arrived: what such a buffer gives away at its end is no copy."""
    _missing: int = field(init=False, default=0)

    @property
    def complete(self) -> bool:
        """All of it has arrived."""
        return self.received == self.size

    def add(self, part: bytes) -> None:
        """Read on.

        Raises:
            MalformedFrame: There is more than was announced.
        """
        if self.received + len(part) > self.size:
            raise MalformedFrame("an upload longer than announced")
        self.received += len(part)
        rest = memoryview(part)
        while rest:
            rest = rest[self._read(rest) :]

    def message(self) -> Mapping[str, object]:
        """Return the event, with each file in its place in `data`.

        Of an event whose files are not what they should be only its numbers (11.1) are left.

        Raises:
            MalformedFrame: There is no event.
        """
        event = parse(self._segments[0] if self._segments else b"")
        try:
            if self._prefix or self._segment is not None:
                raise MalformedFrame("cut off in a segment")
            _put_files(event.get("data"), self._segments[1:])
        except MalformedFrame:
            return {name: event[name] for name in ("seq", "ack") if name in event}
        return event

    def _read(self, view: memoryview) -> int:
        """Read from the front of *view* what belongs together; return how many bytes that were."""
        if self._segment is None:
            part = view[: _LENGTH.size - len(self._prefix)]
            self._prefix += part
            if len(self._prefix) == _LENGTH.size:
                self._missing = int(_LENGTH.unpack(self._prefix)[0])
                self._prefix.clear()
                self._segment = BytesIO()
        else:
            part = view[: self._missing]
            self._segment.write(part)
            self._missing -= len(part)
        if self._segment is not None and not self._missing:
            self._segments.append(self._segment.getvalue())
            self._segment = None
        return len(part)


def _put_files(data: object, segments: Sequence[bytes]) -> None:
    if len(segments) % 2:
        raise MalformedFrame("a file without content")
    if not isinstance(data, dict):
        raise MalformedFrame("no data to put files into")
    for header, content in zip(segments[::2], segments[1::2], strict=True):
        _put_file(data, parse(header), content)


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
