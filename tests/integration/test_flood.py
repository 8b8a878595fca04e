"""Much at once, and pages that do not keep up: bounded, and nobody else notices."""

from __future__ import annotations

import gc
import logging
import socket
import threading
from typing import TYPE_CHECKING

import anyio
import pytest

from pywebio.container import default_container
from pywebio.domain.context import current_session
from pywebio.domain.outbox import OutboxLimits
from pywebio.exceptions import SessionClosedException
from pywebio.input import input
from pywebio.output import put_button, put_text
from tests.integration.clients.base import AppKind, until

if TYPE_CHECKING:
    from pywebio.domain.outbox import Outbox
    from pywebio.ports.types import Json
    from tests.integration.clients.base import Page, Served
    from tests.integration.conftest import Serve

MIB = 2**20


async def test_large_outputs_arrive_whole_and_in_order(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    texts = ["first", "é" * (5 * MIB // 2), "x" * 65536, "x" * 65535, "x" * 126, "x" * 125, "last"]

    async def app() -> None:
        for text in texts:
            put_text(text)

    page = await serve(kind.app(app)).open(ack=ack, compress=ack is None)
    for text in texts:
        assert await page.text() == text
    await page.ended()


async def test_an_output_larger_than_the_outbox_holds_nothing_up(
    serve: Serve, ack: int | None
) -> None:
    limits = OutboxLimits(messages=10, size=1000)

    def app() -> None:
        for number in range(50):
            put_text("x" * 2000)
            put_text(str(number))

    page = await serve(app, container=default_container().with_(outbox=limits)).open(ack=ack)
    for number in range(50):
        for text in ("x" * 2000, str(number)):
            assert await page.text() == text
            await page.acknowledge()
    await page.ended()


async def test_10_000_outputs_arrive_in_order(serve: Serve, ack: int | None) -> None:
    def app() -> None:
        for number in range(10_000):
            put_text(str(number))

    page = await serve(app).open(ack=ack)
    for number in range(10_000):
        assert (await page.receive()).spec["content"] == str(number)
    await page.ended()


async def clicks(page: Page, button: str, number: int = 20) -> None:
    """Click, and wait for the answer, again and again."""
    for _ in range(number):
        await page.click(button, 0)
        assert await page.text() == "answer"


def calm() -> None:
    put_button("click", lambda: put_text("answer"))


def mailing(served_port: int, app: str) -> socket.socket:
    """Open a session by hand, over a socket that reads only when told to."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
    connection.connect(("127.0.0.1", served_port))
    connection.sendall(
        f"GET /?app={app}&session=NEW HTTP/1.1\r\nHost: 127.0.0.1:{served_port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    return connection


@pytest.mark.websocket
async def test_a_page_that_does_not_read_holds_up_its_own_app_only(serve: Serve) -> None:
    outboxes: list[Outbox] = []
    ended = threading.Event()
    count = 0

    def flood() -> None:
        nonlocal count
        outboxes.append(current_session().outbox)
        try:
            for _ in range(30_000):
                put_text("x" * 1000)
                count += 1
        except SessionClosedException:
            ended.set()

    served = serve({"flood": flood, "calm": calm})
    connection = mailing(served.port, "flood")
    page = await served.open(app="calm")
    button = await page.button()
    before = -1
    while not (served.blocked() and count == before):
        # Until the system's buffers are full it may go on.
        assert count < 30_000, "the app goes on although nobody reads"
        before = count
        await clicks(page, button)
    outbox = outboxes[0]
    assert len(outbox._messages) <= 1000
    assert outbox._size <= 9 * MIB
    # The rest is in one slice of the server's and in the system's buffers.
    assert count < 15_000
    buffered = [
        len(stream) for stream in gc.get_objects() if type(stream).__name__ == "_StreamBuffer"
    ]
    assert sum(buffered) < MIB
    connection.close()
    await until(ended.is_set)
    await page.leave()
    await until(lambda: served.sessions() == 0)


async def test_a_coroutine_that_floods_is_stopped_with_a_clear_error(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    limits = OutboxLimits(hard_messages=500)
    errors: list[Exception] = []

    async def app() -> None:
        try:
            for _ in range(1000):
                put_text("x")
        except SessionClosedException as error:
            errors.append(error)
            raise

    served = serve(app, container=default_container().with_(outbox=limits))
    page = await served.open()
    assert await page.texts(500) == ["x"] * 500
    await page.next("toast")
    await page.ended()
    assert errors
    assert [r.levelname for r in caplog.records if r.levelno >= logging.WARNING] == ["WARNING"]
    assert "does not keep up" in caplog.text
    await until(lambda: served.sessions() == 0)


@pytest.mark.one_of_each
async def test_a_session_that_floods_leaves_the_others_their_turn(
    serve: Serve, kind: AppKind
) -> None:
    stop = threading.Event()
    put = read = 0

    async def flood() -> None:
        nonlocal put
        while not stop.is_set():
            for _ in range(50):
                put_text("x" * 1000)
            put += 50
            if kind is AppKind.COROUTINE:
                # It cannot be made to wait, so it looks itself whether the page keeps up.
                await until(lambda: read > put - 1000 or stop.is_set())  # noqa: B023  # awaited in its turn

    served = serve({"flood": kind.app(flood), "calm": calm})
    flooded = await served.open(app="flood", ack=0)
    page = await served.open(app="calm")

    async def reader() -> None:
        nonlocal read
        while True:
            await flooded.receive()
            read += 1

    async with anyio.create_task_group() as readers:
        readers.start_soon(reader)
        button = await page.button()
        for further in range(0, 1000, 100):
            await clicks(page, button, 2)
            await until(lambda: read > further)  # noqa: B023  # likewise
        readers.cancel_scope.cancel()
    stop.set()


FLOODS = {
    "clicks of nobody": '{"event":"callback","task_id":"nobody","data":0}',
    "no JSON": "no JSON at all",
    "nested": '{"event":"callback","task_id":"nobody","data":' + "[" * 500 + "]" * 500 + "}",
}


def ignored(served: Served) -> int:
    return served.ignored().malformed + served.ignored().unknown


@pytest.mark.websocket
@pytest.mark.parametrize("frame", FLOODS.values(), ids=FLOODS)
async def test_a_page_that_floods_leaves_the_others_their_turn(
    serve: Serve, frame: str, caplog: pytest.LogCaptureFixture
) -> None:
    served = serve({"app": lambda: input("q"), "calm": calm})
    connection = mailing(served.port, "app")
    page = await served.open(app="calm")
    stopped = threading.Event()
    payload = frame.encode()
    assert len(payload) < 65536
    length = (
        bytes([0x80 | len(payload)])
        if len(payload) < 126
        else b"\xfe" + len(payload).to_bytes(2, "big")
    )
    burst = (b"\x81" + length + bytes(4) + payload) * 200

    def send() -> None:
        try:
            while not stopped.is_set():
                connection.sendall(burst)
        except OSError:
            pass

    sender = threading.Thread(target=send)
    sender.start()
    try:
        button = await page.button()
        for further in range(0, 2000, 200):
            await clicks(page, button, 2)
            await until(lambda: ignored(served) > further)  # noqa: B023  # awaited in its turn
    finally:
        stopped.set()
        connection.shutdown(socket.SHUT_RDWR)
        connection.close()
        await anyio.to_thread.run_sync(sender.join)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


async def test_more_clicks_than_callbacks_may_run_are_dropped_and_counted(
    serve: Serve, kind: AppKind
) -> None:
    release = threading.Event()
    ran: list[int] = []

    async def app() -> None:
        put_button("b", kind.callback(click))

    async def click() -> None:
        await kind.wait(release)
        ran.append(1)

    before = threading.active_count()
    served = serve(kind.app(app))
    page = await served.open()
    button = await page.button()
    event: dict[str, Json] = {"event": "callback", "task_id": button, "data": 0}
    await page.send_all([event] * 1000)
    await until(lambda: served.ignored().dropped == 800)
    assert threading.active_count() - before <= 110
    release.set()
    await until(lambda: len(ran) == 200)
    await page.send(event)
    await until(lambda: len(ran) == 201)


async def test_events_beyond_what_a_task_can_hold_are_dropped(serve: Serve) -> None:
    go_on = threading.Event()
    noticed: list[str] = []

    def changed(value: str) -> None:
        noticed.append(value)
        go_on.wait()

    def app() -> None:
        _ = input("q", onchange=changed)
        put_text("answered")

    served = serve(app)
    page = await served.open()
    form = await page.next("input_group")
    data: Json = {"event_name": "change", "name": "data", "value": "x"}
    await page.send_all([{"event": "input_event", "task_id": form.task_id, "data": data}] * 300)
    await until(lambda: served.ignored().dropped >= 199)
    go_on.set()
    await until(lambda: len(noticed) + served.ignored().dropped == 300)
    await page.submit(form, "")
    assert await page.text() == "answered"
