"""Reading the requests of polling browsers."""

from __future__ import annotations

import json

import pytest

from pywebio.ports.events import CallbackCalled, FormSubmitted
from pywebio.ports.http import HttpRequest
from pywebio.ports.types import CallbackId
from pywebio.protocol.codec import MalformedFrame
from pywebio.protocol.poll import Poll, Post
from tests.unit.protocol.test_uploads import header, submitted, upload

CLICK = {"event": "callback", "task_id": "cb", "data": 1}


def poll(**query: str) -> Poll:
    return Poll.of(HttpRequest(method="GET", query=query))


def post(body: bytes, content_type: str = "application/json", **query: str) -> Post:
    return Post.of(
        HttpRequest(method="POST", query=query, headers={"content-type": content_type}, body=body)
    )


def test_a_published_client_says_what_it_has_executed() -> None:
    assert poll(ack="7") == Poll(executed=7, wait=None, leaves=False)
    assert poll() == Poll(executed=-1, wait=None, leaves=False)
    assert poll(ack="-9").executed == -1


def test_ours_says_how_long_it_waits_and_when_it_leaves() -> None:
    assert poll(ack="-1", wait="2.5").wait == 2.5
    assert poll(ack="-1", wait="0", leave="1") == Poll(executed=-1, wait=0.0, leaves=True)


@pytest.mark.parametrize("text", ["", "x", "1.5", "٣", "--1", "9" * 16, "1e3", "\0"])
def test_ack_must_be_a_whole_number(text: str) -> None:
    with pytest.raises(MalformedFrame, match="ack"):
        poll(ack=text)


@pytest.mark.parametrize("text", ["", "x", "-1", "nan", "inf", "1e400"])
def test_wait_must_be_seconds(text: str) -> None:
    with pytest.raises(MalformedFrame, match="wait"):
        poll(ack="0", wait=text)


def test_events_are_counted_from_the_first_on() -> None:
    read = post(json.dumps([CLICK, CLICK]).encode(), seq="4")
    assert (read.first, read.fault) == (5, "")
    assert list(read.events) == [CallbackCalled(CallbackId("cb"), 1)] * 2


def test_no_events_need_no_number() -> None:
    assert not post(b"[]").events
    assert not post(b"").events


@pytest.mark.parametrize("seq", ["-1", "", "one"])
def test_events_need_a_number(seq: str) -> None:
    with pytest.raises(MalformedFrame, match="seq"):
        post(json.dumps([CLICK]).encode(), seq=seq)
    with pytest.raises(MalformedFrame, match="seq"):
        post(json.dumps([CLICK]).encode())


@pytest.mark.parametrize(
    "body", [b"{", b"{}", b"1", b"[NaN]", b"\xff", b"[" * 100_000, b'[{"a": 1e999}]']
)
def test_what_is_no_array_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedFrame):
        post(body, seq="0")


def test_a_broken_event_keeps_its_number_and_is_named() -> None:
    read = post(json.dumps([CLICK, 42, CLICK, {"event": "what"}]).encode(), seq="0")
    assert [event is None for event in read.events] == [False, True, False, True]
    assert read.fault == "event 1 of the body: not an object"


def test_a_body_with_files_is_one_event() -> None:
    body = upload(submitted(file=None), (header(), b"abc"))
    read = post(body, "application/octet-stream", seq="2")
    assert read.first == 3
    (event,) = read.events
    assert isinstance(event, FormSubmitted)
    assert event.data["file"] == {
        "filename": "a.txt",
        "content": b"abc",
        "size": 3,
        "mime_type": "text/plain",
        "last_modified": 1.5,
    }


def test_files_in_disorder_leave_the_number_of_their_event() -> None:
    read = post(upload(submitted(), (header(), b"")), "application/octet-stream", seq="0")
    assert list(read.events) == [None]
    assert read.fault
