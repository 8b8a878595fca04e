"""A lost connection loses nothing and repeats nothing (protocol reference, 2.1 and 11.1)."""

from __future__ import annotations

import random
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import anyio
import pytest
from websockets.exceptions import ConnectionClosed

from pywebio.container import default_container
from pywebio.exceptions import SessionClosedException
from pywebio.input import NUMBER, input
from pywebio.output import put_button, put_text
from pywebio.session import defer_call
from pywebio.testing import FakeClock
from tests.integration.clients.base import AppKind, PageClosed, answer, until
from tests.integration.clients.websocket import counting, wire

if TYPE_CHECKING:
    from tests.integration.clients.base import Page
    from tests.integration.conftest import Serve


@pytest.mark.websocket
async def test_a_page_without_reconnection_has_no_id(serve: Serve, ack: int | None) -> None:
    page = wire(await serve(lambda: put_text("x")).open(ack=ack))
    await page.ended()
    assert page.session_id is None


@pytest.mark.websocket
async def test_a_page_of_the_published_client_resumes(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_text("before")
        put_text(await answer(input("q")))
        put_text("last")

    served = serve(kind.app(app), reconnect_timeout=60)
    page = wire(await served.open())
    assert await page.text() == "before"
    form = await page.next("input_group")
    assert page.session_id is not None
    assert len(page.session_id) >= 22
    page.drop()
    again = wire(await served.open(session=page.session_id))
    await again.submit(form, "after the break")
    # Nothing that was written before is repeated.
    assert (await again.next()).name == "destroy_form"
    assert await again.texts(2) == ["after the break", "last"]
    await again.ended()
    await until(lambda: served.sessions() == 0)


async def test_output_of_the_absence_is_delivered(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    released = threading.Event()

    async def app() -> None:
        put_text("first")
        await kind.wait(released)
        for number in range(300):
            put_text(str(number))

    served = serve(kind.app(app), reconnect_timeout=60)
    page = await served.open(ack=ack)
    assert await page.text() == "first"
    page.drop()
    await until(lambda: served.waiting() == 1)
    released.set()
    await page.again()
    assert await page.texts(300) == [str(number) for number in range(300)]
    await page.ended()


async def break_off(page: Page, how: int) -> None:
    """Lose the connection in one of three ways, and come back."""
    if how == 0:
        page.drop()
    elif how == 1:
        await page.leave(4000)
    # Else the newer connection takes over while this one is still there.
    await page.again()


async def test_60_drops_lose_nothing_and_repeat_nothing(serve: Serve, kind: AppKind) -> None:
    clicks: list[int] = []

    async def app() -> None:
        for number in range(200):
            put_text(f"begin {number}")
        put_button("click", click)

    def click() -> None:
        with lock:
            clicks.append(len(clicks))
            number = len(clicks)
        for part in range(5):
            put_text(f"{number}.{part}")

    lock = threading.Lock()
    served = serve(kind.app(app), reconnect_timeout=60)
    page = await served.open(ack=0)
    chance = random.Random(1)
    assert await page.texts(200) == [f"begin {number}" for number in range(200)]
    button = await page.button()
    shown: list[str] = []
    sent = 0
    for drop in range(60):
        for _ in range(chance.randrange(4)):
            await page.click(button, 0)
            sent += 1
        shown += await page.texts(min(chance.randrange(6), sent * 5 - len(shown)))
        await break_off(page, drop % 3)
    shown += await page.texts(sent * 5 - len(shown))
    assert len(clicks) == sent
    expected = [f"{number}.{part}" for number in range(1, sent + 1) for part in range(5)]
    if kind is AppKind.THREAD:
        # Callbacks run side by side; each keeps its own order.
        shown.sort(key=lambda text: int(text.split(".")[0]))
    assert shown == expected
    assert served.sessions() == 1
    await page.leave(1001)
    await until(lambda: served.sessions() == 0)


async def test_answers_in_order_over_many_drops(serve: Serve, kind: AppKind) -> None:
    got: list[object] = []

    async def app() -> None:
        while len(got) < 50:
            got.append(await answer(input(str(len(got)), NUMBER)))

    served = serve(kind.app(app), reconnect_timeout=60)
    page = await served.open(ack=0)
    for number in range(50):
        form = await page.next("input_group")
        assert form.spec["label"] == str(number)
        if number % 3 == 0:
            page.drop()
        await page.submit(form, number)
        if number % 3 == 1:
            page.drop()
        if number % 3 != 2:
            await page.again()
    await page.ended()
    assert got == list(range(50))


@pytest.mark.websocket
async def test_a_repeated_event_is_taken_once_and_a_gap_is_refused(
    serve: Serve, kind: AppKind
) -> None:
    clicks: list[int] = []

    async def app() -> None:
        put_button("b", lambda: clicks.append(1))
        put_button("done", lambda: put_text("done"))

    served = serve(kind.app(app))
    page = wire(await served.open(ack=0))
    button, done = await page.button(), await page.button()
    event = '{"event":"callback","task_id":"%s","data":0,"seq":%d,"ack":0}'
    for seq in (1, 1, 3, 2, 1, 2, 5):
        await page.raw(event % (button, seq))
    await page.raw(event % (done, 3))
    assert await page.text() == "done"
    await until(lambda: len(clicks) == 2)
    assert served.ignored().dropped == 2


@pytest.mark.websocket
async def test_the_last_output_waits_for_a_page_that_comes_back(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    ended = threading.Event()

    async def app() -> None:
        defer_call(ended.set)
        put_text(await answer(input("q")))
        await answer(input("again"))
        put_text("the last words")

    served = serve(kind.app(app), reconnect_timeout=60)
    page = wire(await served.open(ack=ack))
    await page.reply("first")
    assert await page.text() == "first"
    form = await page.next("input_group")
    # The page sends its answer and is gone before it can hear the end.
    await page.submit(form, "")
    page.drop()
    await until(ended.is_set)
    await page.again()
    if ack is not None:
        # The published dialect cannot know whether what was written has arrived.
        assert await page.text() == "the last words"
    await page.ended()
    await until(lambda: served.sessions() == 0)


async def test_a_session_that_ends_alone_delivers_its_end(serve: Serve, ack: int | None) -> None:
    go_on, ended = threading.Event(), threading.Event()

    def app() -> None:
        defer_call(ended.set)
        put_text("working")
        go_on.wait()
        put_text("the last words")

    served = serve(app, reconnect_timeout=60)
    page = await served.open(ack=ack)
    assert await page.text() == "working"
    session = page.session_id
    assert session is not None
    page.drop()
    await until(lambda: served.waiting() == 1)
    go_on.set()
    await until(ended.is_set)
    await page.again()
    assert await page.text() == "the last words"
    await page.ended()
    assert await page.gone() in (1000, None)
    await until(lambda: served.sessions() == 0)
    late = await served.open(session=session, ack=ack)
    assert (await late.next()).name == "close_session"


@pytest.mark.websocket
async def test_a_second_connection_takes_over_and_the_first_is_inert(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    async def app() -> None:
        put_text(await answer(input("q")))

    served = serve(kind.app(app), reconnect_timeout=60)
    first = wire(await served.open(ack=ack))
    form = await first.next("input_group")
    executed = counting(first).executed if ack == 0 else None
    second = wire(await served.open(session=first.session_id or "", ack=executed))
    with suppress(ConnectionClosed):
        await first.submit(form, "from the first")
    assert await first.gone() == 1000
    await second.submit(form, "from the second")
    assert await second.text() == "from the second"
    await second.ended()
    # What the first had shown is not shown again.
    assert all(command.name != "input_group" for command in second.received)


@pytest.mark.websocket
async def test_a_session_expires_when_its_page_does_not_come_back(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    closed: list[str] = []

    async def app() -> None:
        defer_call(lambda: closed.append("deferred"))
        try:
            await answer(input("q"))
        except SessionClosedException:
            closed.append("input")

    clock = FakeClock()
    container = default_container().with_(clock=clock)
    served = serve(kind.app(app), reconnect_timeout=40, container=container)
    page, other = wire(await served.open(ack=ack)), await served.open(ack=ack)
    await page.next("input_group")
    await other.next("input_group")
    assert clock.timers == 1
    page.drop()
    await until(lambda: served.sessions() == 2)
    released = served.sessions
    await until(lambda: served.waiting() == 1)
    clock.advance(39)
    assert released() == 2
    clock.advance(11)
    await until(lambda: closed == ["deferred", "input"])
    # The other page is connected, however long it is silent.
    clock.advance(100_000)
    assert released() == 1
    late = await served.open(session=page.session_id or "", ack=ack)
    assert (await late.next()).name == "close_session"
    await other.leave(1001)
    if ack is None:
        await until(lambda: served.waiting() == 1)
        clock.advance(50)
    await until(lambda: released() == 0)
    assert clock.timers == 0


@pytest.mark.websocket
async def test_coming_back_stops_the_clock(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_text(await answer(input("q")))

    clock = FakeClock()
    container = default_container().with_(clock=clock)
    served = serve(kind.app(app), reconnect_timeout=40, container=container)
    page = counting(await served.open(ack=0))
    form = await page.next("input_group")
    for _ in range(5):
        page.drop()
        await until(lambda: served.waiting() == 1)
        clock.advance(39)
        await page.again()
    await page.submit(form, "still here")
    assert await page.text() == "still here"


@pytest.mark.websocket
@pytest.mark.parametrize("code", [1000, 1001, 4000, None])
async def test_only_a_page_that_is_left_ends_at_once(
    serve: Serve, kind: AppKind, ack: int | None, code: int | None
) -> None:
    async def app() -> None:
        await answer(input("q"))

    served = serve(kind.app(app), reconnect_timeout=60)
    page = wire(await served.open(ack=ack))
    await page.next("input_group")
    if code is None:
        page.drop()
    else:
        await page.leave(code)
    if code in (1000, 1001) and ack == 0:
        await until(lambda: served.sessions() == 0)
    else:
        await until(lambda: served.waiting() == 1)
        assert served.sessions() == 1


@pytest.mark.websocket
async def test_events_are_confirmed_without_any_output(serve: Serve, kind: AppKind) -> None:
    clicks: list[int] = []

    async def app() -> None:
        put_button("b", lambda: clicks.append(1))

    page = counting(await serve(kind.app(app)).open(ack=0))
    button = await page.button()
    for _ in range(16):
        await page.click(button, 0)
    async with anyio.create_task_group() as reader:
        reader.start_soon(page.receive)
        await until(lambda: page.confirmed == 16)
        reader.cancel_scope.cancel()
    await until(lambda: len(clicks) == 16)


@pytest.mark.websocket
async def test_a_page_that_never_confirms_makes_the_app_wait(serve: Serve) -> None:
    count = 0

    def app() -> None:
        nonlocal count
        for _ in range(3000):
            put_text("x")
            count += 1

    served = serve(app, reconnect_timeout=60)
    page = counting(await served.open(ack=0))
    page.acks = False
    assert await page.texts(1000) == ["x"] * 1000
    await until(lambda: count == 3000 or served.blocked())
    assert count == 1000
    await page.acknowledge()
    page.acks = True
    await page.texts(2000)
    await page.ended()


@pytest.mark.websocket
async def test_an_ended_session_waits_for_its_confirmation(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_text("all")

    served = serve(kind.app(app), reconnect_timeout=60)
    page = counting(await served.open(ack=0))
    page.acks = False
    await page.ended()
    assert served.sessions() == 1
    page.drop()
    page.executed = 0
    await page.again()
    assert await page.text() == "all"
    await page.ended()
    await page.acknowledge()
    with pytest.raises(PageClosed):
        await page.next()
    await until(lambda: served.sessions() == 0)
