"""Coroutine apps are ordinary asyncio tasks: everything of asyncio and anyio works in them."""

from __future__ import annotations

import asyncio
import contextvars
import functools
import gc
import sys
import threading
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import anyio
import anyio.from_thread
import anyio.to_thread
import pytest

from pywebio.domain import own_loops
from pywebio.exceptions import SessionClosedException, SessionException
from pywebio.input import input
from pywebio.output import put_button, put_text, use_scope
from pywebio.session import defer_call, hold, run_async, run_asyncio_coroutine
from tests.integration.clients.base import answer, until

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator

    from anyio.streams.memory import MemoryObjectSendStream

    from pywebio.ports.types import UserValue
    from tests.integration.conftest import Serve

P = ParamSpec("P")
R = TypeVar("R")


async def ask(label: str) -> str:
    return str(await answer(input(label)))


async def test_gather_asks_side_by_side(serve: Serve) -> None:
    async def app() -> None:
        put_text(" ".join(await asyncio.gather(ask("a"), ask("b"), ask("c"))))

    page = await serve(app).open()
    forms = {form.spec["label"]: form for form in [await page.next("input_group") for _ in "abc"]}
    assert len({form.task_id for form in forms.values()}) == 3
    for label in "cab":
        await page.submit(forms[label], label.upper())
    assert await page.text() == "A B C"
    await page.ended()


async def test_create_task_and_plain_awaitables(serve: Serve) -> None:
    async def app() -> None:
        task = asyncio.create_task(ask("task"))
        future = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(0.01, future.set_result, "future")
        put_text(await future)
        await asyncio.sleep(0)
        put_text(await task)

    page = await serve(app).open()
    await page.reply("answered")
    assert await page.texts(2) == ["future", "answered"]
    await page.ended()


async def test_threads_of_asyncio_and_anyio_belong_to_the_session(serve: Serve) -> None:
    def work(name: str) -> str:
        put_text(f"in {name}")
        return threading.current_thread().name

    async def app() -> None:
        with use_scope("inner"):
            names = [await asyncio.to_thread(work, "asyncio")]
            names.append(await anyio.to_thread.run_sync(work, "anyio"))
            loop = asyncio.get_running_loop()
            context = contextvars.copy_context()
            names.append(await loop.run_in_executor(None, context.run, work, "executor"))
        assert threading.current_thread().name not in names
        put_text("end")

    page = await serve(app).open()
    assert await page.texts(4) == ["in asyncio", "in anyio", "in executor", "end"]
    scopes = [command.spec["scope"] for command in page.received if command.name == "output"]
    assert [scope.endswith("inner") for scope in scopes] == [True, True, True, False]
    await page.ended()


async def test_exceptions_of_futures_reach_the_app(serve: Serve) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    async def app() -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(None, fail)
        except ZeroDivisionError:
            put_text("caught")

    assert await (await serve(app).open()).text() == "caught"


async def test_an_input_that_times_out_takes_its_form_away(serve: Serve) -> None:
    async def app() -> None:
        try:
            await asyncio.wait_for(ask("quick"), 0.02)
        except asyncio.TimeoutError:
            put_text("too slow")
        with anyio.move_on_after(0.02):
            await ask("quicker")
        put_text(await ask("calm"))

    page = await serve(app).open()
    for _ in range(2):
        form = await page.next("input_group")
        assert (await page.next("destroy_form")).task_id == form.task_id
    form = await page.reply("fine")
    assert form.spec["label"] == "calm"
    assert await page.text() == "fine"
    assert await_texts(page.received) == ["too slow", "fine"]
    await page.ended()


def await_texts(received: list[UserValue]) -> list[str]:
    return [command.spec["content"] for command in received if command.name == "output"]


