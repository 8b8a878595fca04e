"""What no honest page sends: ignored and counted, and the session goes on."""

from __future__ import annotations

import json
import logging
import struct
from typing import TYPE_CHECKING

import pytest

from pywebio.input import file_upload, input, slider
from pywebio.output import put_text
from tests.integration.clients.base import (
    AppKind,
    File,
    PageClosed,
    Transport,
    answer,
    complaints,
    until,
    upload,
)
from tests.integration.clients.websocket import announcement, wire

if TYPE_CHECKING:
    from pywebio.ports.types import Json
    from tests.integration.clients.base import Backend
    from tests.integration.conftest import Serve


def segment(content: bytes) -> bytes:
    return struct.pack(">Q", len(content)) + content


HEADER = json.dumps(File("f", "n", b"").header).encode()
SUBMIT = b'{"event":"from_submit","task_id":"x","data":{"f":null}}'

FRAMES: list[str | bytes] = [
    "",
    " ",
    "{",
    "null",
    "true",
    "0",
    '"text"',
    "[]",
    "[{}]",
    "{}",
    "not json",
    "{'event': 'callback'}",
    '{"event":"callback","task_id":"x","data":NaN}',
    '{"event":"callback","task_id":"x","data":-Infinity}',
    '{"event":"callback","task_id":"x","data":1e999}',
    '{"event":"callback","task_id":"x","data":-1E+4000}',
    '{"event":"callback","task_id":"x","data":1' + "0" * 400 + "}",
    '{"event":"callback","task_id":"x","data":1' + "0" * 100_000 + "}",
    '{"event":"callback","task_id":"x","data":' + "[" * 200_000 + "]" * 200_000 + "}",
    '{"a":' * 100_000 + "1" + "}" * 100_000,
    '{"event":"callback","task_id":5,"data":null}',
    '{"event":"callback","task_id":null,"data":null}',
    '{"event":"callback","task_id":["x"],"data":null}',
    '{"event":"callback","data":null}',
    '{"event":"no_such_event","task_id":"x","data":null}',
    '{"event":null,"task_id":"x","data":null}',
    '{"event":["callback"],"task_id":"x","data":null}',
    '{"task_id":"x","data":null}',
    '{"event":"from_submit","task_id":"TASK","data":null}',
    '{"event":"from_submit","task_id":"TASK","data":"text"}',
    '{"event":"from_submit","task_id":"TASK","data":[]}',
    '{"event":"from_submit","task_id":"TASK"}',
    '{"event":"input_event","task_id":"TASK","data":null}',
    '{"event":"input_event","task_id":"TASK","data":{}}',
    '{"event":"input_event","task_id":"TASK","data":{"event_name":"x","name":"data"}}',
    '{"event":"input_event","task_id":"TASK","data":{"event_name":"blur","name":5}}',
    '{"event":"input_event","task_id":"TASK","data":{"event_name":["blur"],"name":"data"}}',
    b"",
    b"\x00",
    b"\xff" * 100,
    b"{}",
    bytes(range(256)) * 40,
    struct.pack(">Q", 2**64 - 1),
    struct.pack(">Q", 2**63),
    struct.pack(">Q", 100) + b"cut",
    segment(b""),
    segment(b"not json"),
    segment(b"\xff\xfe"),
    segment(b"[]"),
    segment(b'{"event":"callback","task_id":"x","data":null}') + segment(HEADER) + segment(b""),
    segment(SUBMIT) + segment(HEADER),
    segment(SUBMIT) + segment(HEADER) + b"\x00\x00",
    segment(SUBMIT) + segment(HEADER) + struct.pack(">Q", 10) + b"nine byte",
    segment(SUBMIT) + segment(b"[]") + segment(b"x"),
    segment(SUBMIT) + segment(b"{}") + segment(b"x"),
    segment(SUBMIT) + segment(b'{"input_name":"other"}') + segment(b"x"),
    segment(SUBMIT) + segment(b'{"input_name":["f"]}') + segment(b"x"),
    segment(SUBMIT) + segment(b'{"input_name":"f","filename":5,"mime_type":""}') + segment(b"x"),
    segment(SUBMIT)
    + segment(HEADER.replace(b"1.5", b"1" + b"0" * 400))
    + segment(b"a date that no float holds"),
]


