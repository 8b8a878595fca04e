"""What a coroutine gets in place of an answer, to be awaited."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from functools import partial
from types import TracebackType
from typing import TypeVar, cast

from pywebio.domain.advice import warn_at
from pywebio.domain.author import current_call
from pywebio.domain.commands import Toast
from pywebio.domain.errors import SessionException
from pywebio.domain.tasks import TaskContext

T = TypeVar("T")

_ORANGE = "#ef6c00"
_TOAST_MILLISECONDS = 10_000


class Pending(Coroutine[object, object, T]):
    """A question that is asked as soon as this is awaited. Warns if that never happens.

    It is a coroutine, so `asyncio.create_task`, `gather` and the like take it.
    """

    __slots__ = ("_ask", "_asked", "_call", "_task", "_what")

    def __init__(
        self, task: TaskContext, ask: Callable[[], Coroutine[object, object, T]], what: str | None
    ) -> None:
        self._asked: Coroutine[object, object, T] | None = None
        self._ask: Callable[[], Coroutine[object, object, T]] | None = ask
        """None once it was called or is not to be called any more."""
        self._task = task
        self._call = current_call()
        self._what = what or f"{self._call.function if self._call else 'a function'}()"
        """What the author wrote, more or less."""

    def __await__(self) -> Generator[object, object, T]:
        return self._begin().__await__()

    def send(self, value: object) -> object:
        """Run to the next wait."""
        return self._begin().send(value)

    def throw(
        self,
        kind: BaseException | type[BaseException],
        value: BaseException | object = None,
        trace: TracebackType | None = None,
    ) -> object:
        """Raise an exception where it waits."""
        error = kind if isinstance(kind, BaseException) else value
        if not isinstance(error, BaseException):
            error = cast(type[BaseException], kind)()
        return self._begin().throw(error.with_traceback(trace or error.__traceback__))

    def close(self) -> None:
        """Ask no more."""
        self._ask = None
        if self._asked is not None:
            self._asked.close()

    def _begin(self) -> Coroutine[object, object, T]:
        if self._asked is None:
            if self._ask is None:
                raise RuntimeError(f"{self._what} cannot be awaited any more")
            self._asked, self._ask = self._ask(), None
        return self._asked

    def __repr__(self) -> str:
        where = f" of {self._call.place}" if self._call else ""
        return f"<{self._what}{where}, to be awaited>"

    def __getattr__(self, name: str) -> object:
        raise AttributeError(
            f"{self._what} returns its answer to those who await it, so there is no {name!r}: "
            f"write `await {self._what}`"
        )

    def __del__(self) -> None:
        if self._ask is not None and not self._task.session.closed:
            self._warn()

    def _warn(self) -> None:
        call = self._call
        if call is None:
            return
        message = f"{self._what} was not awaited, so nothing was asked: write `await {self._what}`"
        if self._task.session.debug and self._task.loop is not None:
            # Not here and now: whoever drops this may be in the middle of sending something.
            self._task.loop.call_soon(partial(_show, self._task, f"{message} ({call.place})"))
        warn_at(call, message)


def _show(task: TaskContext, hint: str) -> None:
    try:
        task.send(Toast(hint, _TOAST_MILLISECONDS, color=_ORANGE))
    except SessionException:
        # The page is gone; the warning has been given.
        return
