"""The event loop that threaded servers share."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

import pytest

from pywebio.backends.loop_thread import LoopThread
from pywebio.ports.loop import EventLoop
from pywebio.testing import check_event_loop
from tests.unit.support import PATIENCE

T = TypeVar("T")


def loop_threads() -> list[Thread]:
    """The threads in which loops of their own run."""
    return [each for each in threading.enumerate() if each.name == "pywebio-event-loop"]


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "never happened"
        time.sleep(0.002)


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    wait_until(lambda: not loop_threads())
    yield
    wait_until(lambda: not loop_threads())


def ask(loop: EventLoop, call: Callable[[], T]) -> T:
    """Call *call* in *loop* and return what it returns."""
    answer: Future[T] = Future()
    loop.call_soon(lambda: answer.set_result(call()))
    return answer.result(PATIENCE)


def asyncio_loop_of(loop: EventLoop) -> asyncio.AbstractEventLoop:
    return ask(loop, asyncio.get_running_loop)


def test_it_keeps_the_contract_of_a_loop() -> None:
    loop = LoopThread().lend()
    check_event_loop(loop)
    loop.release()


def test_nothing_runs_before_somebody_borrows() -> None:
    LoopThread()
    assert loop_threads() == []


def test_all_borrow_one_loop_and_the_last_to_give_back_ends_it() -> None:
    thread = LoopThread()
    loops = [thread.lend() for _ in range(3)]
    assert len({asyncio_loop_of(loop) for loop in loops}) == 1
    assert len(loop_threads()) == 1
    for loop in loops[:-1]:
        loop.release()
    assert ask(loops[-1], lambda: "still here") == "still here"
    loops[-1].release()
    wait_until(lambda: not loop_threads())


def test_it_starts_again_when_it_is_needed_again() -> None:
    thread = LoopThread()
    for _ in range(20):
        loop = thread.lend()
        assert ask(loop, loop.is_current)
        ask(loop, loop.release)


def test_many_threads_borrow_and_give_back_at_once() -> None:
    thread = LoopThread()
    wrong: list[int] = []

    def use() -> None:
        for number in range(100):
            loop = thread.lend()
            if ask(loop, lambda: number) != number:  # noqa: B023  # asked at once
                wrong.append(number)
            loop.release()

    users = [Thread(target=use) for _ in range(8)]
    for user in users:
        user.start()
    for user in users:
        user.join(PATIENCE)
        assert not user.is_alive()
    assert wrong == []


def test_what_a_session_has_left_running_goes_on() -> None:
    thread = LoopThread()
    loop = thread.lend()
    go_on, ended = ask(loop, asyncio.Event), threading.Event()

    async def background() -> None:
        await go_on.wait()
        ended.set()

    task = ask(loop, lambda: asyncio.ensure_future(background()))
    ask(loop, loop.release)
    # The loop has seen that it is not needed, and waits for the task.
    again = thread.lend()
    assert asyncio_loop_of(again) is asyncio_loop_of(loop)
    ask(again, again.release)
    ask(loop, go_on.set)
    assert ended.wait(PATIENCE)
    wait_until(lambda: not loop_threads())
    assert task.done()


def test_a_session_that_comes_while_a_task_lingers_keeps_the_loop() -> None:
    thread = LoopThread()
    loop = thread.lend()
    go_on = ask(loop, asyncio.Event)
    task = ask(loop, lambda: asyncio.ensure_future(go_on.wait()))
    ask(loop, loop.release)
    again = thread.lend()
    ask(again, go_on.set)
    wait_until(task.done)
    assert asyncio_loop_of(again) is asyncio_loop_of(loop)
    again.release()


def run_in_thread(thread: LoopThread, *, debug: bool = False) -> Callable[[], None]:
    """Do what an author does who calls `run_event_loop`; return what ends it."""

    def run() -> None:
        with pytest.raises(asyncio.CancelledError):
            thread.run(debug=debug)

    runner = Thread(target=run, daemon=True)
    runner.start()
    wait_until(lambda: thread._authors)

    def stop() -> None:
        loop = thread.lend()
        ask(loop, lambda: [task.cancel() for task in asyncio.all_tasks()])
        runner.join(PATIENCE)
        assert not runner.is_alive()

    return stop


def test_the_loop_of_the_author_is_preferred_as_long_as_it_runs() -> None:
    thread = LoopThread()
    before = thread.lend()
    stop = run_in_thread(thread)
    during = thread.lend()
    assert asyncio_loop_of(during) is not asyncio_loop_of(before)
    assert asyncio_loop_of(thread.lend()) is asyncio_loop_of(during)
    check_event_loop(during)
    before.release()
    during.release()
    wait_until(lambda: not loop_threads())
    stop()
    after = thread.lend()
    assert ask(after, after.is_current)
    after.release()


def test_only_one_thread_runs_it() -> None:
    thread = LoopThread()
    stop = run_in_thread(thread)
    with pytest.raises(RuntimeError, match="in another thread already"):
        thread.run()
    assert ask(thread.lend(), lambda: "unharmed") == "unharmed"
    stop()


def test_debug_is_asyncio_s() -> None:
    thread = LoopThread()
    stop = run_in_thread(thread, debug=True)
    assert asyncio_loop_of(thread.lend()).get_debug()
    stop()


FORK = """
import os, sys, threading
from concurrent.futures import Future
from pywebio.backends.loop_thread import LoopThread

def works(loop):
    answer = Future()
    loop.call_soon(lambda: answer.set_result(loop.is_current()))
    return answer.result(10)

thread = LoopThread()
if sys.argv[1] == "own":
    assert works(thread.lend())
else:
    threading.Thread(target=thread.run, daemon=True).start()
    while not thread._authors:
        pass
child = os.fork()
if child == 0:
    os._exit(0 if works(thread.lend()) else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.parametrize("whose", ["own", "author's"])
def test_a_forked_process_has_a_loop_of_its_own(whose: str) -> None:
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORK, whose]
    run = subprocess.run(command, capture_output=True, text=True, timeout=3 * PATIENCE, check=False)
    assert (run.returncode, run.stderr) == (0, "")
