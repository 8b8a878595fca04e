"""Scopes: created, entered, cleared, and what is forgotten then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import (
    clear,
    clear_scope,
    get_scope,
    popup,
    put_button,
    put_buttons,
    put_column,
    put_scope,
    put_table,
    put_text,
    remove,
    scroll_to,
    set_scope,
    use_scope,
)
from pywebio.session import hold
from pywebio.testing import AppTester, run_app
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from pywebio.ports.types import UserValue

ROOT = "#pywebio-scope-ROOT"


def controls(user: AppTester) -> list[dict[str, UserValue]]:
    return [m["spec"] for m in user.commands() if m["command"] == "output_ctl"]


def test_a_scope_is_created_in_the_current_one() -> None:
    def app() -> None:
        set_scope("a")
        set_scope("b", "a", 0, "remove")

    assert controls(run_to_end(app)) == [
        {"set_scope": "pywebio-scope-a", "container": ROOT, "position": -1},
        {
            "set_scope": "pywebio-scope-b",
            "container": "#pywebio-scope-a",
            "position": 0,
            "if_exist": "remove",
        },
    ]


def test_entering_a_scope_creates_it_and_leaving_it_unfreezes_it() -> None:
    def app() -> None:
        with use_scope("a", clear=True) as name:
            put_text(name)

    assert [message["spec"] for message in run_to_end(app).commands()[:-1]] == [
        {
            "set_scope": "pywebio-scope-a",
            "container": ROOT,
            "position": -1,
            "if_exist": "blank",
        },
        {
            "type": "text",
            "content": "a",
            "inline": False,
            "scope": "#pywebio-scope-a",
            "position": -1,
        },
        {"loose": "#pywebio-scope-a"},
    ]


def test_an_existing_scope_can_be_entered_without_creating_it() -> None:
    def app() -> None:
        with use_scope("a", create_scope=False):
            pass

    assert controls(run_to_end(app)) == [{"loose": "#pywebio-scope-a"}]


def test_a_scope_without_name_gets_a_new_one_each_time() -> None:
    names = list[str]()

    def app() -> None:
        for _ in range(2):
            with use_scope() as name:
                names.append(name)

    run_to_end(app)
    assert len(set(names)) == 2


def test_the_stack_of_scopes_can_be_asked() -> None:
    def app() -> None:
        assert get_scope() == "ROOT"
        with use_scope("a"), use_scope("b"):
            assert get_scope() == "b"
            assert get_scope(-2) == "a"
            assert get_scope(0) == "ROOT"
            with pytest.raises(ValueError, match="stack_idx=-4: only 3 scopes"):
                get_scope(-4)

    run_to_end(app)


def test_a_scope_is_a_decorator() -> None:
    @use_scope("a")
    def double(number: int) -> int:
        """Double."""
        put_text(get_scope())
        return 2 * number

    def app() -> None:
        assert double(2) == 4
        assert double(number=3) == 6

    assert run_to_end(app).texts() == ["a", "a"]
    assert double.__doc__ == "Double."


@pytest.mark.parametrize("name", ["a b", "", "ä", "#x"])
@pytest.mark.parametrize("call", [use_scope, set_scope, put_scope], ids=lambda call: call.__name__)
def test_a_bad_name_is_an_error_that_shows_it(call: Callable[[str], object], name: str) -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match=f"scope name '{name}' is not a legal name"):
            call(name)

    run_to_end(app)


def test_a_bad_choice_is_an_error_that_names_the_legal_ones() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match="if_exist='x' is not one of None, 'remove'"):
            set_scope("a", if_exist="x")  # type: ignore[arg-type]  # what is tested
        with pytest.raises(ArgumentError, match="position='x' is not one of 'top'"):
            scroll_to("a", "x")

    run_to_end(app)


def test_scopes_are_cleared_removed_and_scrolled_to() -> None:
    def app() -> None:
        with use_scope("a"):
            clear()
            scroll_to()
            remove()
        clear("b")
        clear_scope("c")
        remove("d")
        scroll_to("e", "bottom")

    assert [c for c in controls(run_to_end(app)) if "set_scope" not in c and "loose" not in c] == [
        {"clear": "#pywebio-scope-a"},
        {"scroll_to": "#pywebio-scope-a", "position": "top"},
        {"remove": "#pywebio-scope-a"},
        {"clear": "#pywebio-scope-b"},
        {"clear": "#pywebio-scope-c"},
        {"remove": "#pywebio-scope-d"},
        {"scroll_to": "#pywebio-scope-e", "position": "bottom"},
    ]


def test_root_cannot_be_removed() -> None:
    def app() -> None:
        for scope in (None, "ROOT"):
            with pytest.raises(ArgumentError, match="ROOT cannot be removed"):
                remove(scope)

    run_to_end(app)


def test_leaving_a_scope_does_not_hide_the_exception_inside() -> None:
    def app() -> None:
        with pytest.raises(ZeroDivisionError), use_scope("a"):
            raise ZeroDivisionError
        assert get_scope() == "ROOT"

    run_to_end(app)


def test_a_page_that_is_closed_inside_a_scope_is_told_once() -> None:
    def app() -> None:
        with use_scope("a"):
            put_text("x")
            hold()
            put_text("too late")

    with run_app(app) as user:
        user.settle()


def button() -> None:
    put_button("click", onclick=lambda: None)


def button_in_nested_scopes() -> None:
    with use_scope("inner"), use_scope("innermost"):
        button()


def button_in_a_table() -> None:
    put_table([["a", put_buttons(["b"], onclick=print)], [put_column([put_buttons(["c"], print)])]])


def button_in_put_scope() -> None:
    put_scope("inner", put_button("b", onclick=lambda: None))


def clickable_text() -> None:
    put_text("x").onclick(lambda: None)


@pytest.mark.parametrize(
    "fill",
    [button, button_in_nested_scopes, button_in_a_table, button_in_put_scope, clickable_text],
    ids=lambda fill: fill.__name__,
)
@pytest.mark.parametrize("how", ["clear", "remove", "use_scope(clear)", "set_scope(remove)"])
def test_callbacks_are_forgotten_with_their_scope(fill: Callable[[], None], how: str) -> None:
    def app() -> None:
        for _ in range(100):
            with use_scope("s"):
                fill()
            if how == "clear":
                clear("s")
            elif how == "remove":
                remove("s")
            elif how == "use_scope(clear)":
                with use_scope("s", clear=True):
                    pass
            else:
                set_scope("s", if_exist="remove")

    user = run_to_end_keeping_callbacks(app)
    assert user == 0


def run_to_end_keeping_callbacks(app: Callable[[], None]) -> int:
    """Return how many callbacks the session holds once the app has run."""
    with run_app(app) as user:
        user.settle()
        return len(user.session.page._callbacks)


def test_callbacks_of_a_scope_inside_put_scope_can_be_replaced() -> None:
    def app() -> None:
        put_scope("inner", put_button("old", onclick=lambda: put_text("old")))
        clear("inner")
        put_button("new", onclick=lambda: put_text("new"), scope="inner")

    with run_app(app) as user:
        user.click("new")
        assert user.texts() == ["new"]
        with pytest.raises(AssertionError, match="'old' is not in the page any more"):
            user.click("old")


def test_callbacks_of_a_popup_are_forgotten_when_another_opens() -> None:
    def app() -> None:
        for _ in range(100):
            with popup("title", [put_buttons(["a"], onclick=print)]):
                button()

    assert run_to_end_keeping_callbacks(app) == 2


def test_buttons_that_are_replaced_by_clicks_leave_a_constant_number_of_entries() -> None:
    def show() -> None:
        with use_scope("s", clear=True):
            put_button("next", onclick=show)

    with run_app(show) as user:
        counts = set[int]()
        for _ in range(100):
            user.click("next")
            user.settle()
            counts.add(len(user.session.page._callbacks))
    assert counts == {1}
