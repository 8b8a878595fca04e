"""Sessions begin with a page and end with the app or the page."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import anyio
import pytest

from pywebio.exceptions import (
    SessionClosedException,
    SessionException,
    SessionNotFoundException,
)
from pywebio.input import input
from pywebio.output import put_buttons, put_text
from pywebio.session import defer_call, eval_js, hold, info, local, register_thread, run_js
from tests.integration.clients.base import AppKind, Transport, answer, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.clients.base import Backend, Page, Served
    from tests.integration.conftest import Serve


async def test_an_app_asks_and_answers(serve: Serve, kind: AppKind, ack: int | None) -> None:
    async def app() -> None:
        name = await answer(input("Your name"))
        put_text(f"Hello, {name}")

    served = serve(kind.app(app))
    page = await served.open(ack=ack)
    form = await page.reply("Ada")
    assert form.spec["label"] == "Your name"
    assert (await page.next()).name == "destroy_form"
    assert await page.text() == "Hello, Ada"
    await page.ended()
    assert await page.gone() == 1000
    await until(lambda: served.sessions() == 0)


async def test_every_page_is_a_session_of_its_own(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        local.name = await answer(input("name"))
        await answer(input("wait"))
        put_text(f"{local.name} {'other' in local}")
        local.other = True

    served = serve(kind.app(app))
    pages = [await served.open() for _ in range(3)]
    for number, page in enumerate(pages):
        await page.reply(f"page {number}")
    for number, page in enumerate(pages):
        await page.reply("")
        assert await page.text() == f"page {number} False"


async def test_an_empty_app_ends_at_once(serve: Serve, kind: AppKind, ack: int | None) -> None:
    async def app() -> None:
        pass

    page = await serve(kind.app(app)).open(ack=ack)
    assert (await page.next()).name == "close_session"
    assert await page.gone() == 1000


@pytest.mark.leaves
async def test_a_page_that_leaves_ends_a_waiting_input(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    seen: list[object] = []

    async def app() -> None:
        try:
            await answer(input("never answered"))
        except SessionClosedException as error:
            seen.append(error)
            try:
                put_text("too late")
            except SessionException as late:
                seen.append(late)
            raise

    served = serve(kind.app(app))
    page = await served.open(ack=ack)
    await page.next("input_group")
    await page.leave()
    await until(lambda: len(seen) == 2)
    assert served.sessions() == 0


async def test_hold_lasts_until_the_page_leaves_and_goes_on_behind(
    serve: Serve, kind: AppKind
) -> None:
    after: list[str] = []

    async def app() -> None:
        put_text("holding")
        await answer(hold())
        after.append("hold is over")

    page = await serve(kind.app(app)).open()
    await page.text()
    await page.leave()
    await until(lambda: after)


async def test_eval_js_gets_the_answer_of_the_page(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        run_js("quiet()")
        put_text(repr(await answer(eval_js("a + b", a=1, b=[2, None]))))

    page = await serve(kind.app(app)).open()
    quiet = await page.next("run_script")
    assert quiet.spec == {"code": "quiet()", "args": {}}
    asked = await page.next("run_script")
    assert asked.spec == {"code": "a + b", "args": {"a": 1, "b": [2, None]}, "eval": True}
    await page.send({"event": "js_yield", "task_id": asked.task_id, "data": {"x": [1, 2.5, "é"]}})
    assert await page.text() == repr({"x": [1, 2.5, "é"]})


async def test_info_tells_of_the_browser(serve: Serve, backend: Backend, kind: AppKind) -> None:
    facts: dict[str, object] = {}

    async def app() -> None:
        names = ("user_language", "server_host", "origin", "user_ip", "backend", "protocol")
        facts.update({name: info[name] for name in names})
        facts["browser"] = info.user_agent.browser.family

    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
    headers = {"Accept-Language": "de-DE,de;q=0.9", "User-Agent": firefox}
    served = serve(kind.app(app))
    page = await served.open(headers=headers, origin=f"http://{served.address}")
    await page.ended()
    assert facts == {
        "user_language": "de-DE",
        "server_host": served.address,
        "origin": f"http://{served.address}",
        "user_ip": "127.0.0.1",
        "backend": backend.says or backend.name,
        "protocol": "http" if backend.transport is Transport.POLLING else "websocket",
        "browser": "Firefox",
    }


async def end_by_leaving(page: Page) -> None:
    await page.leave()


async def end_by_answering(page: Page) -> None:
    await page.reply("done")
    await page.ended()


async def end_by_failing(page: Page) -> None:
    await page.reply("fail")
    await page.ended()


async def end_by_exit(page: Page) -> None:
    await page.reply("exit")
    await page.ended()


@pytest.mark.parametrize(
    "end", [end_by_leaving, end_by_answering, end_by_failing, end_by_exit], ids=lambda f: f.__name__
)
async def test_deferred_functions_run_once_and_in_order_whatever_the_end(
    serve: Serve, kind: AppKind, end: Callable[[Page], object], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL + 1, "pywebio")
    calls: list[str] = []

    async def app() -> None:
        @defer_call
        def first() -> None:
            calls.append("first")

        @defer_call
        def failing() -> None:
            calls.append("failing")
            raise RuntimeError("deferred")

        defer_call(lambda: calls.append("last"))
        put_text("ready")
        wanted = await answer(input())
        if wanted == "fail":
            raise ValueError("app")
        if wanted == "exit":
            raise SystemExit

    served = serve(kind.app(app))
    page = await served.open()
    await page.text()
    result = end(page)
    assert result is not None
    await result  # type: ignore[misc]  # every ending is a coroutine function
    await until(lambda: len(calls) == 3)
    await until(lambda: served.sessions() == 0)
    assert calls == ["first", "failing", "last"]


async def test_a_failing_app_tells_its_user_and_nobody_else(
    serve: Serve, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    async def app() -> None:
        if await answer(input()) == "fail":
            raise ValueError("secret detail")
        put_text("fine")

    served = serve(kind.app(app))
    failing, other = await served.open(), await served.open()
    await failing.reply("fail")
    toast = await failing.next("toast")
    assert toast.spec["content"] == "An internal error occurred in the application"
    await failing.ended()
    assert "secret" not in repr(failing.received)
    await other.reply("work")
    assert await other.text() == "fine"
    records = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(records) == 1
    assert "secret detail" in caplog.text
    assert "Traceback" in caplog.text


async def test_a_chinese_user_is_told_in_chinese(
    serve: Serve, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    async def app() -> None:
        raise ValueError

    page = await serve(kind.app(app)).open(headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    toast = await page.next("toast")
    assert toast.spec["content"] == "应用程序发生内部错误"


async def test_debug_shows_the_traceback(
    serve: Serve, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    async def app() -> None:
        raise ValueError("</script><b>detail")

    page = await serve(kind.app(app), debug=True).open()
    popup = await page.next("popup")
    text = popup.spec["content"][0]["data"]["contents"][0]
    assert text["type"] == "text"
    assert "ValueError: </script><b>detail" in text["content"]
    assert "Traceback" in text["content"]
    script = await page.next("run_script")
    assert "ValueError" in script.spec["args"]["trace"]
    await page.ended()


async def test_a_failing_callback_leaves_the_session_alive(
    serve: Serve, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    async def app() -> None:
        def click(value: str) -> None:
            if value == "fail":
                raise ValueError
            put_text(value)

        put_buttons(["fail", "work"], click)

    page = await serve(kind.app(app)).open()
    button = await page.button()
    await page.click(button, 0)
    await page.next("toast")
    await page.click(button, 1)
    assert await page.text() == "work"


async def test_a_session_with_callbacks_lasts_until_its_page_leaves(
    serve: Serve, kind: AppKind
) -> None:
    ended = threading.Event()

    async def app() -> None:
        defer_call(ended.set)
        put_buttons(["more"], lambda _: put_text("more"))

    served = serve(kind.app(app))
    page = await served.open()
    button = await page.button()
    for _ in range(3):
        await page.click(button, 0)
        assert await page.text() == "more"
    assert served.sessions() == 1
    assert not ended.is_set()
    await page.leave()
    await until(ended.is_set)
    assert served.sessions() == 0


async def test_registered_threads_keep_a_session_open(serve: Serve) -> None:
    go_on = threading.Event()

    def app() -> None:
        def work(number: int) -> None:
            go_on.wait()
            put_text(f"thread {number}, {input(f'for {number}')}")

        threads = [threading.Thread(target=work, args=(n,), daemon=True) for n in range(3)]
        for thread in threads:
            register_thread(thread)
            thread.start()
        put_text("main is over")

    page = await serve(app).open()
    assert await page.text() == "main is over"
    go_on.set()
    forms = [await page.next("input_group") for _ in range(3)]
    for form in reversed(forms):
        await page.submit(form, form.spec["label"])
    texts = set(await page.texts(3))
    assert texts == {f"thread {n}, for {n}" for n in range(3)}
    await page.ended()


async def test_a_thread_of_ones_own_needs_registering(serve: Serve) -> None:
    errors: list[Exception] = []

    def app() -> None:
        def work() -> None:
            try:
                put_text("from nowhere")
            except SessionNotFoundException as error:
                errors.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        with pytest.raises(RuntimeError, match="before the thread is started"):
            register_thread(thread)
        put_text("done")

    page = await serve(app).open()
    assert await page.text() == "done"
    assert "register_thread" in str(errors[0])


async def asks_twice() -> None:
    first = await answer(input("first"))
    second = await answer(input("second"))
    put_text(f"{first} {second}")


async def test_40_sessions_at_once(serve: Serve, kind: AppKind) -> None:
    await many_visits(serve(kind.app(asks_twice)), 40)


@pytest.mark.one_of_each
async def test_200_sessions_at_once(serve: Serve, kind: AppKind) -> None:
    await many_visits(serve(kind.app(asks_twice)), 200)


async def many_visits(served: Served, count: int) -> None:
    async def visit(number: int) -> None:
        page = await served.open(ack=0 if number % 2 else None)
        await page.reply(str(number))
        await page.next("destroy_form")
        await started.wait()
        await page.reply(str(number + 1))
        assert await page.text() == f"{number} {number + 1}"
        await page.ended()
        done.append(number)

    started, done = anyio.Event(), list[int]()
    async with anyio.create_task_group() as visitors:
        for number in range(count):
            visitors.start_soon(visit, number)
        await until(lambda: served.sessions() == count)
        started.set()
    assert sorted(done) == list(range(count))
    await until(lambda: served.sessions() == 0)