async def test_anyio_task_groups_and_streams(serve: Serve) -> None:
    async def app() -> None:
        send, receive = anyio.create_memory_object_stream[str](10)

        async def producer(label: str, own: MemoryObjectSendStream[str]) -> None:
            async with own:
                await own.send(await ask(label))

        async with anyio.create_task_group() as group:
            group.start_soon(producer, "x", send.clone())
            group.start_soon(producer, "y", send.clone())
            send.close()
            async with receive:
                async for item in receive:
                    put_text(item)
        put_text("end")

    page = await serve(app).open()
    forms = [await page.next("input_group") for _ in range(2)]
    for form in reversed(forms):
        await page.submit(form, form.spec["label"])
        assert await page.text() == form.spec["label"]
    assert await page.text() == "end"
    await page.ended()


if sys.version_info >= (3, 11):  # asyncio has groups and time-outs since then

    async def test_asyncio_groups_and_timeouts(serve: Serve) -> None:
        async def app() -> None:
            try:
                async with asyncio.timeout(0.02), asyncio.TaskGroup() as hurried:
                    hurried.create_task(ask("too slow"))
            except TimeoutError:
                put_text("gone")
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(ask(label)) for label in "xy"]
            put_text(" ".join(task.result() for task in tasks))

        page = await serve(app).open()
        form = await page.next("input_group")
        assert (await page.next("destroy_form")).task_id == form.task_id
        assert await page.text() == "gone"
        forms = [await page.next("input_group") for _ in range(2)]
        for form in reversed(forms):
            await page.submit(form, form.spec["label"].upper())
        assert await page.text() == "X Y"
        await page.ended()


async def test_a_plain_function_in_a_thread_asks_and_waits(serve: Serve) -> None:
    def work() -> str:
        return f"{input('first')} {input('second')}"

    async def app() -> None:
        put_text(" ".join(await asyncio.gather(asyncio.to_thread(work), ask("beside"))))

    page = await serve(app).open()
    asked = {}
    for _ in range(2):
        form = await page.next("input_group")
        asked[form.spec["label"]] = form
    await page.submit(asked["first"], "1")
    await page.reply("2")
    await page.submit(asked["beside"], "3")
    assert await page.text() == "1 2 3"
    await page.ended()


async def test_anyio_comes_back_from_threads(serve: Serve) -> None:
    async def app() -> None:
        def in_thread() -> str:
            return anyio.from_thread.run(ask, "from a thread")

        put_text(await anyio.to_thread.run_sync(in_thread))

    page = await serve(app).open()
    await page.reply("and back")
    assert await page.text() == "and back"


