"""What the frames of one WebSocket connection say: whole messages, or slices of one (11.2)."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, evolve, field

from pywebio.ports.registry import SessionLink
from pywebio.protocol.codec import MalformedFrame, parse
from pywebio.protocol.partial_uploads import PartialUploads, UploadSlice
from pywebio.protocol.uploads import parse_upload

_PROTOCOL_ERROR, _TOO_BIG = 1002, 1009


class BadUpload(Exception):
    """The connection cannot go on behind this upload; *code* and *reason* are for its closing frame."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@define(eq=False)
class IncomingFrames:
    """Makes messages of frames. Lives as long as the connection."""

    uploads: PartialUploads
    max_upload: int
    """Bytes of the longest upload, with all that belongs to it."""
    _next_slice: UploadSlice | None = field(init=False, default=None)
    """Announced, and still without content: the next binary frame is it."""

    def message_in(self, link: SessionLink, frame: str | bytes) -> Mapping[str, object] | None:
        """Return what *frame* says, or None if it is one slice of something longer.

        Raises:
            MalformedFrame: It says nothing.
            BadUpload: It is too long.
        """
        if isinstance(frame, str):
            return parse(frame)
        piece, self._next_slice = self._next_slice, None
        if piece is None:
            self._check(len(frame))
            return parse_upload(frame)
        message = self.uploads.add(link, evolve(piece, content=frame))
        end = piece.start + len(frame)
        if message is None and end < piece.size:
            self._next_slice = evolve(piece, start=end)
        return message

    def announced(self, link: SessionLink, upload: object) -> None:
        """Get ready for the slices of *upload*; None says that the last one is cancelled.

        Raises:
            MalformedFrame: It is no announcement.
            BadUpload: It is too long, or does not go on where the last connection has come to.
        """
        self._next_slice = None
        if upload is None:
            self.uploads.drop(link)
            return
        piece = _slice_of(upload)
        self._check(piece.size)
        if piece.start != self.uploads.received(link, piece.upload):
            # The client learns from the next greeting where to go on.
            raise BadUpload(_PROTOCOL_ERROR, "the upload does not go on there")
        self._next_slice = piece

    def _check(self, size: int) -> None:
        if size > self.max_upload:
            raise BadUpload(_TOO_BIG, "upload too big")


def _slice_of(announced: object) -> UploadSlice:
    """Return the slice that is to follow, still without content."""
    if isinstance(announced, Mapping):
        name, size, start = (announced.get(member) for member in ("id", "size", "from"))
        if isinstance(name, str) and isinstance(size, int) and isinstance(start, int):
            return UploadSlice(name, size, start, b"")
    raise MalformedFrame("an upload without id, size or from")
