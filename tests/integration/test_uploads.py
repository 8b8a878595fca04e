"""Files from the browser: whole, sliced, cut and too big."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

import pytest

from pywebio.exceptions import SessionClosedException
from pywebio.input import file_upload, input, input_group
from pywebio.output import put_text
from pywebio.pin import pin, put_file_upload
from tests.integration.clients.base import AppKind, File, answer, until, upload
from tests.integration.clients.polling import UPLOAD, polling
from tests.integration.clients.websocket import announcement, counting, wire

if TYPE_CHECKING:
    from pywebio.domain.application import Target
    from pywebio.ports.types import Json, UserValue
    from tests.integration.clients.base import Command
    from tests.integration.conftest import Serve

MIB = 2**20


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def submitted(form: Command, data: Json) -> dict[str, Json]:
    return {"event": "from_submit", "task_id": form.task_id, "data": data}


async def test_a_single_file_and_its_facts(serve: Serve, kind: AppKind, ack: int | None) -> None:
    got: list[UserValue] = []

    async def app() -> None:
        got.append(await answer(file_upload("f")))

    page = await serve(kind.app(app)).open(ack=ack)
    form = await page.next("input_group")
    content = bytes(range(256))
    file = File("data", "naïve 🎉.bin", content, "application/x-test", 1700000000.25)
    await page.send_files(submitted(form, {"data": None}), [file])
    await page.ended()
    assert got == [
        {
            "filename": "naïve 🎉.bin",
            "size": 256,
            "mime_type": "application/x-test",
            "last_modified": 1700000000.25,
            "content": content,
        }
    ]


async def test_several_files_beside_other_fields(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    got: list[UserValue] = []

    async def app() -> None:
        fields = [
            input("Name", name="name"),
            file_upload(name="many", multiple=True),
            file_upload(name="one"),
            file_upload(name="none"),
        ]
        got.append(await answer(input_group("G", fields)))

    page = await serve(kind.app(app)).open(ack=ack)
    form = await page.next("input_group")
    files = [File("many", "a", b""), File("one", "o", b"one"), File("many", "b", b"\x00" * 9)]
    data: Json = {"name": "n", "many": [], "one": None, "none": None}
    await page.send_files(submitted(form, data), files)
    await page.ended()
    assert got[0]["name"] == "n"
    assert [(f["filename"], f["content"]) for f in got[0]["many"]] == [("a", b""), ("b", b"\0" * 9)]
    assert got[0]["one"]["content"] == b"one"
    assert got[0]["none"] is None


NAMES = [
    ("../../etc/passwd", "passwd"),
    ("/etc/passwd", "passwd"),
    ("C:\\Users\\me\\file.txt", "file.txt"),
    ("..\\..\\x/..\\y.txt", "y.txt"),
    ("folder/", ""),
    ("plain.txt", "plain.txt"),
]


@pytest.mark.one_of_each
@pytest.mark.parametrize(("sent", "got"), NAMES)
async def test_a_file_name_is_never_a_path(serve: Serve, sent: str, got: str) -> None:
    names: list[str] = []

    def app() -> None:
        uploaded: UserValue = file_upload("f")
        names.append(uploaded["filename"])

    page = await serve(app).open()
    form = await page.next("input_group")
    await page.send_files(submitted(form, {"data": None}), [File("data", sent, b"x")])
    await page.ended()
    assert names == [got]


async def test_a_pin_gives_a_file(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_file_upload("doc")
        put_text((await answer(pin.doc))["content"].decode())

    page = await serve(kind.app(app)).open()
    asked = await page.next("pin_values")
    event: dict[str, Json] = {"event": "js_yield", "task_id": asked.task_id, "data": {"doc": None}}
    await page.send_files(event, [File("doc", "d", b"the document")])
    assert await page.text() == "the document"


@pytest.mark.parametrize("size", [MIB - 1, MIB, 3 * MIB + 7, 25 * MIB])
async def test_a_sliced_upload_arrives_whole(serve: Serve, kind: AppKind, size: int) -> None:
    content = os.urandom(size)

    async def app() -> None:
        uploaded = await answer(file_upload("f"))
        put_text(digest(uploaded["content"]))
        put_text(await answer(input("next")))

    page = await serve(kind.app(app)).open(ack=0)
    form = await page.next("input_group")
    await page.send_files(submitted(form, {"data": None}), [File("data", "big", content)])
    assert await page.text() == digest(content)
    await page.reply("it goes on")
    assert await page.text() == "it goes on"


def app_of_digests(kind: AppKind) -> Target:
    """Return an app that shows the digests of two files that it asks for."""

    async def app() -> None:
        for label in ("first", "second"):
            uploaded = await answer(file_upload(label))
            put_text(digest(uploaded["content"]))

    return kind.app(app)


@pytest.mark.websocket
async def test_an_upload_goes_on_where_a_connection_broke(serve: Serve, kind: AppKind) -> None:
    content = os.urandom(2 * MIB)
    page = counting(await serve(app_of_digests(kind), reconnect_timeout=60).open(ack=0))
    form = await page.next("input_group")
    event = {**submitted(form, {"data": None}), "seq": 1, "ack": page.executed}
    message = upload(event, [File("data", "big", content)])
    await page.raw(announcement("big", message))
    await page.raw(message[: page.slice_size])
    page.drop()
    await page.again()
    assert page.arrived == {"big": page.slice_size}
    await page.raw(announcement("big", message, page.slice_size))
    await page.raw(message[page.slice_size :])
    assert await page.text() == digest(content)


@pytest.mark.websocket
async def test_an_upload_that_goes_on_elsewhere_is_refused(serve: Serve) -> None:
    page = counting(await serve(lambda: file_upload("f")).open(ack=0))
    await page.next("input_group")
    await page.raw(announcement("unknown", b"x" * 100, 50))
    assert await page.gone() == 1002


@pytest.mark.websocket
async def test_a_cancelled_upload_is_forgotten(serve: Serve, kind: AppKind) -> None:
    served = serve(app_of_digests(kind), reconnect_timeout=60)
    page = counting(await served.open(ack=0))
    form = await page.next("input_group")
    await page.raw(announcement("big", b"x" * MIB))
    await page.raw(b"x" * 1000)
    await page.raw(json.dumps({"upload": None}))
    await page.send_files(submitted(form, {"data": None}), [File("data", "other", b"other")])
    assert await page.text() == digest(b"other")
    page.drop()
    await page.again()
    assert page.arrived == {}


@pytest.mark.polling
async def test_a_sliced_upload_survives_lost_answers(serve: Serve, kind: AppKind) -> None:
    content = os.urandom(3 * MIB + 7)
    page = polling(await serve(app_of_digests(kind)).open())
    form = await page.next("input_group")
    page.lose()
    await page.send_files(submitted(form, {"data": None}), [File("data", "big", content)])
    assert await page.text() == digest(content)
    form = await page.next("input_group")
    await page.send_files(submitted(form, {"data": None}), [File("data", "again", content)])
    assert await page.text() == digest(content)


@pytest.mark.polling
async def test_a_cancelled_upload_leaves_its_number_to_the_next_event(
    serve: Serve, kind: AppKind
) -> None:
    page = polling(await serve(app_of_digests(kind)).open())
    form = await page.next("input_group")
    first = {"seq": 0, "wait": 0, "upload": "cancelled", "size": MIB, "from": 0}
    answered = await page.request("POST", first, b"x" * 1000, UPLOAD)
    assert json.loads(answered.body)["upload"] == 1000
    answered = await page.request("POST", {**first, "size": 0}, b"", UPLOAD)
    assert answered.status == 200
    answered = await page.request("POST", {**first, "from": 1000}, b"x", UPLOAD)
    assert json.loads(answered.body)["upload"] == 0
    await page.send_files(submitted(form, {"data": None}), [File("data", "other", b"other")])
    assert await page.text() == digest(b"other")


@pytest.mark.polling
async def test_slices_that_make_no_sense_are_refused(serve: Serve) -> None:
    page = polling(await serve(lambda: file_upload("f"), max_payload_size="1M").open())
    await page.next("input_group")
    wild = [
        ({"upload": "u", "size": 10, "from": 10}, 400),
        ({"upload": "u", "size": "many", "from": 0}, 400),
        ({"upload": "u", "size": 10}, 400),
        ({"upload": "u" * 65, "size": 10, "from": 0}, 400),
        ({"upload": "u", "size": 3, "from": 0}, 400),
        ({"upload": "u", "size": 2 * MIB, "from": 0}, 413),
    ]
    for query, status in wild:
        answered = await page.request("POST", {"seq": 0, "wait": 0, **query}, b"12345", UPLOAD)
        assert (answered.status, query) == (status, query)


@pytest.mark.websocket
async def test_an_upload_cut_for_good_ends_the_input(serve: Serve, kind: AppKind) -> None:
    ends: list[object] = []

    async def app() -> None:
        try:
            await answer(file_upload("f"))
        except SessionClosedException as error:
            ends.append(error)

    served = serve(kind.app(app))
    page = counting(await served.open(ack=0))
    await page.next("input_group")
    await page.raw(announcement("cut", b"x" * 5 * MIB))
    await page.raw(b"x" * MIB)
    page.drop()
    await until(lambda: ends)
    assert served.sessions() == 0


@pytest.mark.websocket
async def test_an_announced_upload_beyond_the_limit_is_refused(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        await answer(file_upload("f"))

    served = serve(kind.app(app), max_payload_size="1M")
    page = counting(await served.open(ack=0))
    form = await page.next("input_group")
    assert form.spec["inputs"][0]["max_size"] == MIB
    await page.send_files(submitted(form, {"data": None}), [File("data", "f", b"x" * 2 * MIB)])
    assert await page.gone() == 1009
    await until(lambda: served.sessions() == 0)


async def test_an_upload_of_exactly_the_limit_is_taken(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    async def app() -> None:
        uploaded = await answer(file_upload("f"))
        put_text(str(uploaded["size"]))

    page = await serve(kind.app(app), max_payload_size="1.5M").open(ack=ack)
    form = await page.next("input_group")
    limit = 3 * MIB // 2
    await page.send_files(submitted(form, {"data": None}), [File("data", "f", b"x" * limit)])
    assert await page.text() == str(limit)


@pytest.mark.websocket
async def test_a_whole_message_beyond_the_upload_limit_is_refused(serve: Serve) -> None:
    served = serve(lambda: file_upload("f"), max_payload_size="1M")
    page = wire(await served.open())
    form = await page.next("input_group")
    await page.send_files(submitted(form, {"data": None}), [File("data", "f", b"x" * 2 * MIB)])
    assert await page.gone() == 1009
    await until(lambda: served.sessions() == 0)


@pytest.mark.websocket
@pytest.mark.parametrize("binary", [False, True])
@pytest.mark.parametrize("compress", [False, True])
async def test_a_frame_beyond_the_frame_limit_is_refused(
    serve: Serve, binary: bool, compress: bool
) -> None:
    served = serve(lambda: input("q"), websocket_max_message_size="64K")
    page = wire(await served.open(compress=compress))
    await page.next("input_group")
    await page.raw(b" " * 65537 if binary else " " * 65537)
    assert await page.gone() == 1009
    await until(lambda: served.sessions() == 0)


@pytest.mark.websocket
async def test_slices_fit_the_frame_limit(serve: Serve) -> None:
    content = os.urandom(300_000)

    def app() -> None:
        uploaded: UserValue = file_upload("f")
        put_text(digest(uploaded["content"]))

    page = counting(await serve(app, websocket_max_message_size="64K").open(ack=0))
    assert page.slice_size <= 64 * 1024
    form = await page.next("input_group")
    await page.send_files(submitted(form, {"data": None}), [File("data", "f", content)])
    assert await page.text() == digest(content)


async def test_a_limit_above_the_servers_is_the_authors_error(serve: Serve) -> None:
    errors: list[str] = []

    def app() -> None:
        try:
            file_upload("f", max_size="2M")
        except ValueError as error:
            errors.append(str(error))

    page = await serve(app, max_payload_size="1M").open()
    await page.ended()
    assert "max_size" in errors[0]
    assert "max_payload_size" in errors[0]
