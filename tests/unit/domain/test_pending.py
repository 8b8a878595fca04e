"""A question that a coroutine forgets to await."""

from __future__ import annotations

import asyncio
import gc
import warnings
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

import pytest

from pywebio.domain.settings import SessionSettings
from pywebio.exceptions import PyWebIOWarning
from pywebio.input import input, input_group, select
from pywebio.output import put_button, put_text
from pywebio.pin import pin
from pywebio.session import eval_js, hold, run_async
from pywebio.testing import AppTester, run_app
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from pywebio.domain.application import Target
    from pywebio.ports.types import UserValue

# What is dropped here is dropped on purpose.
# mypy: disable-error-code="unused-awaitable"


def warnings_of(app: Target) -> list[warnings.WarningMessage]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        run_to_end(app)
        gc.collect()
    return [each for each in caught if issubclass(each.category, PyWebIOWarning)]


FORGOTTEN: dict[str, Callable[[], UserValue]] = {
    "input()": lambda: input("name"),
    "select()": lambda: select("color", ["red"]),
    "input_group()": lambda: input_group("you", [input(name="a")]),
    "eval_js()": lambda: eval_js("1"),
    "hold()": hold,
    "pin.age": lambda: pin.age,
    "pin['the-age']": lambda: pin["the-age"],
}

CALLED_IN = {what: function.__code__.co_firstlineno for what, function in FORGOTTEN.items()}


@pytest.mark.parametrize("what", FORGOTTEN)
def test_the_warning_names_what_was_called_and_the_line_of_the_author(what: str) -> None:
    async def app() -> None:
        FORGOTTEN[what]()

    (warning,) = warnings_of(app)
    assert f"{what} was not awaited" in str(warning.message)
    assert f"write `await {what}`" in str(warning.message)
    assert warning.filename == __file__
    # Of the lambda in the table above, or of its call.
    assert warning.lineno == (
        CALLED_IN[what] if what != "hold()" else app.__code__.co_firstlineno + 1
    )


def test_a_plain_callback_of_a_coroutine_app_that_drops_its_question_is_told() -> None:
    def click() -> None:
        _ = input("name")

    async def app() -> None:
        put_button("go", onclick=click)

    with pytest.warns(PyWebIOWarning, match=r"input\(\) was not awaited"):  # noqa: SIM117
        with run_app(app) as user:
            user.click("go")


def test_an_async_callback_of_a_thread_app_is_told_too() -> None:
    async def click() -> None:
        _ = input("name")

    with pytest.warns(PyWebIOWarning, match=r"input\(\) was not awaited"):  # noqa: SIM117
        with run_app(lambda: put_button("go", onclick=click)) as user:
            user.click("go")


@pytest.mark.parametrize("debug", [True, False])
def test_with_debug_the_page_shows_it_as_well(*, debug: bool) -> None:
    async def app() -> None:
        str(input("name"))
        await hold()

    with pytest.warns(PyWebIOWarning):  # noqa: SIM117
        with run_app(app, settings=SessionSettings(debug=debug)) as user:
            toasts = [m["spec"]["content"] for m in user.commands() if m["command"] == "toast"]
    assert len(toasts) == debug
    if debug:
        assert "input() was not awaited" in toasts[0]
        assert "test_pending.py, line " in toasts[0]


def test_using_it_as_the_answer_says_what_to_write() -> None:
    async def app() -> None:
        name: UserValue = input("name")
        put_text(name)
        put_text(name.upper())

    with run_app(app) as user:
        assert user.texts()[0].startswith("<input() of test_pending.py, line ")
        (error,) = user.errors()
    assert isinstance(error, AttributeError)
    assert "write `await input()`" in str(error)


def closed(question: Coroutine[object, object, object]) -> None:
    question.close()


async def cancelled(question: Coroutine[object, object, object]) -> None:
    task = asyncio.create_task(question)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def timed_out(question: Coroutine[object, object, object]) -> None:
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(question, 0.01)


async def stopped(question: Coroutine[object, object, object]) -> None:
    run_async(question).close()


@pytest.mark.parametrize("end", [closed, cancelled, timed_out, stopped])
def test_what_is_given_up_properly_is_no_mistake(end: Callable[[UserValue], UserValue]) -> None:
    async def app() -> None:
        result = end(input("name"))
        if result is not None:
            await result

    assert warnings_of(app) == []


def test_the_end_of_the_session_is_no_mistake() -> None:
    kept = list[object]()

    async def app() -> None:
        kept.append(input("name"))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with run_app(app) as user:
            assert user.ended
        kept.clear()


def answered(question: Callable[[], UserValue]) -> AppTester:
    async def app() -> None:
        put_text(await question())

    with run_app(app) as user:
        user.submit("Ada")
        assert user.texts() in (["Ada"], ["['Ada']"])
    return user


def test_it_is_a_coroutine_to_asyncio() -> None:
    answered(lambda: asyncio.ensure_future(input("name")))
    answered(lambda: asyncio.gather(input("name")))
    answered(lambda: asyncio.wait_for(input("name"), 10))
    answered(lambda: asyncio.shield(input("name")))


def test_it_can_be_awaited_once() -> None:
    async def app() -> None:
        question: UserValue = input("name")
        await question
        with pytest.raises(RuntimeError, match="cannot reuse"):
            await question

    with run_app(app) as user:
        user.submit("Ada")
