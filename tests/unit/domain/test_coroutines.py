"""What an app may return to be awaited."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Generator

import pytest

from pywebio.domain.coroutines import as_coroutine


async def double(number: int) -> int:
    await asyncio.sleep(0)
    return 2 * number


async def result_of(value: object) -> object:
    coroutine = as_coroutine(value)
    assert coroutine is not None
    return await coroutine


async def test_a_coroutine_is_run() -> None:
    assert await result_of(double(2)) == 4


async def test_another_awaitable_is_awaited() -> None:
    assert await result_of(asyncio.ensure_future(double(2))) == 4


async def test_a_generator_gets_what_it_yields_awaited() -> None:
    def app() -> Generator[Awaitable[int], int, int]:
        first = yield double(1)
        second = yield double(first)
        return second

    assert await result_of(app()) == 4


async def test_an_exception_is_raised_where_the_generator_waits() -> None:
    async def fail() -> int:
        raise KeyError("inside")

    def app() -> Generator[Awaitable[int], int, str]:
        try:
            yield fail()
        except KeyError:
            return "caught"
        return "missed"

    assert await result_of(app()) == "caught"


@pytest.mark.parametrize("value", [None, 1, "text", [1]])
def test_anything_else_is_nothing_to_await(value: object) -> None:
    assert as_coroutine(value) is None
