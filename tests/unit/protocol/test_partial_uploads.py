"""Uploads in slices: each byte counts once, whatever is repeated, skipped or forgotten."""

from __future__ import annotations

import pytest

from pywebio.ports.types import SessionId
from pywebio.protocol.codec import MalformedFrame
from pywebio.protocol.partial_uploads import PartialUploads, UploadSlice
from pywebio.protocol.uploads import parse_upload as parsed
from pywebio.testing.links import FakeLink
from tests.unit.protocol.test_uploads import WHOLE


def piece(start: int, end: int, upload: str = "u") -> UploadSlice:
    return UploadSlice(upload, len(WHOLE), start, WHOLE[start:end])


@pytest.fixture
def link() -> FakeLink:
    return FakeLink(SessionId("s"))


def test_slices_become_the_message(link: FakeLink) -> None:
    uploads = PartialUploads()
    assert uploads.add(link, piece(0, 10)) is None
    assert uploads.received(link, "u") == 10
    assert uploads.pending(link) == ("u", 10)
    assert uploads.add(link, piece(10, len(WHOLE))) == parsed(WHOLE)
    assert uploads.pending(link) is None


def test_a_repeat_or_a_gap_adds_nothing(link: FakeLink) -> None:
    uploads = PartialUploads()
    uploads.add(link, piece(0, 10))
    for wrong in (piece(0, 10), piece(11, 20), piece(5, len(WHOLE))):
        assert uploads.add(link, wrong) is None
        assert uploads.received(link, "u") == 10
    assert uploads.add(link, piece(10, len(WHOLE))) == parsed(WHOLE)


def test_another_upload_of_the_session_replaces_one_that_was_given_up(link: FakeLink) -> None:
    uploads = PartialUploads()
    uploads.add(link, piece(0, 10, "given up"))
    assert uploads.add(link, piece(0, len(WHOLE))) == parsed(WHOLE)
    assert uploads.received(link, "given up") == 0


def test_sessions_have_an_upload_each(link: FakeLink) -> None:
    uploads, other = PartialUploads(), FakeLink(SessionId("other"))
    uploads.add(link, piece(0, 10))
    uploads.add(other, piece(0, 20))
    assert (uploads.received(link, "u"), uploads.received(other, "u")) == (10, 20)


def test_what_was_dropped_or_was_no_message_is_forgotten(link: FakeLink) -> None:
    uploads = PartialUploads()
    uploads.add(link, piece(0, 10))
    uploads.drop(link, "another")
    assert uploads.pending(link) == ("u", 10)
    uploads.drop(link, "u")
    uploads.drop(link)
    assert uploads.pending(link) is None
    with pytest.raises(MalformedFrame):
        uploads.add(link, UploadSlice("u", 3, 0, b"\0\0\0"))
    with pytest.raises(MalformedFrame, match="longer"):
        uploads.add(link, UploadSlice("u", 3, 0, b"\0\0\0\0"))
    assert uploads.pending(link) is None


@pytest.mark.parametrize(
    ("upload", "size", "start"),
    [("", 1, 0), ("u" * 65, 1, 0), ("u", 0, 0), ("u", 5, 5), ("u", 5, -1)],
)
def test_a_slice_lies_within_an_upload_that_has_a_name(upload: str, size: int, start: int) -> None:
    with pytest.raises(MalformedFrame):
        UploadSlice(upload, size, start, b"")
