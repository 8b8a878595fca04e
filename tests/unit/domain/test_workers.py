"""Threads on demand."""

from __future__ import annotations

import gc
import threading
import weakref
from threading import Event, current_thread

import pytest

from pywebio.domain import workers as module
from pywebio.domain.workers import WorkerThreads
from tests.unit.support import PATIENCE, Gate, eventually


def worker_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "pywebio-worker"}


@pytest.fixture
def before() -> set[threading.Thread]:
    """Threads that other tests have left."""
    return worker_threads()


def test_no_thread_runs_before_there_is_a_job(before: set[threading.Thread]) -> None:
    WorkerThreads()
    assert worker_threads() <= before


def test_jobs_that_wait_do_not_hold_up_others() -> None:
    workers, started, release = WorkerThreads(), Gate(), Event()

    def job() -> None:
        started.pass_by()
        release.wait(PATIENCE)

    for _ in range(20):
        workers.submit(job)
    assert started.wait_for(20)
    release.set()


def test_an_idle_thread_is_used_again() -> None:
    workers, done = WorkerThreads(), Gate()
    threads = set[threading.Thread]()

    def job() -> None:
        threads.add(current_thread())
        done.pass_by()

    for number in range(1, 21):
        workers.submit(job)
        assert done.wait_for(number)
        assert eventually(lambda: workers._idle == 1)
    assert len(threads) == 1


def test_an_idle_thread_ends_after_a_while(
    before: set[threading.Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_IDLE_SECONDS", 0.01)
    done = Gate()
    WorkerThreads().submit(done.pass_by)
    assert done.wait_for(1)
    for thread in worker_threads() - before:
        thread.join(PATIENCE)
    assert worker_threads() <= before


def test_a_job_handed_to_a_thread_that_is_about_to_end_is_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_IDLE_SECONDS", 0.0001)
    workers, done = WorkerThreads(), Gate()
    for number in range(1, 301):
        workers.submit(done.pass_by)
        assert done.wait_for(number)


def test_an_idle_thread_holds_nothing_of_its_last_job() -> None:
    class Held:
        def job(self) -> None:
            done.pass_by()

    workers, done = WorkerThreads(), Gate()
    held = Held()
    reference = weakref.ref(held)
    workers.submit(held.job)
    assert done.wait_for(1)
    assert eventually(lambda: workers._idle == 1)
    del held
    gc.collect()
    assert reference() is None
