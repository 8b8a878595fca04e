"""Frames become messages; uploads go on where the last connection has come to."""

from __future__ import annotations

import pytest

from pywebio.ports.types import SessionId
from pywebio.protocol.codec import MalformedFrame
from pywebio.protocol.incoming import BadUpload, IncomingFrames
from pywebio.protocol.partial_uploads import PartialUploads
from pywebio.protocol.uploads import parse_upload as parsed
from pywebio.testing.links import FakeLink
from tests.unit.protocol.test_uploads import WHOLE


@pytest.fixture
def link() -> FakeLink:
    return FakeLink(SessionId("s"))


@pytest.fixture
def uploads() -> PartialUploads:
    return PartialUploads()


@pytest.fixture
def frames(uploads: PartialUploads) -> IncomingFrames:
    return IncomingFrames(uploads, 1000)


def announced(start: int = 0, size: int = len(WHOLE)) -> object:
    return {"id": "u", "size": size, "from": start}


def test_a_text_is_a_message(frames: IncomingFrames, link: FakeLink) -> None:
    assert frames.message_in(link, '{"ack": 3}') == {"ack": 3}
    with pytest.raises(MalformedFrame):
        frames.message_in(link, "[")


def test_bytes_out_of_the_blue_are_a_whole_message(frames: IncomingFrames, link: FakeLink) -> None:
    assert frames.message_in(link, WHOLE) == parsed(WHOLE)


def test_slices_may_have_texts_between_them(frames: IncomingFrames, link: FakeLink) -> None:
    frames.announced(link, announced())
    assert frames.message_in(link, WHOLE[:10]) is None
    assert frames.message_in(link, '{"ack": 3}') == {"ack": 3}
    assert frames.message_in(link, WHOLE[10:]) == parsed(WHOLE)
    assert frames.message_in(link, WHOLE) == parsed(WHOLE)


def test_an_upload_goes_on_over_another_connection(
    frames: IncomingFrames, uploads: PartialUploads, link: FakeLink
) -> None:
    frames.announced(link, announced())
    frames.message_in(link, WHOLE[:10])
    second = IncomingFrames(uploads, 1000)
    second.announced(link, announced(10))
    assert second.message_in(link, WHOLE[10:]) == parsed(WHOLE)


def test_an_upload_cannot_go_on_where_it_has_not_come_to(
    frames: IncomingFrames, link: FakeLink
) -> None:
    with pytest.raises(BadUpload) as refused:
        frames.announced(link, announced(10))
    assert refused.value.code == 1002


def test_too_much_is_refused(frames: IncomingFrames, link: FakeLink) -> None:
    with pytest.raises(BadUpload) as announcement:
        frames.announced(link, announced(size=1001))
    with pytest.raises(BadUpload) as frame:
        frames.message_in(link, b"x" * 1001)
    assert (announcement.value.code, frame.value.code) == (1009, 1009)


def test_a_cancelled_upload_is_forgotten(
    frames: IncomingFrames, uploads: PartialUploads, link: FakeLink
) -> None:
    frames.announced(link, announced())
    frames.message_in(link, WHOLE[:10])
    frames.announced(link, None)
    assert uploads.pending(link) is None
    assert frames.message_in(link, WHOLE) == parsed(WHOLE)


@pytest.mark.parametrize("wrong", [5, [], {}, {"id": "u"}, {"id": 1, "size": 1, "from": 0}])
def test_an_announcement_that_says_nothing_is_malformed(
    frames: IncomingFrames, link: FakeLink, wrong: object
) -> None:
    with pytest.raises(MalformedFrame):
        frames.announced(link, wrong)
