"""What a flow asks of whoever steps it."""

from __future__ import annotations

from collections.abc import Awaitable, Generator

import pytest

from pywebio.domain.flow import Flow, settled


def returned(flow: Flow[object], value: object = None) -> object:
    with pytest.raises(StopIteration) as stop:
        flow.send(value)
    result: object = stop.value.value
    return result


def test_a_plain_result_is_settled_at_once() -> None:
    assert returned(settled("plain")) == "plain"


def test_a_coroutine_is_handed_out_and_what_comes_of_it_returned() -> None:
    async def check() -> None: ...

    flow = settled(check())
    coroutine = next(flow)
    assert coroutine is not None
    coroutine.close()
    assert returned(flow, "later") == "later"


def test_a_generator_of_1_x_is_handed_out_as_a_coroutine() -> None:
    def check() -> Generator[Awaitable[object], object, str]:
        yield from ()
        return "end"

    coroutine = next(settled(check()))
    assert coroutine is not None
    with pytest.raises(StopIteration, match="end"):
        coroutine.send(None)
