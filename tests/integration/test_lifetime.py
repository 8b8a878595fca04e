"""What a session leaves behind when it has ended: nothing."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest

from pywebio.container import default_container
from pywebio.domain import own_loops, workers
from pywebio.domain.context import current_session
from pywebio.domain.session import Session
from pywebio.domain.workers import WorkerThreads
from pywebio.input import input
from pywebio.output import clear, popup, put_buttons, put_scope, put_text, toast, use_scope
from pywebio.session import hold, local
from tests.integration.clients.base import AppKind, Transport, answer, until

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from pywebio.container import Container
    from tests.integration.clients.base import Backend, Page
    from tests.integration.conftest import Serve


def worker_threads() -> int:
    return sum(thread.name == "pywebio-worker" for thread in threading.enumerate())


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Container:
    """Parts whose idle threads end at once, and so do tasks that nobody waits for."""
    monkeypatch.setattr(workers, "_IDLE_SECONDS", 0.02)
    monkeypatch.setattr(own_loops, "GRACE_SECONDS", 0.02)
    return default_container().with_(workers=WorkerThreads())


async def test_sessions_that_wait_for_callbacks_hold_no_thread(
    serve: Serve, kind: AppKind, impatient: Container
) -> None:
    async def app() -> None:
        put_buttons(["b"], lambda _: put_text("answer"))

    before = worker_threads()
    served = serve(kind.app(app), container=impatient)
    pages = [await served.open() for _ in range(50)]
    buttons = [await page.button() for page in pages]
    await until(lambda: worker_threads() <= before, "50 waiting sessions without a thread")
    for page, button in zip(pages, buttons, strict=True):
        await page.click(button, 0)
        assert await page.text() == "answer"
    await until(lambda: worker_threads() <= before)
    assert served.sessions() == 50


async def test_coroutine_sessions_take_no_threads_at_all(serve: Serve, backend: Backend) -> None:
    async def app() -> None:
        put_text("here")
        await answer(input("q"))

    served = serve(app)
    # Servers of request threads keep them for a while.
    polls = backend.transport is Transport.POLLING
    count = worker_threads if polls else threading.active_count
    before = count()
    pages = [await served.open() for _ in range(100)]
    for page in pages:
        await page.text()
    # One thread is the registry's timer.
    assert count() <= before + (not polls)


async def finish(page: Page) -> None:
    await page.reply("x")
    await page.next("destroy_form")
    await page.leave()


async def leave(page: Page) -> None:
    await page.next("input_group")
    await page.leave()


async def leave_at_once(page: Page) -> None:
    await page.leave()


ENDINGS = [finish, leave, leave_at_once]


@pytest.mark.parametrize("end", ENDINGS, ids=lambda end: end.__name__)
async def test_nothing_of_a_session_is_left(
    serve: Serve,
    kind: AppKind,
    impatient: Container,
    end: Callable[[Page], Coroutine[object, object, None]],
) -> None:
    sessions: weakref.WeakSet[Session] = weakref.WeakSet()

    async def app() -> None:
        sessions.add(current_session())
        local.myself = current_session()
        with use_scope("s"):
            put_text("x").onclick(lambda: local.myself)
        await answer(input("q", validate=lambda _: None))
        clear("s")

    # Pages that say goodbye are not waited for.
    served = serve(kind.app(app), container=impatient, reconnect_timeout=60)
    threads = worker_threads()
    for _ in range(10):
        await end(await served.open(ack=0))
    await until(lambda: served.sessions() == 0)
    await until(lambda: worker_threads() <= threads)

    def nothing_left() -> bool:
        gc.collect()
        return not sessions

    await until(nothing_left, "every Session is collected")


async def test_counts_return_after_many_sessions(
    serve: Serve, kind: AppKind, impatient: Container
) -> None:
    async def app() -> None:
        sessions.add(current_session())
        put_text(await answer(input("q")))

    sessions: weakref.WeakSet[Session] = weakref.WeakSet()
    threads = worker_threads()
    served = serve(kind.app(app), container=impatient)

    async def rounds(count: int) -> None:
        for number in range(count):
            page = await served.open(ack=0 if number % 2 else None)
            await page.reply("x")
            assert await page.text() == "x"
            if number % 3 or not page.counts:
                await page.ended()
            await page.leave()
        served._pages.clear()

    def counts() -> tuple[int, ...]:
        gc.collect()
        kinds = [type(each).__name__ for each in gc.get_objects()]
        return (
            len(sessions),
            *map(kinds.count, ("Session", "Outbox", "Conversation", "Exchange", "Wait")),
            *map(kinds.count, ("SiteHandler", "IOStream", "Request", "StreamWriter")),
            worker_threads(),
        )

    await rounds(5)
    await until(lambda: served.sessions() == 0)
    await until(lambda: counts()[0] == 0 and worker_threads() <= threads)
    before = counts()
    await rounds(20)
    await until(lambda: served.sessions() == 0)
    await until(lambda: all(now <= then for now, then in zip(counts(), before, strict=True)))


@pytest.mark.one_of_each
async def test_200_clicks_leave_nothing_behind(
    serve: Serve, kind: AppKind, impatient: Container
) -> None:
    sessions: list[Session] = []

    async def app() -> None:
        sessions.append(current_session())

        def click(value: str) -> None:
            with use_scope("result", clear=True):
                put_text(value).onclick(lambda: None)
                put_buttons(["inner"], lambda _: None)
            put_scope("other", put_buttons(["deep"], lambda _: None), scope="result")
            popup("P", [put_buttons(["popped"], lambda _: None)])
            toast("clicked")

        put_buttons(["click"], click)
        await answer(hold())

    served = serve(kind.app(app), container=impatient)
    page = await served.open()
    button = await page.button()

    def entries() -> list[int]:
        session = sessions[0]
        gc.collect()
        return [
            len(session.page._callbacks),
            len(session._tasks),
            len(session.page._contents._scopes),
            len(session.page._contents._places),
            sum(
                len(scope.callbacks) + len(scope.scopes)
                for scope in session.page._contents._scopes.values()
            ),
        ]

    async def clicks(count: int) -> None:
        for _ in range(count):
            await page.click(button, 0)
            await page.next("toast")
        await until(lambda: len(sessions[0]._tasks) == 1)

    await clicks(10)
    before = entries()
    await clicks(200)
    await until(
        lambda: all(now <= then for now, then in zip(entries(), before, strict=True)), "constant"
    )
    # Of the outbox only what the last click wrote, which the next write confirms.
    assert len(sessions[0].outbox._messages) <= 10


@pytest.mark.one_of_each
async def test_200_forms_leave_nothing_behind(serve: Serve, kind: AppKind, ack: int | None) -> None:
    sessions: list[Session] = []

    async def app() -> None:
        sessions.append(current_session())
        for _ in range(200):
            await answer(input("q", action=("set", lambda put: put("x"))))
        put_text("end")
        await answer(hold())

    page = await serve(kind.app(app)).open(ack=ack)
    for _ in range(200):
        await page.reply("x")
    assert await page.text() == "end"
    session = sessions[0]
    assert len(session.page._callbacks) == 0
    assert len(session._tasks) == 1
