"""Scopes: which one is current, and what they may be called."""

from __future__ import annotations

import asyncio
import contextvars
from threading import Thread

import pytest

from pywebio.domain.scope import (
    ROOT,
    check_name,
    dom_id,
    entered,
    reset_scopes,
    scope_stack,
    selector,
)
from pywebio.exceptions import ArgumentError


def test_only_root_is_entered_at_first() -> None:
    assert scope_stack() == (ROOT,)


def test_scopes_are_entered_and_left() -> None:
    with entered("a") as name:
        assert name == "a"
        with entered("b"):
            assert scope_stack() == (ROOT, "a", "b")
        assert scope_stack() == (ROOT, "a")
    assert scope_stack() == (ROOT,)


def test_a_scope_is_left_when_an_exception_passes() -> None:
    with pytest.raises(ZeroDivisionError), entered("a"):
        raise ZeroDivisionError
    assert scope_stack() == (ROOT,)


def test_a_new_task_begins_at_root() -> None:
    def in_task() -> tuple[str, ...]:
        reset_scopes()
        return scope_stack()

    with entered("a"):
        assert contextvars.copy_context().run(in_task) == (ROOT,)
        assert scope_stack() == (ROOT, "a")


def test_threads_do_not_see_each_others_scopes() -> None:
    seen = list[tuple[str, ...]]()
    with entered("a"):
        thread = Thread(target=lambda: seen.append(scope_stack()))
        thread.start()
        thread.join()
    assert seen == [(ROOT,)]


async def test_coroutines_side_by_side_do_not_see_each_others_scopes() -> None:
    async def enter(name: str) -> tuple[str, ...]:
        with entered(name):
            await asyncio.sleep(0)
            return scope_stack()

    with entered("outer"):
        a, b = await asyncio.gather(enter("a"), enter("b"))
    assert a == (ROOT, "outer", "a")
    assert b == (ROOT, "outer", "b")


@pytest.mark.parametrize("name", ["a", "A-Z_0", "0", "-", "x" * 1000])
def test_letters_digits_dash_and_underscore_are_legal(name: str) -> None:
    assert check_name(name, "scope name") == name


@pytest.mark.parametrize("name", ["", "a b", "ä", "a.b", "#a", "a\n", 5, None], ids=repr)
def test_other_names_are_errors_that_show_them(name: str) -> None:
    with pytest.raises(ArgumentError, match=r"scope name .* is not a legal name") as raised:
        check_name(name, "scope name")
    assert repr(name) in str(raised.value)


def test_a_scope_has_the_element_that_the_protocol_says() -> None:
    assert dom_id("log") == "pywebio-scope-log"
    assert dom_id("two words") == "pywebio-scope-two-words"
    assert selector("log") == "#pywebio-scope-log"