async def test_malformed_frames_are_ignored_and_counted(
    serve: Serve, backend: Backend, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    async def app() -> None:
        for _ in FRAMES:
            put_text(await answer(input()))

    served = serve(kind.app(app))
    page = await served.open()
    polls = backend.transport is Transport.POLLING
    for number, frame in enumerate(FRAMES):
        form = await page.next("input_group")
        ignored = served.ignored().malformed
        if isinstance(frame, str):
            frame = frame.replace("TASK", form.task_id)  # noqa: PLW2901
        await page.raw(frame)
        await page.submit(form, str(number))
        assert await page.text() == str(number), f"the session did not survive {frame[:100]!r}"
        # Among the events of a request, nothing is nothing.
        blank = polls and isinstance(frame, str) and not frame.strip()
        counted = served.ignored().malformed - ignored
        assert counted == (0 if blank else 1), f"not counted: {frame[:100]!r}"
    await page.ended()
    assert not complaints(caplog.records)


EVENTS = [
    '{"event":"callback","task_id":"no-such-callback","data":0}',
    '{"event":"js_yield","task_id":"no-such-task","data":0}',
    '{"event":"from_submit","task_id":"no-such-task","data":{"data":0}}',
    '{"event":"from_submit","task_id":"","data":{"data":0}}',
    '{"event":"from_cancel","task_id":"' + "x" * 100_000 + '"}',
    '{"event":"callback","task_id":"\\ud800","data":0}',
]


@pytest.mark.one_of_each
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event[:40])
async def test_events_for_nobody_are_ignored_and_counted(
    serve: Serve, kind: AppKind, event: str
) -> None:
    async def app() -> None:
        put_text(await answer(input()))

    served = serve(kind.app(app))
    page = await served.open()
    form = await page.next("input_group")
    await page.raw(event)
    await page.submit(form, "fine")
    assert await page.text() == "fine"
    assert served.ignored().unknown == 1


