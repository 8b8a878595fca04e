"""Threads, coroutines, and the end of a session."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from threading import Thread
from typing import TypeVar

from attrs import frozen

from pywebio.domain.ask import run_flow
from pywebio.domain.context import current_session
from pywebio.domain.errors import ArgumentError, SessionClosedException
from pywebio.domain.flow import Flow
from pywebio.domain.runner_coroutine import CoroutineSessionRunner, CoroutineTask
from pywebio.domain.runner_thread import ThreadSessionRunner
from pywebio.ports.types import UserValue

F = TypeVar("F", bound=Callable[[], object])


def register_thread(thread: Thread) -> None:
    """
    Let a thread of your own use this session. Call it before the thread is started.

    The session lasts at least until the thread ends. Only in thread apps.

    Raises:
        RuntimeError: This is a coroutine app, or the thread has been started.

    Examples:
        ```python
        from threading import Thread

        thread = Thread(target=lambda: put_text("from a thread"))
        register_thread(thread)
        thread.start()
        thread.join()
        ```

        ```text
        from a thread
        ```
    """
    runner = current_session().runner
    if not isinstance(runner, ThreadSessionRunner):
        raise RuntimeError(  # noqa: TRY004  # what PyWebIO 1.x raises
            "register_thread() is for thread apps; use run_async() in coroutine apps"
        )
    if thread.ident is not None:
        raise RuntimeError("register_thread() must be called before the thread is started")
    runner.register(thread)


@frozen
class TaskHandler:
    """A coroutine that runs as a task of the session."""

    _task: CoroutineTask

    def close(self) -> None:
        """Stop it."""
        self._task.cancel()

    def closed(self) -> bool:
        """Tell whether it has ended."""
        return self._task.ended


def run_async(coro_obj: Coroutine[UserValue, UserValue, object]) -> TaskHandler:
    """
    Run a coroutine as a further task of the session. Only in coroutine apps.

    The session lasts at least until it ends.

    Raises:
        RuntimeError: This is a thread app.
        ArgumentError: *coro_obj* is no coroutine.

    Examples:
        ```python
        import asyncio


        async def app():
            async def count():
                for number in range(3):
                    put_text(number)
                    await asyncio.sleep(0)

            run_async(count())
            put_text("begun")
        ```

        ```text
        begun
        0
        1
        2
        ```
    """
    runner = current_session().runner
    if not isinstance(runner, CoroutineSessionRunner):
        raise RuntimeError(  # noqa: TRY004  # what PyWebIO 1.x raises
            "run_async() is for coroutine apps; use threads in thread apps"
        )
    if not isinstance(coro_obj, Coroutine):
        raise ArgumentError(
            f"run_async() takes a coroutine, as in run_async(f()), not {coro_obj!r}"
        )
    return TaskHandler(runner.run_async(coro_obj))


async def run_asyncio_coroutine(coro_obj: Coroutine[UserValue, UserValue, UserValue]) -> UserValue:
    """Await an asyncio coroutine. Kept for PyWebIO 1.x: simply await it."""
    return await coro_obj


def hold() -> UserValue:
    """Wait until the page is closed. In a coroutine app, to be awaited."""
    return run_flow(_until_closed(), ())


def _until_closed() -> Flow[None]:
    # Thrown into the flow by the runner, so that an app can go on behind hold().
    with suppress(SessionClosedException):
        while True:
            yield None


def defer_call(func: F) -> F:
    """
    Call *func* when the session ends, whatever ends it. Can be used as a decorator.

    Several are called in the order in which they were given, each after the end of the one before;
    coroutine functions are awaited. There is no page any more then.

    Examples:
        ```python
        defer_call(lambda: print("the user has left"))
        ```

        ```text
        the user has left
        ```
    """
    if not callable(func):
        raise ArgumentError(f"defer_call() takes a function, not {func!r}")
    current_session().defer(func)
    return func
