"""The WebSocket itself: compression, pings, half-open connections, closing codes."""

from __future__ import annotations

import json
import os
import socket
import struct
from itertools import count
from typing import TYPE_CHECKING

import anyio
import pytest
from websockets.asyncio.client import connect
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

from pywebio.input import input
from pywebio.output import put_button, put_text
from pywebio.session import defer_call
from tests.integration.clients.base import AppKind, answer, until
from tests.integration.clients.websocket import wire
from tests.integration.test_flood import mailing

if TYPE_CHECKING:
    from tests.integration.clients.base import Backend
    from tests.integration.conftest import Serve

pytestmark = pytest.mark.websocket

OFFERS = {
    "nothing more": ClientPerMessageDeflateFactory(),
    "client window": ClientPerMessageDeflateFactory(client_max_window_bits=True),
    "no server window": ClientPerMessageDeflateFactory(server_no_context_takeover=True),
    "no client window": ClientPerMessageDeflateFactory(client_no_context_takeover=True),
    "small client window": ClientPerMessageDeflateFactory(client_max_window_bits=9),
}


@pytest.mark.parametrize("offer", OFFERS.values(), ids=OFFERS)
async def test_compressed_frames_are_read_by_a_real_client(
    serve: Serve, backend: Backend, kind: AppKind, offer: ClientPerMessageDeflateFactory
) -> None:
    texts = [
        "short",
        "long " * 1000,
        os.urandom(3000).hex(),
        "x" * 1024,
        "🎉" * 2000,
        "",
        "y" * 70000,
    ]

    async def app() -> None:
        for text in texts:
            put_text(text)
        put_text(await answer(input("q")))

    served = serve(kind.app(app))
    async with connect(
        f"ws://{served.address}/?session=NEW",
        compression=None,
        extensions=[offer],
        max_size=None,
        proxy=None,
    ) as socket_:
        assert socket_.response is not None
        # A server need not compress.
        agreed = socket_.response.headers.get("Sec-WebSocket-Extensions", "")
        if backend.asks_for_no_window:
            assert "server_no_context_takeover" in agreed
            assert "client_no_context_takeover" in agreed
        for text in texts:
            assert json.loads(await socket_.recv())["spec"]["content"] == text
        form = json.loads(await socket_.recv())
        long = "the answer " * 5000
        event = {"event": "from_submit", "task_id": form["task_id"], "data": {"data": long}}
        await socket_.send(json.dumps(event))
        assert json.loads(await socket_.recv())["command"] == "destroy_form"
        assert json.loads(await socket_.recv())["spec"]["content"] == long


async def test_a_client_that_cannot_decompress_gets_plain_frames(serve: Serve) -> None:
    served = serve(lambda: put_text("x" * 10_000))
    page = wire(await served.open(compress=False))
    assert page.socket.response is not None
    assert "Sec-WebSocket-Extensions" not in page.socket.response.headers
    assert await page.text() == "x" * 10_000


async def asks_once() -> None:
    put_text(await answer(input("q")))


def clicked_again_and_again() -> None:
    numbers = count()
    put_button("click", lambda: put_text(f"click {next(numbers)}"))


async def test_a_fragmented_message_is_one(serve: Serve, kind: AppKind) -> None:
    page = wire(await serve(kind.app(asks_once)).open())
    form = await page.next("input_group")
    event = json.dumps({"event": "from_submit", "task_id": form.task_id, "data": {"data": "ü"}})
    await page.socket.send([event[:10], event[10:11], "", event[11:]])
    assert await page.text() == "ü"


async def test_pings_of_the_client_are_answered(serve: Serve) -> None:
    page = wire(await serve(lambda: input("q")).open())
    for payload in (b"", b"x" * 125):
        answered = await page.socket.ping(payload)
        with anyio.fail_after(10):
            await answered


async def test_a_page_that_answers_pings_stays(serve: Serve) -> None:
    served = serve(asks_once, websocket_ping_interval=0.02, websocket_ping_timeout=1)
    page = wire(await served.open())
    form = await page.next("input_group")
    # So many take longer than a browser may be silent.
    await until(lambda: page.socket.pings > 60)
    await page.submit(form, "still here")
    assert await page.text() == "still here"


async def test_a_half_open_connection_is_noticed(serve: Serve) -> None:
    ended: list[int] = []

    async def app() -> None:
        defer_call(lambda: ended.append(1))
        await answer(input("q"))

    served = serve(app, websocket_ping_interval=0.05, websocket_ping_timeout=0.2)
    # It neither answers pings nor the closing handshake, as a machine without power.
    connection = mailing(served.port, "index")
    await until(lambda: served.sessions() == 1)
    await until(lambda: served.sessions() == 0)
    await until(lambda: ended == [1])
    connection.close()


async def test_pings_can_be_switched_off(serve: Serve) -> None:
    served = serve(clicked_again_and_again, websocket_ping_interval=0)
    page = wire(await served.open())
    button = await page.button()
    for number in range(50):
        await page.click(button, 0)
        assert await page.text() == f"click {number}"
    assert page.socket.pings == 0


@pytest.mark.parametrize("how", ["reset", "close", "half-close"])
async def test_a_connection_that_is_lost_ends_the_session(
    serve: Serve, kind: AppKind, how: str
) -> None:
    async def app() -> None:
        await answer(input("q"))

    served = serve(kind.app(app))
    connection = mailing(served.port, "index")
    await until(lambda: served.sessions() == 1)
    if how == "reset":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    elif how == "close":
        connection.close()
    else:
        connection.shutdown(socket.SHUT_WR)
    await until(lambda: served.sessions() == 0)
    connection.close()


@pytest.mark.parametrize("code", [1000, 1001, 1002, 1008, 1011, 3000, 4999])
async def test_every_closing_code_ends_a_session_that_cannot_resume(
    serve: Serve, kind: AppKind, ack: int | None, code: int
) -> None:
    async def app() -> None:
        await answer(input("q"))

    served = serve(kind.app(app))
    page = await served.open(ack=ack)
    await page.next("input_group")
    await page.leave(code)
    await until(lambda: served.sessions() == 0)