async def test_events_of_another_session_reach_nobody(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_text(await answer(input()))

    served = serve(kind.app(app))
    mine, other = await served.open(), await served.open()
    form, foreign = await mine.next("input_group"), await other.next("input_group")
    await mine.submit(foreign, "from another page")
    await mine.submit(form, "my own")
    assert await mine.text() == "my own"
    await other.submit(foreign, "its own")
    assert await other.text() == "its own"


async def test_an_answer_that_nobody_waits_for_answers_nothing(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        for _ in range(2):
            put_text(await answer(input()))

    served = serve(kind.app(app))
    page = await served.open()
    form = await page.next("input_group")
    await page.submit(form, "first")
    await page.next("input_group")
    await page.send({"event": "js_yield", "task_id": form.task_id, "data": "of no script"})
    await page.submit(form, "second")
    assert await page.text() == "second"


@pytest.mark.websocket
async def test_an_event_after_the_end_changes_nothing(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        await answer(input())

    served = serve(kind.app(app), reconnect_timeout=60)
    page = wire(await served.open(ack=0))
    form = await page.next("input_group")
    await page.submit(form, "")
    # The end is not confirmed yet, so the session is still there.
    while '"close_session"' not in str(await page.frame()):
        pass
    await page.submit(form, "late")
    await page.click("late")
    await until(lambda: served.ignored().unknown == 2)
    assert served.sessions() == 1
    await page.leave()


WILD: list[Json] = [0, -1, 3, 10**6, 2**63, 10**30, True, None, "1", 1.0, [1], {}]


@pytest.mark.websocket
async def test_no_number_makes_later_events_vanish(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        for _ in range(2):
            put_text(await answer(input()))

    served = serve(kind.app(app))
    page = wire(await served.open(ack=0))
    form = await page.next("input_group")
    for number in WILD:
        for name in ("seq", "ack"):
            event = {"event": "from_submit", "task_id": form.task_id, "data": {"data": "wild"}}
            await page.raw(json.dumps({**event, name: number}))
        await page.raw(json.dumps({"ack": number}))
        await page.raw(json.dumps({"ack": number, "seq": number}))
    await page.submit(form, "number one")
    assert await page.text() == "number one"
    await page.reply("number two")
    assert await page.text() == "number two"
    await page.ended()


@pytest.mark.websocket
async def test_a_malformed_event_has_its_number_all_the_same(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_text(await answer(input()))

    served = serve(kind.app(app))
    page = wire(await served.open(ack=0))
    form = await page.next("input_group")
    await page.send({"event": "no_such_event", "task_id": "x"})
    await page.send_files({"event": "from_submit", "task_id": "x"}, [File("nowhere", "f", b"x")])
    assert served.ignored().malformed <= 2
    await page.submit(form, "third")
    assert await page.text() == "third"
    assert served.ignored().malformed == 2


@pytest.mark.websocket
async def test_an_event_without_a_number_is_counted(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_text(await answer(input()))

    served = serve(kind.app(app))
    page = wire(await served.open(ack=0))
    form = await page.next("input_group")
    event = {"event": "from_submit", "task_id": form.task_id, "data": {"data": "unnumbered"}}
    await page.raw(json.dumps(event))
    await page.submit(form, "numbered")
    assert await page.text() == "numbered"
    assert served.ignored().malformed == 1


VALUES = [
    "null",
    "true",
    '"x"',
    "[]",
    "{}",
    "-1",
    "1e300",
    "1" + "0" * 299,
    "1e999",
    "1" + "0" * 400,
]


async def test_a_value_of_the_wrong_kind_never_reaches_the_app(
    serve: Serve, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    async def app() -> None:
        fraction = slider("q", value=0.5, min_value=0.0, max_value=1.0, onchange=put_text)
        put_text(await answer(fraction))

    page = await serve(kind.app(app)).open()
    form = await page.next("input_group")
    for value in VALUES:
        data = f'{{"event_name":"change","name":"data","value":{value}}}'
        await page.raw(f'{{"event":"input_event","task_id":"{form.task_id}","data":{data}}}')
        data = f'{{"data":{value}}}'
        await page.raw(f'{{"event":"from_submit","task_id":"{form.task_id}","data":{data}}}')
    await page.submit(form, 0.25)
    assert await page.text() == "0.25"
    await page.ended()
    assert not [command for command in page.received if command.name == "toast"]
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


@pytest.mark.websocket
@pytest.mark.parametrize("query", ["ack=-1", "ack=x", "ack=1.5", "ack=", "ack=%C2%B2", "app=%FF"])
async def test_a_query_of_no_sense_opens_a_plain_session(serve: Serve, query: str) -> None:
    def app() -> None:
        put_text("hello")

    page = await serve(app).open(path=f"/?{query}&x=")
    assert await page.text() == "hello"


@pytest.mark.websocket
@pytest.mark.parametrize("ack_given", [5, 10**17, 10**30])
async def test_a_count_ahead_of_the_truth_harms_nobody_else(
    serve: Serve, kind: AppKind, ack_given: int
) -> None:
    async def app() -> None:
        for number in range(20):
            put_text(str(number))
        await answer(input())

    served = serve(kind.app(app), reconnect_timeout=60)
    ahead = wire(await served.open(ack=ack_given))
    honest = await served.open(ack=0)
    assert await honest.texts(20) == [str(number) for number in range(20)]
    await honest.reply("")
    await honest.ended()
    await ahead.leave(1001)
    await until(lambda: served.sessions() == 0)


@pytest.mark.one_of_each
@pytest.mark.websocket
@pytest.mark.parametrize("session", ["", "x", "NEW-", "../..", "0" * 32, "x" * 5000, "%00", "🎉"])
async def test_an_unknown_id_is_gone(serve: Serve, session: str, ack: int | None) -> None:
    runs: list[int] = []
    served = serve(lambda: runs.append(1), reconnect_timeout=60)
    if session == "":
        page = await served.open(session=session, ack=ack)
        await page.ended()
        assert runs == [1]
        return
    page = await served.open(session=session, ack=ack)
    assert (await page.next()).name == "close_session"
    assert not runs
    assert served.sessions() == 0
    # Whatever it says now is inert.
    ignored = served.ignored().unknown
    await wire(page).raw('{"event":"callback","task_id":"x","data":0}')
    await until(lambda: served.ignored().unknown > ignored)


@pytest.mark.websocket
async def test_a_malformed_upload_announcement_is_ignored(serve: Serve) -> None:
    def app() -> None:
        put_text(input())

    served = serve(app)
    page = wire(await served.open(ack=0))
    form = await page.next("input_group")
    fine: dict[str, Json] = {"id": "u", "size": 9, "from": 0}
    wrong: list[tuple[str, Json]] = [
        ("size", 0),
        ("size", -5),
        ("size", "9"),
        ("size", 1.5),
        ("from", 9),
        ("from", -1),
    ]
    wild: list[Json] = [5, [], {}, {**fine, "id": ""}, {**fine, "id": 7}]
    wild += [{**fine, name: value} for name, value in wrong]
    for announced in wild:
        await page.raw(json.dumps({"upload": announced}))
    await page.submit(form, "fine")
    assert await page.text() == "fine"
    assert served.ignored().malformed == len(wild)


@pytest.mark.websocket
async def test_an_upload_longer_than_announced_is_dropped(serve: Serve) -> None:
    def app() -> None:
        put_text(str(file_upload()))

    served = serve(app)
    page = wire(await served.open(ack=0))
    form = await page.next("input_group")
    await page.raw(announcement("short", b"x" * 10))
    await page.raw(b"twenty bytes, surely")
    event: dict[str, Json] = {"event": "from_submit", "task_id": form.task_id, "seq": 1}
    event["data"] = {"data": None}
    await page.raw(upload(event, [File("data", "a.txt", b"A")]))
    assert "a.txt" in await page.text()


@pytest.mark.websocket
async def test_a_connection_that_breaks_the_websocket_rules_leaves_nothing(
    serve: Serve, kind: AppKind
) -> None:
    ended: list[int] = []

    async def app() -> None:
        try:
            await answer(input())
        finally:
            ended.append(1)

    served = serve(kind.app(app))
    breaches = [
        b"\x81\x82\x00\x00\x00\x00\xff\xfe",  # text that is no UTF-8
        b"\x83\x80\x00\x00\x00\x00",  # a reserved opcode
        b"\xf1\x80\x00\x00\x00\x00",  # reserved bits
        b"\x80\x80\x00\x00\x00\x00",  # a continuation of nothing
        b"\x89\xfe\x00\x80\x00\x00\x00\x00" + b"x" * 128,  # a ping that is too long
        b"\x88\x84\x00\x00\x00\x00\x03\xe8\xff\xff",  # a closing reason that is no UTF-8
        b"\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00",  # 2**64 bytes announced
    ]
    for number, breach in enumerate(breaches):
        page = wire(await served.open())
        await page.next("input_group")
        page.socket.transport.write(breach)
        with pytest.raises(PageClosed):
            await page.next()
        await until(lambda: len(ended) == number + 1, f"the end after {breach[:10]!r}")  # noqa: B023
        await until(lambda: served.sessions() == 0)
