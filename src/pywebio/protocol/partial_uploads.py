"""Uploads that arrive in slices, over one connection or several (protocol reference, 11.2)."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field, frozen

from pywebio.domain.link_data import LinkData
from pywebio.ports.registry import SessionLink
from pywebio.protocol.codec import MalformedFrame
from pywebio.protocol.uploads import UploadReader

_LONGEST_ID = 64


@frozen
class UploadSlice:
    """A piece of an upload."""

    upload: str
    """The name that the client has given the upload."""
    size: int
    """Bytes of the whole."""
    start: int
    """Bytes of the whole before this piece."""
    content: bytes

    def __attrs_post_init__(self) -> None:
        if not 0 < len(self.upload) <= _LONGEST_ID:
            raise MalformedFrame(f"the id of an upload has 1 to {_LONGEST_ID} characters")
        if not 0 <= self.start < self.size:
            raise MalformedFrame("a slice lies within its upload")


@define(eq=False)
class PartialUploads:
    """What has arrived of each session's upload: one at a time. Lives as long as its server."""

    _uploads: LinkData[tuple[str, UploadReader]] = field(init=False, factory=LinkData)

    def received(self, link: SessionLink, upload: str) -> int:
        """Return how many bytes of *upload* are here."""
        with self._uploads.values() as uploads:
            name, reader = uploads.get(link, ("", None))
            return reader.received if reader is not None and name == upload else 0

    def pending(self, link: SessionLink) -> tuple[str, int] | None:
        """Return the upload that has begun, and how many bytes of it are here."""
        with self._uploads.values() as uploads:
            name, reader = uploads.get(link, ("", None))
            return None if reader is None else (name, reader.received)

    def add(self, link: SessionLink, piece: UploadSlice) -> Mapping[str, object] | None:
        """Add *piece*; return the message when it is whole.

        A piece that does not begin where the upload has come to adds nothing.

        Raises:
            MalformedFrame: There is more than was announced, or no event in it.
        """
        with self._uploads.values() as uploads:
            name, reader = uploads.get(link, ("", None))
            if reader is None or name != piece.upload or reader.size != piece.size:
                reader = UploadReader(piece.size)
                uploads[link] = (piece.upload, reader)
            if piece.start != reader.received:
                return None
            try:
                reader.add(piece.content)
                if not reader.complete:
                    return None
                message = reader.message()
            except MalformedFrame:
                del uploads[link]
                raise
            del uploads[link]
            return message

    def drop(self, link: SessionLink, upload: str | None = None) -> None:
        """Forget *upload*, or whatever has begun: the user has cancelled it."""
        with self._uploads.values() as uploads:
            name, _ = uploads.get(link, ("", None))
            if upload is None or name == upload:
                uploads.pop(link, None)
