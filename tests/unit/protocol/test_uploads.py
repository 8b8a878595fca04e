"""Events with files: length-prefixed segments in one binary message."""

from __future__ import annotations

import json
import struct
import tracemalloc

import pytest

from pywebio.protocol.codec import MalformedFrame
from pywebio.protocol.uploads import UploadReader, parse_upload


def segment(content: bytes) -> bytes:
    return struct.pack(">Q", len(content)) + content


def upload(event: object, *files: tuple[object, bytes]) -> bytes:
    """Return a binary message as a browser makes it."""
    parts = [segment(json.dumps(event).encode())]
    for header, content in files:
        parts += [segment(json.dumps(header).encode()), segment(content)]
    return b"".join(parts)


def header(name: str = "file", **members: object) -> dict[str, object]:
    return {
        "filename": "a.txt",
        "size": 3,
        "mime_type": "text/plain",
        "last_modified": 1.5,
        "input_name": name,
        **members,
    }


def submitted(**data: object) -> dict[str, object]:
    return {"event": "from_submit", "task_id": "t", "data": data}


def test_a_file_takes_its_place_in_the_event() -> None:
    event = parse_upload(upload(submitted(file=None, name="Ada"), (header(), b"abc")))
    assert event["data"] == {
        "name": "Ada",
        "file": {
            "filename": "a.txt",
            "size": 3,
            "mime_type": "text/plain",
            "last_modified": 1.5,
            "content": b"abc",
        },
    }


def test_several_files_take_their_places_in_a_list() -> None:
    message = upload(
        submitted(files=[], one=None),
        (header("files"), b"a"),
        (header("one"), b"b"),
        (header("files"), b"c"),
    )
    data = parse_upload(message)["data"]
    assert isinstance(data, dict)
    assert [file["content"] for file in data["files"]] == [b"a", b"c"]
    assert data["one"]["content"] == b"b"


def test_a_message_without_files_is_an_event() -> None:
    assert parse_upload(upload(submitted(a=1)))["data"] == {"a": 1}


def test_content_may_be_empty_or_hold_anything() -> None:
    for content in (b"", b"\0" * 100, bytes(range(256))):
        data = parse_upload(upload(submitted(file=None), (header(), content)))["data"]
        assert isinstance(data, dict)
        assert data["file"]["content"] == content
        assert data["file"]["size"] == len(content)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\me\\a.txt", "a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a/b\\c", "c"),
        ("folder/", ""),
        ("plain.txt", "plain.txt"),
    ],
)
def test_a_file_name_is_never_a_path(sent: str, kept: str) -> None:
    data = parse_upload(upload(submitted(file=None), (header(filename=sent), b"")))["data"]
    assert isinstance(data, dict)
    assert data["file"]["filename"] == kept


@pytest.mark.parametrize("sent", [None, "yesterday", [1]], ids=repr)
def test_a_time_that_is_none_is_the_epoch(sent: object) -> None:
    data = parse_upload(upload(submitted(file=None), (header(last_modified=sent), b"")))["data"]
    assert isinstance(data, dict)
    assert data["file"]["last_modified"] == 0.0


WHOLE = upload({**submitted(file=None), "seq": 7, "ack": 3}, (header(), b"abc"))
EVENT_SIZE = 8 + struct.unpack_from(">Q", WHOLE)[0]


@pytest.mark.parametrize("size", range(EVENT_SIZE))
def test_an_event_that_is_cut_off_anywhere_is_malformed(size: int) -> None:
    with pytest.raises(MalformedFrame):
        parse_upload(WHOLE[:size])


@pytest.mark.parametrize("size", range(EVENT_SIZE + 1, len(WHOLE)))
def test_of_an_event_with_cut_off_files_only_its_numbers_are_left(size: int) -> None:
    # Without them everything that follows would be a gap.
    assert parse_upload(WHOLE[:size]) == {"seq": 7, "ack": 3}


@pytest.mark.parametrize(
    "files",
    [
        [({"filename": "a"}, b"")],
        [({**header(), "input_name": "unknown"}, b"")],
        [({**header(), "input_name": 5}, b"")],
        [({**header(), "filename": 5}, b"")],
        [({**header(), "mime_type": None}, b"")],
        [({**header(), "last_modified": 10**400}, b"")],
        [(["no object"], b"")],
        [(header(), b"fine"), ("no object", b"")],
    ],
    ids=[
        "members missing",
        "no such field",
        "field no text",
        "filename no text",
        "no type",
        "time too large",
        "no object",
        "second no object",
    ],
)
def test_of_an_event_with_wrong_headers_only_its_numbers_are_left(
    files: list[tuple[object, bytes]],
) -> None:
    message = upload({**submitted(file=None), "seq": 7}, *files)
    assert parse_upload(message) == {"seq": 7}


def test_files_for_an_event_without_data_are_refused() -> None:
    assert parse_upload(upload({"event": "callback", "data": None}, (header(), b""))) == {}


@pytest.mark.parametrize(
    "message",
    [b"", b"\0", b"\xff" * 8, b"\xff" * 100, segment(b"[]"), segment(b"{"), segment(b"\xff")],
    ids=repr,
)
def test_a_message_without_event_is_malformed(message: bytes) -> None:
    with pytest.raises(MalformedFrame):
        parse_upload(message)


@pytest.mark.parametrize("size", [1, 3, 7, 64, len(WHOLE)])
def test_a_message_may_arrive_in_pieces_of_any_size(size: int) -> None:
    reader = UploadReader(len(WHOLE))
    for start in range(0, len(WHOLE), size):
        assert not reader.complete
        reader.add(WHOLE[start : start + size])
    assert reader.complete
    assert reader.message() == parse_upload(WHOLE)


def test_more_than_announced_is_malformed() -> None:
    reader = UploadReader(3)
    reader.add(b"ab")
    with pytest.raises(MalformedFrame, match="longer than announced"):
        reader.add(b"cd")


def test_a_large_file_is_held_once() -> None:
    content = bytes(32 * 2**20)
    message = upload(submitted(file=None), (header(), content))
    pieces = [message[start : start + 2**18] for start in range(0, len(message), 2**18)]
    del message
    tracemalloc.start()
    reader = UploadReader(sum(map(len, pieces)))
    for piece in pieces:
        reader.add(piece)
    data = reader.message()["data"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(data, dict)
    assert data["file"]["size"] == len(content)
    assert peak < 1.3 * len(content)
