"""Which callbacks are in the page, and when they can be forgotten."""

from __future__ import annotations

import pytest

from pywebio.domain.callbacks import (
    NOTHING_PLACED,
    PageContents,
    Placement,
    callback_of,
)
from pywebio.ports.types import CallbackId

A, B, C = CallbackId("a"), CallbackId("b"), CallbackId("c")


def test_clearing_a_scope_frees_its_callbacks_and_no_others() -> None:
    page = PageContents()
    page.place("#one", Placement(callbacks=(A,)))
    page.place("#two", Placement(callbacks=(B,)))
    assert page.clear("#one") == [A]
    assert page.clear("#one") == []
    assert page.clear("#two") == [B]


def test_clearing_a_scope_frees_what_is_in_the_scopes_inside() -> None:
    page = PageContents()
    page.place("#outer", Placement(callbacks=(A,), scopes=("#inner",)))
    page.place("#inner", Placement(callbacks=(B,), scopes=("#innermost",)))
    page.place("#innermost", Placement(callbacks=(C,)))
    assert set(page.clear("#outer")) == {A, B, C}


def test_clearing_a_scope_inside_leaves_what_is_around_it() -> None:
    page = PageContents()
    page.place("#outer", Placement(callbacks=(A,), scopes=("#inner",)))
    page.place("#inner", Placement(callbacks=(B,)))
    assert page.clear("#inner") == [B]
    page.place("#inner", Placement(callbacks=(C,)))
    assert set(page.clear("#outer")) == {A, C}


def test_a_callback_that_stands_elsewhere_too_stays() -> None:
    page = PageContents()
    page.place("#one", Placement(callbacks=(A,)))
    page.place("#two", Placement(callbacks=(A,)))
    assert page.clear("#one") == []
    assert page.clear("#two") == [A]


def test_scopes_inside_each_other_in_a_circle_end() -> None:
    page = PageContents()
    page.place("#one", Placement(callbacks=(A,), scopes=("#two",)))
    page.place("#two", Placement(scopes=("#one",)))
    assert page.clear("#one") == [A]


def test_an_unknown_scope_frees_nothing() -> None:
    assert PageContents().clear("#nowhere") == []


def test_a_thousand_scopes_made_and_removed_leave_no_trace() -> None:
    page = PageContents()
    for number in range(1000):
        page.place("#root", Placement(scopes=(f"#s{number}",)))
        page.place(f"#s{number}", Placement(callbacks=(CallbackId(f"c{number}"),)))
        page.remove(f"#s{number}")
    assert sum(len(scope.scopes) for scope in page._scopes.values()) == 0
    assert len(page._scopes) <= 1


def test_a_removed_scope_can_be_made_again() -> None:
    page = PageContents()
    page.place("#root", Placement(scopes=("#s",)))
    page.remove("#s")
    page.place("#root", Placement(scopes=("#s",)))
    page.place("#s", Placement(callbacks=(A,)))
    assert page.clear("#root") == [A]


def test_removing_a_scope_frees_what_was_in_it() -> None:
    page = PageContents()
    page.place("#root", Placement(callbacks=(A,), scopes=("#s",)))
    page.place("#s", Placement(callbacks=(B,)))
    assert page.remove("#s") == [B]
    assert page.remove("#s") == []
    assert page.clear("#root") == [A]


def test_placements_add_up() -> None:
    both = Placement((A,), ("#one",)) + Placement((B,), ("#two",)) + NOTHING_PLACED
    assert both == Placement((A, B), ("#one", "#two"))


def test_options_of_callbacks_depend_on_the_kind_of_app() -> None:
    thread = callback_of(print, "f", {"serial_mode": True}, is_coroutine=False)
    assert (thread.serial, thread.mutex) == (True, False)
    coroutine = callback_of(print, "f", {"mutex_mode": True}, is_coroutine=True)
    assert (coroutine.serial, coroutine.mutex) == (False, True)
    plain = callback_of(print, "f", {}, is_coroutine=True)
    assert (plain.serial, plain.mutex) == (False, False)


@pytest.mark.parametrize(
    ("option", "is_coroutine", "legal"),
    [
        ("mutex_mode", False, "serial_mode"),
        ("serial_mode", True, "mutex_mode"),
        ("serial", False, "serial_mode"),
    ],
)
def test_a_wrong_option_is_named_with_the_legal_one(
    option: str, is_coroutine: bool, legal: str
) -> None:
    with pytest.raises(TypeError, match=f"^{option}: .*{legal}"):
        callback_of(print, "f", {option: True}, is_coroutine=is_coroutine)
