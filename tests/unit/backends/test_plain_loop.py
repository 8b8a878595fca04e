"""Coroutine apps without asyncio."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import partial
from threading import Barrier, Event, Lock, Thread

import pytest

from pywebio.backends.plain_loop import PlainLoop, PlainLoops
from tests.unit.support import PATIENCE

Log = list[str]


def spawn(loop: PlainLoop, coroutine: Coroutine[object, object, None]) -> None:
    loop.call_soon(lambda: loop.spawn(coroutine))


def test_calls_run_here_and_now_and_never_inside_each_other() -> None:
    loop, log = PlainLoop(), Log()

    def outer() -> None:
        assert loop.is_current()
        loop.call_soon(lambda: log.append("inner"))
        log.append("outer")

    assert not loop.is_current()
    loop.call_soon(outer)
    assert log == ["outer", "inner"]
    assert not loop.is_current()


def test_each_session_has_a_loop_of_its_own() -> None:
    loops = PlainLoops()
    assert loops.lend() is not loops.lend()
    loops.lend().release()


def test_calls_of_many_threads_run_one_after_the_other_each_once_and_in_order() -> None:
    loop, together, inside = PlainLoop(), Barrier(8), Lock()
    done, wrong = list[int](), Log()

    def call(number: int) -> None:
        if not (inside.acquire(blocking=False) and loop.is_current()):
            wrong.append(f"call {number} is not alone")
        done.append(number)
        inside.release()

    def send(first: int) -> None:
        together.wait()
        for number in range(first, first + 500):
            loop.call_soon(partial(call, number))

    threads = [Thread(target=send, args=[500 * n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert wrong == []
    assert sorted(done) == list(range(4000))
    for n in range(8):
        mine = [number for number in done if number // 500 == n]
        assert mine == sorted(mine)


def test_a_call_that_fails_does_not_stop_those_behind_it() -> None:
    loop, log = PlainLoop(), Log()

    def fail() -> None:
        loop.call_soon(lambda: log.append("behind"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loop.call_soon(fail)
    loop.call_soon(lambda: log.append("later"))
    assert log == ["behind", "later"]


def test_a_later_call_comes_unless_it_is_cancelled() -> None:
    loop, called = PlainLoop(), Event()
    loop.call_later(0.001, called.set)
    assert called.wait(PATIENCE)
    before = threading.active_count()
    called.clear()

    def change_ones_mind() -> None:
        cancel = loop.call_later(60.0, called.set)
        cancel()

    # It takes no thread then.
    loop.call_soon(change_ones_mind)
    assert threading.active_count() <= before
    loop.call_later(60.0, called.set)()
    assert not called.is_set()


def test_a_coroutine_goes_on_when_what_it_waits_for_is_set() -> None:
    loop, log = PlainLoop(), Log()
    signal = loop.signal()

    async def wait(name: str) -> None:
        log.append(f"{name} waits")
        await signal.wait()
        log.append(f"{name} goes on")
        await signal.wait()

    spawn(loop, wait("one"))
    spawn(loop, wait("two"))
    assert log == ["one waits", "two waits"]
    loop.call_soon(signal.set)
    assert log[2:] == ["one goes on", "two goes on"]


def test_each_coroutine_is_a_task_with_a_context_of_its_own() -> None:
    loop, mark = PlainLoop(), ContextVar("mark", default="none")
    tasks, marks = list[object](), Log()

    async def main() -> None:
        tasks.append(loop.current_task())
        marks.append(mark.get())
        mark.set("changed")

    def start() -> None:
        mark.set("here")
        loop.spawn(main())
        loop.spawn(main())

    loop.call_soon(start)
    assert marks == ["here", "here"]
    assert len({None, *tasks}) == 3
    assert loop.current_task() is None


def test_sleep_0_lets_others_go_first() -> None:
    loop, log = PlainLoop(), Log()

    async def main(name: str) -> None:
        for number in range(2):
            log.append(f"{name}{number}")
            await asyncio.sleep(0)

    def start() -> None:
        loop.spawn(main("a"))
        loop.spawn(main("b"))

    loop.call_soon(start)
    assert log == ["a0", "b0", "a1", "b1"]


async def sleep() -> None:
    await asyncio.sleep(1)


async def other_thread() -> None:
    await asyncio.to_thread(print)


async def event() -> None:
    await asyncio.Event().wait()


async def task() -> None:
    coroutine = sleep()
    try:
        await asyncio.create_task(coroutine)
    finally:
        coroutine.close()


class Foreign:
    """What some other library waits for."""

    def __await__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204  # any generator
        yield self


async def foreign() -> None:
    await Foreign()


@pytest.mark.parametrize("wrong", [sleep, other_thread, event, task, foreign])
def test_asyncio_explains_itself_where_it_is_called(
    wrong: Callable[[], Coroutine[object, object, None]],
) -> None:
    loop, errors = PlainLoop(), list[RuntimeError]()

    async def main() -> None:
        try:
            await wrong()
        except RuntimeError as error:
            errors.append(error)
        # It can go on.
        await asyncio.sleep(0)
        errors.append(RuntimeError("went on"))

    spawn(loop, main())
    assert "disable_asyncio" in str(errors[0])
    assert errors[0].__traceback__ is not None
    assert str(errors[1]) == "went on"
    with pytest.raises(RuntimeError, match="no running event loop"):
        asyncio.get_running_loop()


def test_a_cancelled_coroutine_may_clean_up_as_with_asyncio() -> None:
    loop, log = PlainLoop(), Log()
    signal, cleaned = loop.signal(), loop.signal()

    async def main() -> None:
        try:
            await signal.wait()
        except asyncio.CancelledError:
            log.append("cancelled")
            raise
        finally:
            await cleaned.wait()
            log.append("cleaned up")

    spawned: list[Callable[[], object]] = []
    loop.call_soon(lambda: spawned.append(loop.spawn(main()).cancel))
    spawned[0]()
    # What it waited for does not matter any more.
    loop.call_soon(signal.set)
    assert log == ["cancelled"]
    loop.call_soon(cleaned.set)
    assert log == ["cancelled", "cleaned up"]
    spawned[0]()


def test_one_that_cancels_itself_ends_at_its_next_wait() -> None:
    loop, log = PlainLoop(), Log()

    async def main() -> None:
        itself = loop.current_task()
        assert itself is not None
        itself.cancel()
        log.append("still runs")
        await loop.signal().wait()
        log.append("never")

    spawn(loop, main())
    assert log == ["still runs"]


def test_a_cancelled_error_of_the_app_ends_it_alone() -> None:
    loop, log = PlainLoop(), Log()

    async def main() -> None:
        raise asyncio.CancelledError

    spawn(loop, main())
    loop.call_soon(lambda: log.append("unharmed"))
    assert log == ["unharmed"]
