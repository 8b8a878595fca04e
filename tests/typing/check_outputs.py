"""What a type checker makes of outputs and sessions. Checked by mypy, never run."""

from __future__ import annotations

from threading import Thread

from typing_extensions import assert_type

from pywebio.output import (
    Output,
    put_buttons,
    put_column,
    put_grid,
    put_info,
    put_row,
    put_table,
    put_text,
    span,
    toast,
    use_scope,
)
from pywebio.pin import pin, put_input
from pywebio.session import defer_call, info, local, register_thread, run_async
from pywebio.session.coroutinebased import TaskHandler


def outputs() -> None:
    assert_type(put_text("a", 1, None), Output)
    assert_type(put_text("a").style("color: red"), Output)
    put_row([put_text("a"), None, put_column([put_text("b")])])
    put_grid([[put_text("a"), span(put_text("b"), col=2)], [None]])
    put_table([["a", put_text("b")], [1, 2]])
    put_table([{"a": 1}, {"a": put_text("b")}])
    put_buttons(["a", ("b", 2)], onclick=lambda value: put_text(value + 1))
    put_buttons(["a", "b"], onclick=[lambda: put_text("a"), lambda: toast("b")])
    put_input("age", type="number", value=5)
    with put_info() as name:
        assert_type(name, str)
    with use_scope("log", clear=True) as scope:
        assert_type(scope, str)


@use_scope("log")
def double(number: int) -> int:
    return 2 * number


@use_scope("log")
async def triple(number: int) -> int:
    return 3 * number


@defer_call
def cleanup() -> None: ...


async def sessions() -> None:
    assert_type(double(2), int)
    assert_type(await triple(2), int)
    assert_type(run_async(sessions()), TaskHandler)
    register_thread(Thread(target=outputs))
    local.count = 1
    count: int = local.count
    language: str = info.user_language
    age: int = await pin.age
    put_text(count, language, age)


def wrong_use_is_noticed() -> None:
    put_text("a", scope=5)  # type: ignore[arg-type]
    put_text("a", position="top")  # type: ignore[arg-type]
    put_buttons(["a"], onclick=5)  # type: ignore[arg-type]
    put_grid([["text"]])  # type: ignore[list-item]
    double("2")  # type: ignore[arg-type]
    info.unknown.anything.goes  # noqa: B018