def wrapped(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def around(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    return around


async def greet(greeting: str = "hello", *, name: str = "you") -> None:
    await asyncio.sleep(0)
    put_text(f"{greeting} {name} {threading.current_thread().name}")


class CallableObject:
    async def __call__(self) -> None:
        await greet("object")


class Methods:
    async def method(self) -> None:
        await greet("method")


def generator() -> Generator[Coroutine[object, object, object], UserValue, None]:
    yield greet("generator")


APPS: dict[str, tuple[Callable[[], object], str]] = {
    "plain": (greet, "hello you"),
    "partial": (functools.partial(greet, "hi"), "hi you"),
    "partials": (functools.partial(functools.partial(greet, "hi"), name="me"), "hi me"),
    "wraps": (wrapped(greet), "hello you"),
    "partial of wraps": (functools.partial(wrapped(wrapped(greet)), "hi"), "hi you"),
    "callable object": (CallableObject(), "object you"),
    "method": (Methods().method, "method you"),
    "generator": (generator, "generator you"),
}


@pytest.mark.one_of_each
@pytest.mark.parametrize(("app", "shown"), APPS.values(), ids=APPS)
async def test_every_form_of_a_coroutine_function_is_one(
    serve: Serve, app: Callable[[], object], shown: str
) -> None:
    page = await serve({"index": app}).open()
    text = await page.text()
    assert text.startswith(shown)
    assert "pywebio-worker" not in text, "it runs on the loop, not in a thread"
    await page.ended()


async def test_run_async_keeps_the_session_open(serve: Serve) -> None:
    async def app() -> None:
        async def background(number: int) -> None:
            put_text(f"{number} {await ask(str(number))}")

        handlers = [run_async(background(number)) for number in range(3)]
        await asyncio.sleep(0)
        handlers[1].close()
        put_text(await run_asyncio_coroutine(greeting()))

    async def greeting() -> str:
        return "main is over"

    page = await serve(app).open()
    while await page.text() != "main is over":
        pass
    forms = [command for command in page.received if command.name == "input_group"]
    while len(forms) < 2:
        forms.append(await page.next("input_group"))
    for form in forms:
        if form.spec["label"] != "1":
            await page.submit(form, "done")
    assert set(await page.texts(2)) == {"0 done", "2 done"}
    await page.ended()


async def test_many_sleepers_sleep_side_by_side(serve: Serve) -> None:
    async def app() -> None:
        asleep = 0
        all_asleep = asyncio.Event()

        async def sleeper() -> None:
            nonlocal asleep
            asleep += 1
            if asleep == 100:
                all_asleep.set()
            await all_asleep.wait()

        await asyncio.gather(*(sleeper() for _ in range(100)))
        put_text("well rested")

    assert await (await serve(app).open()).text() == "well rested"


async def test_a_page_that_leaves_ends_every_task(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_loops, "GRACE_SECONDS", 0.02)
    ended: list[str] = []

    async def waits(name: str, waiting: Callable[[], Coroutine[object, object, object]]) -> None:
        try:
            await waiting()
        except SessionClosedException:
            ended.append(f"{name} closed")
            raise
        except asyncio.CancelledError:
            ended.append(f"{name} cancelled")
            raise
        finally:
            # Cleaning up may await.
            await asyncio.sleep(0)
            ended.append(f"{name} clean")

    async def app() -> None:
        run_async(waits("input", lambda: ask("q")))
        run_async(waits("sleep", lambda: asyncio.sleep(1000)))
        defer_call(lambda: ended.append("deferred"))
        put_text("ready")
        await waits("main", lambda: ask("main"))

    served = serve(app)
    page = await served.open()
    for _ in range(2):
        await page.next("input_group")
    await page.leave()
    await until(lambda: len(ended) == 7)
    assert ended[0] == "deferred"
    assert set(ended) == {
        "deferred",
        "input closed",
        "input clean",
        "sleep cancelled",
        "sleep clean",
        "main closed",
        "main clean",
    }


async def test_a_task_cancelled_by_its_own_app_ends_that_app_only(serve: Serve) -> None:
    async def app() -> None:
        task = asyncio.create_task(asyncio.sleep(1000))
        task.cancel()
        await task

    served = serve({"cancels": app, "fine": greet})
    page = await served.open(app="cancels")
    await page.ended()
    page = await served.open(app="fine")
    assert (await page.text()).startswith("hello")
    await page.ended()
    await until(lambda: served.sessions() == 0)


async def test_callbacks_run_while_the_app_awaits(serve: Serve) -> None:
    async def app() -> None:
        clicked = asyncio.Event()

        async def slow() -> None:
            await clicked.wait()
            put_text("slow")

        def fast() -> None:
            put_text("fast")
            clicked.set()

        put_button("slow", slow)
        put_button("fast", fast)
        await answer(hold())

    page = await serve(app).open()
    slow, fast = await page.button(), await page.button()
    await page.click(slow, 0)
    await page.click(fast, 0)
    assert await page.texts(2) == ["fast", "slow"]


async def test_a_task_that_outlives_its_session_hears_of_it(serve: Serve) -> None:
    errors: list[Exception] = []
    tasks: list[asyncio.Task[None]] = []
    ended = threading.Event()

    async def app() -> None:
        async def later() -> None:
            await asyncio.to_thread(ended.wait)
            try:
                put_text("too late")
            except SessionException as error:
                errors.append(error)

        tasks.append(asyncio.create_task(later()))
        defer_call(ended.set)

    page = await serve(app).open()
    await page.ended()
    await until(lambda: errors)
    assert isinstance(errors[0], SessionClosedException)
    tasks.clear()
    gc.collect()
