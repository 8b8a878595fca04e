"""The user of an app that runs in the test's own process."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest

from pywebio.input import actions, checkbox, input, input_group, select, textarea
from pywebio.output import popup, put_button, put_markdown, put_row, put_table, put_text, toast
from pywebio.pin import pin, put_input
from pywebio.session import eval_js, hold
from pywebio.testing import run_app


def test_outputs_and_texts_are_read_in_their_order() -> None:
    def app() -> None:
        put_text("a")
        put_row([put_markdown("b"), put_table([[put_text("c")]])])
        with popup("title", "not an output"):
            put_text("d")

    with run_app(app) as user:
        assert user.texts() == ["a", "b", "c", "d"]
        assert [spec["type"] for spec in user.outputs()] == ["text", "custom_widget", "text"]
        assert user.ended


def test_a_pin_is_no_text() -> None:
    with run_app(lambda: put_input("name", value="Ada")) as user:
        assert user.texts() == []


def test_a_form_can_be_looked_at_before_it_is_answered() -> None:
    with run_app(lambda: put_text(input("Name"))) as user:
        assert user.form()["label"] == "Name"
        assert not user.ended
        user.submit("Ada")
        assert user.texts() == ["Ada"]


def test_fields_that_are_left_out_keep_what_they_hold() -> None:
    answers = list[object]()

    def app() -> None:
        items = [
            input("a", name="text"),
            textarea("b", name="filled", value="x"),
            select("c", ["1", "2"], name="one", value="2"),
            checkbox("d", ["1", "2"], name="some", value=["1"]),
            input("e", name="number", type="number"),
        ]
        answers.append(input_group("g", items))

    with run_app(app) as user:
        user.submit({})
    assert answers == [{"text": "", "filled": "x", "one": "2", "some": ["1"], "number": None}]


def test_a_form_that_has_no_such_field_is_told() -> None:
    def app() -> None:
        _ = input_group("g", [input("a", name="a"), input("b", name="b")])

    with run_app(app) as user:
        with pytest.raises(AssertionError, match="no field 'c'; it has a, b"):
            user.submit({"c": 1})
        with pytest.raises(AssertionError, match="answer with a dict of a, b"):
            user.submit("x")


def test_an_app_without_form_is_told_at_once() -> None:
    with (
        run_app(lambda: put_text("no form here")) as user,
        pytest.raises(AssertionError, match=r"shows no form: the app has ended; .*no form here"),
    ):
        user.submit("x")


def test_an_app_that_shows_nothing_is_told_after_a_while() -> None:
    with run_app(hold, timeout=0.05) as user:
        with pytest.raises(AssertionError, match=r"no button 'x': not within 0\.05 seconds"):
            user.click("x")
        with pytest.raises(AssertionError, match="no question to the page"):
            user.answer(1)


def test_everything_that_has_a_label_can_be_clicked() -> None:
    def app() -> None:
        put_button("button", onclick=lambda: put_text("1"))
        put_text("text").onclick(lambda: put_text("2"))
        toast("toast", onclick=lambda: put_text("3"))
        actions("Sure?", ["yes"])
        put_text("4")

    with run_app(app) as user:
        for label in ("button", "text", "toast", "yes"):
            user.click(label)
        assert user.texts() == ["text", "1", "2", "3", "4"]


def test_the_newest_button_of_a_label_is_clicked() -> None:
    def app() -> None:
        put_button("go", onclick=lambda: put_text("old"))
        put_button("go", onclick=lambda: put_text("new"))

    with run_app(app) as user:
        user.click("go")
        assert user.texts() == ["new"]


def test_questions_are_answered() -> None:
    def app() -> None:
        put_text(eval_js("1 + 1"))
        put_input("name")
        put_text(pin.name)

    with run_app(app) as user:
        user.answer(2)
        user.answer({"name": "Ada"})
        assert user.texts() == ["2", "Ada"]


def test_coroutine_apps_are_used_in_the_same_way() -> None:
    async def app() -> None:
        name = await input("Name", validate=lambda name: None if name else "empty")
        await asyncio.sleep(0)
        put_text("Hello", name)
        put_button("go", onclick=lambda: put_text("clicked"))

    with run_app(app) as user:
        assert user.submit("") == {"data": "empty"}
        assert user.submit("Ada") == {}
        user.click("go")
        assert user.texts() == ["Hello Ada", "clicked"]


def test_an_exception_of_the_app_is_raised_at_the_end() -> None:
    with pytest.raises(ZeroDivisionError), run_app(lambda: 1 / 0):
        pass


def test_an_exception_that_was_asked_for_is_not() -> None:
    with run_app(lambda: 1 / 0) as user:
        assert [type(error) for error in user.errors()] == [ZeroDivisionError]


def test_an_exception_of_the_test_is_not_hidden() -> None:
    with pytest.raises(KeyError), run_app(lambda: 1 / 0):
        raise KeyError


def test_an_app_that_ignores_the_end_is_told() -> None:
    release = threading.Event()
    user = run_app(lambda: release.wait(10), timeout=0.05, patience=0.01)
    with pytest.raises(AssertionError, match="goes on although its user has left"), user:
        pass
    release.set()


def test_closing_may_be_repeated() -> None:
    with run_app(hold) as user:
        user.close()
        user.close()
        assert user.ended


# As pytest does when it collects.
LOOKS_AT_NAMES = """
import pywebio.testing
from pywebio.exceptions import SessionNotFoundException
from pywebio.pin import pin
from pywebio.session import local

for each in (pin, local):
    try:
        each.pytestmark
    except SessionNotFoundException:
        print("no page")
"""


def test_names_of_a_test_module_can_be_looked_at_without_opening_a_page() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOOKS_AT_NAMES],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert run.stdout.split("\n") == ["no page", "no page", ""]
