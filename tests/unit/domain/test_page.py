"""What a session knows of its page: what it may call, and what is forgotten with what is cleared."""

from __future__ import annotations

import pytest

from pywebio.domain.callbacks import Callback, Placement
from pywebio.domain.page import Page
from pywebio.domain.pins import UnknownWidget
from pywebio.ports.types import CallbackId

A, B, C = CallbackId("a"), CallbackId("b"), CallbackId("c")


@pytest.fixture
def page() -> Page:
    """A page that may call three callbacks."""
    page = Page()
    for callback_id in (A, B, C):
        page.add_callback(callback_id, Callback(lambda _: None, callback_id))
    return page


def callable_in(page: Page) -> list[CallbackId]:
    return [callback_id for callback_id in (A, B, C) if page.callback(callback_id) is not None]


def test_what_stands_in_a_cleared_scope_cannot_be_called_any_more(page: Page) -> None:
    page.place("#one", Placement(callbacks=(A,)))
    page.place("#two", Placement(callbacks=(B,)))
    page.clear("#one")
    assert callable_in(page) == [B, C]


def test_a_scope_is_removed_with_what_is_in_it(page: Page) -> None:
    page.place("#outer", Placement(scopes=("#inner",)))
    page.place("#inner", Placement(callbacks=(A, B)))
    page.remove("#outer")
    assert callable_in(page) == [C]


def test_only_the_newest_are_kept_where_that_is_wanted(page: Page) -> None:
    for callback_id in (A, B, C):
        page.place("#toasts", Placement(callbacks=(callback_id,)), keep=2)
    assert callable_in(page) == [B, C]


def test_a_callback_can_be_dropped_that_stands_nowhere(page: Page) -> None:
    page.drop_callbacks([A, CallbackId("never seen")])
    assert callable_in(page) == [B, C]


def test_nothing_can_be_called_when_the_session_has_ended(page: Page) -> None:
    page.close()
    assert callable_in(page) == []


def test_a_pin_is_the_newest_widget_of_its_name_until_its_scope_is_cleared(page: Page) -> None:
    first, second, changed = UnknownWidget(), UnknownWidget(), UnknownWidget()
    page.place("#s", Placement(pins=(("x", first),)))
    page.place("#s", Placement(pins=(("x", second),)))
    assert page.pin("x") is second
    page.change_pin("x", changed)
    assert page.pin("x") is changed
    page.clear("#s")
    assert page.pin("x") is None
