"""What an app may return to be awaited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Generator
from functools import partial
from types import CoroutineType, GeneratorType
from typing import cast


def as_coroutine(result: object) -> Coroutine[object, object, object] | None:
    """Return what runs *result* to its end; None if it is no awaitable and no generator."""
    if result is None:
        return None
    if isinstance(result, (CoroutineType, Coroutine)):
        return result
    if isinstance(result, GeneratorType):
        return drive_generator(result)
    return _await(result) if isinstance(result, Awaitable) else None


async def _await(awaitable: Awaitable[object]) -> object:
    return await awaitable


async def drive_generator(generator: Generator[Awaitable[object], object, object]) -> object:
    """Run a generator app of PyWebIO 1.x, which yields what it would await."""
    step: Callable[[], Awaitable[object]] = partial(generator.send, None)
    try:
        while True:
            waited_for = step()
            try:
                step = partial(generator.send, await waited_for)
            except Exception as error:  # noqa: BLE001  # the generator is where it belongs
                step = partial(generator.throw, error)
    except StopIteration as stop:
        return cast(object, stop.value)
