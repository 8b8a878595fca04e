"""Coroutine apps on servers with threads: which loop they run in, and when there is one."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator
from threading import Thread
from typing import TYPE_CHECKING, Protocol

import anyio
import pytest
from flask import Flask

from pywebio import platform
from pywebio.container import default_container
from pywebio.exceptions import SessionClosedException
from pywebio.input import input
from pywebio.output import put_buttons, put_text
from pywebio.platform import httpbased
from pywebio.session import defer_call, hold, run_async
from tests.integration.clients.base import until
from tests.integration.clients.flask import start, view_of
from tests.integration.clients.polling import polling

if TYPE_CHECKING:
    from pywebio.domain.targets import Targets
    from pywebio.ports.http import PollingHandler
    from tests.integration.clients.base import Served


class Serve(Protocol):
    """Mounts each of several targets at /0, /1 and so on, with options for all."""

    def __call__(
        self, *targets: Targets, disable_asyncio: bool = False, debug: bool = False
    ) -> Served: ...


class RunEventLoop(Protocol):
    def __call__(self, debug: bool = False) -> None: ...


def loop_threads() -> int:
    return sum(each.name == "pywebio-event-loop" for each in threading.enumerate())


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    servers: list[Served] = []

    def make(*targets: Targets, disable_asyncio: bool = False, debug: bool = False) -> Served:
        app, handlers = Flask(__name__), dict[str, "PollingHandler"]()
        for number, target in enumerate(targets):
            view, handlers[f"/{number}"] = view_of(
                target, disable_asyncio=disable_asyncio, debug=debug
            )
            app.add_url_rule(f"/{number}", view_func=view)
        servers.append(start(app, handlers))
        return servers[-1]

    yield make
    for served in servers:
        await served.close()
    await until(lambda: loop_threads() == 0, "the loop of the sessions ends with them")


async def tell_loop() -> None:
    put_text(id(asyncio.get_running_loop()), threading.current_thread().name)
    await input("q")


async def other_app() -> None:
    await tell_loop()


class TestOwnLoop:
    async def test_thread_apps_have_none(self, serve: Serve) -> None:
        served = serve(lambda: put_text(loop_threads()))
        assert await (await served.open(path="/0")).text() == "0"

    async def test_all_mounts_share_one_that_ends_with_the_last_session(self, serve: Serve) -> None:
        served = serve(tell_loop, other_app)
        assert loop_threads() == 0
        pages = [await served.open(path=path) for path in ("/0", "/1", "/0")]
        assert len({await page.text() for page in pages}) == 1
        assert loop_threads() == 1
        for page in pages[:2]:
            await page.leave()
        await until(lambda: served.sessions("/0") + served.sessions("/1") == 1)
        await pages[2].reply("x")
        await pages[2].ended()
        await until(lambda: loop_threads() == 0)

    async def test_many_sessions_leave_no_thread_behind(self, serve: Serve) -> None:
        served = serve(tell_loop)
        for _ in range(30):
            page = await served.open(path="/0")
            await page.leave()
        await until(lambda: loop_threads() == 0)

    async def test_leaving_the_page_ends_the_coroutine(self, serve: Serve) -> None:
        ended: list[str] = []

        async def app() -> None:
            defer_call(lambda: ended.append("deferred"))
            put_text("here")
            try:
                await input("q")
            except SessionClosedException:
                ended.append("closed")
                raise

        served = serve(app)
        page = await served.open(path="/0")
        await page.text()
        await page.leave()
        await until(lambda: sorted(ended) == ["closed", "deferred"])

    async def test_it_stays_for_a_task_that_a_session_has_left(self, serve: Serve) -> None:
        left: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
        done: list[asyncio.Task[bool]] = []

        async def app() -> None:
            release = asyncio.Event()
            left.append((asyncio.get_running_loop(), release))
            done.append(asyncio.create_task(release.wait()))
            put_text("started")

        served = serve(app)
        page = await served.open(path="/0")
        assert await page.text() == "started"
        await page.ended()
        assert loop_threads() == 1
        loop, release = left[0]
        loop.call_soon_threadsafe(release.set)
        await until(lambda: loop_threads() == 0)
        assert done[0].done()
        assert not done[0].cancelled()


@pytest.mark.parametrize(
    "run_event_loop",
    [httpbased.run_event_loop, platform.run_event_loop],
    ids=["httpbased", "platform"],
)
@pytest.mark.parametrize("debug", [False, True])
async def test_the_author_may_run_the_loop(
    serve: Serve, run_event_loop: RunEventLoop, debug: bool
) -> None:
    async def app() -> None:
        loop = asyncio.get_running_loop()
        put_text(threading.current_thread().name, loop.get_debug())
        await input("q")
        put_text("went on")

    served = serve(app)
    before = await served.open(path="/0")
    assert await before.text() == "pywebio-event-loop False"

    def run() -> None:
        with pytest.raises(asyncio.CancelledError):
            run_event_loop(debug=debug)

    authors = Thread(target=run, name="the author's", daemon=True)
    authors.start()
    loops = default_container().loops
    await until(lambda: loops._authors is not None)
    during = await served.open(path="/0")
    assert await during.text() == f"the author's {debug}"
    for page in (before, during):
        await page.reply("x")
        assert await page.text() == "went on"
        await page.ended()
    await until(lambda: loop_threads() == 0)
    loop = loops.lend()
    loop.call_soon(lambda: [task.cancel() for task in asyncio.all_tasks()])
    await until(lambda: not authors.is_alive())
    after = await served.open(path="/0")
    assert await after.text() == "pywebio-event-loop False"


def test_an_argument_out_of_place_is_named() -> None:
    with pytest.raises(TypeError, match="debug must be True or False"):
        httpbased.run_event_loop(debug="yes")  # type: ignore[arg-type]  # that is the mistake


class TestWithoutAsyncio:
    async def test_what_pywebio_offers_works(self, serve: Serve) -> None:
        finished: list[str] = []

        async def other() -> None:
            for number in range(3):
                put_text("other", number)
                await asyncio.sleep(0)
            finished.append("other")

        async def clicked(value: str) -> None:
            put_text("answered", await input(value))

        async def app() -> None:
            put_text("hello " + await input("name"))
            task = run_async(other())
            while not task.closed():  # noqa: ASYNC110  # an event of asyncio is what there is not
                await asyncio.sleep(0)
            put_buttons(["question"], onclick=clicked)
            put_buttons(["y"], onclick=lambda value: put_text("plain", value))
            await hold()

        served = serve(app, disable_asyncio=True)
        pages = [polling(await served.open(path="/0")) for _ in range(3)]
        for page in pages:
            await page.reply("you")
        for page in pages:
            assert await page.texts(4) == ["hello you", "other 0", "other 1", "other 2"]
            asking, plain = await page.button(), await page.button()
            await page.click(asking, 0)
            await page.reply("this")
            assert await page.text() == "answered this"
            await page.click(plain, 0)
            assert await page.text() == "plain y"
        assert loop_threads() == 0

    async def test_asyncio_is_a_clear_error_where_it_is_used(
        self, serve: Serve, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def app() -> None:
            await asyncio.sleep(1)

        served = serve(app, disable_asyncio=True, debug=True)
        with caplog.at_level(logging.ERROR):
            page = await served.open(path="/0")
            await page.ended()
        assert "await asyncio.sleep(1)" in caplog.text
        assert "leave disable_asyncio out" in caplog.text
        assert "leave disable_asyncio out" in str(page.received)

    async def test_no_thread_is_started(self, serve: Serve) -> None:
        names: list[str] = []

        async def app() -> None:
            names.append(threading.current_thread().name)
            await input("q")
            names.append(threading.current_thread().name)

        served = serve(app, disable_asyncio=True)
        page = await served.open(path="/0")
        await page.reply("x")
        await page.ended()
        assert all("process_request_thread" in name for name in names)
        started: list[str] = []
        original = Thread.start

        def start_noting(thread: Thread) -> None:
            started.append(thread.name)
            original(thread)

        page = await served.open(path="/0")
        await page.next("input_group")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Thread, "start", start_noting)
            await page.leave()
            await until(lambda: served.sessions("/0") == 0)
        assert all("process_request_thread" in name for name in started)

    async def test_leaving_the_page_ends_the_coroutine(self, serve: Serve) -> None:
        ended: list[str] = []

        async def app() -> None:
            defer_call(lambda: ended.append("deferred"))
            try:
                await input("q")
            except SessionClosedException:
                ended.append("closed")
                raise

        served = serve(app, disable_asyncio=True)
        page = await served.open(path="/0")
        await page.next("input_group")
        await page.leave()
        await until(lambda: sorted(ended) == ["closed", "deferred"])

    async def test_steps_of_a_session_never_run_at_the_same_time(self, serve: Serve) -> None:
        inside, wrong = threading.Lock(), list[str]()

        async def app() -> None:
            def step(value: str) -> None:
                if not inside.acquire(blocking=False):
                    wrong.append(value)
                    return
                time.sleep(0.002)
                inside.release()
                put_text(value)

            put_buttons(["x"], onclick=step)
            await hold()

        served = serve(app, disable_asyncio=True)
        page = polling(await served.open(path="/0"))
        callback = await page.button()
        event = b'{"event":"callback","task_id":"%b","data":0}' % callback.encode()

        async def post(number: int) -> None:
            while True:
                query = {"seq": number, "wait": 0}
                answered = await page.request("POST", query, b"[%b]" % event)
                if answered.status == 200:
                    return

        async with anyio.create_task_group() as group:
            for number in range(30):
                group.start_soon(post, number)
        assert wrong == []
        assert await page.texts(30) == ["x"] * 30
