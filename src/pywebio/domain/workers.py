"""Threads on demand: an idle thread is used again, or ends after a while."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from attrs import define, field

_IDLE_SECONDS = 10.0


@define(eq=False)
class WorkerThreads:
    """An unbounded pool of daemon threads. Lives as long as its container.

    Jobs never wait for each other: one that blocks for a user's answer keeps its thread, and the
    next job gets another.
    """

    _jobs: SimpleQueue[Callable[[], None]] = field(init=False, factory=SimpleQueue)
    _idle: int = field(init=False, default=0)
    _lock: Lock = field(init=False, factory=Lock)

    def submit(self, job: Callable[[], None]) -> None:
        """Run *job*, which must not raise, in a thread."""
        with self._lock:
            if self._idle > 0:
                self._idle -= 1
                self._jobs.put(job)
                return
        Thread(target=self._work, args=([job],), name="pywebio-worker", daemon=True).start()

    def _work(self, first: list[Callable[[], None]]) -> None:
        # Taken out of a list, because the thread holds its arguments as long as it lives.
        job: Callable[[], None] | None = first.pop()
        while job is not None:
            job()
            # A local name would keep the session of the last job alive while this thread idles.
            job = None
            job = self._next_job()

    def _next_job(self) -> Callable[[], None] | None:
        with self._lock:
            self._idle += 1
        while True:
            try:
                return self._jobs.get(timeout=_IDLE_SECONDS)
            except Empty:
                with self._lock:
                    # A job may have been handed to this thread between the time-out and the lock.
                    if self._jobs.empty():
                        self._idle -= 1
                        return None
