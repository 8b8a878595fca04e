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
from tests.integration.clients.websocket import counting, wire

if TYPE_CHECKING:
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


@pytest.mark.websocket
@pytest.mark.parametrize("size", [MIB - 1, MIB, 3 * MIB + 7, 25 * MIB])
async def test_a_sliced_upload_arrives_whole(serve: Serve, kind: AppKind, size: int) -> None:
    content = os.urandom(size)

    async def app() -> None:
        uploaded = await answer(file_upload("f"))
        put_text(digest(uploaded["content"]))
        put_text(await answer(input("next")))

    page = counting(await serve(kind.app(app)).open(ack=0))
    assert page.slice_size <= 10 * MIB
    form = await page.next("input_group")
    await page.send_files(submitted(form, {"data": None}), [File("data", "big", content)])
    assert await page.text() == digest(content)
    await page.reply("it goes on")
    assert await page.text() == "it goes on"


@pytest.mark.websocket
async def test_an_upload_cut_by_a_lost_connection_begins_anew(serve: Serve, kind: AppKind) -> None:
    content = os.urandom(2 * MIB)

    async def app() -> None:
        uploaded = await answer(file_upload("f"))
        put_text(digest(uploaded["content"]))

    page = counting(await serve(kind.app(app), reconnect_timeout=60).open(ack=0))
    form = await page.next("input_group")
    event = {**submitted(form, {"data": None}), "seq": 1, "ack": page.executed}
    message = upload(event, [File("data", "big", content)])
    await page.raw(json.dumps({"upload": {"size": len(message)}}))
    await page.raw(message[: page.slice_size])
    page.drop()
    await page.again()
    assert page.confirmed == 0
    await page.send_files(submitted(form, {"data": None}), [File("data", "big", content)])
    assert await page.text() == digest(content)


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
    await page.raw(json.dumps({"upload": {"size": 5 * MIB}}))
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
