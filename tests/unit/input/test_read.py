"""What a page may answer: whoever sends something else is asked again, and the app never sees it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

import pytest

from pywebio.domain.jsonable import json_key
from pywebio.input import (
    COLOR,
    DATE,
    DATETIME_LOCAL,
    FLOAT,
    NUMBER,
    PASSWORD,
    TEXT,
    TIME,
    URL,
    actions,
    checkbox,
    file_upload,
    input,
    input_group,
    input_update,
    radio,
    select,
    slider,
    textarea,
)
from pywebio.ports.events import FormCancelled, FormSubmitted
from pywebio.ports.types import TaskId
from pywebio.testing import AppTester, run_app

if TYPE_CHECKING:
    from pywebio.input._action import SetValue

NOTHING = object()
"""What an app got that got nothing."""


def told(ask: Callable[[], object], sent: object) -> tuple[object, str]:
    """Return what *ask* returns if the page sends *sent*, and what the user is told."""
    answers: list[object] = []
    with run_app(lambda: answers.append(ask())) as user:
        complaint = submit(user, {"data": sent})
    return answers[0] if answers else NOTHING, complaint


def submit(user: AppTester, data: dict[str, object]) -> str:
    """Submit *data* as it is; return what the user is told of the first wrong field."""
    user.form()
    seen = len(user.messages)
    user.tell(FormSubmitted(TaskId(user.messages[0]["task_id"]), data))
    for message in user.commands()[seen:]:
        if message["command"] == "update_input":
            assert message["spec"]["attributes"]["valid_status"] is False
            return str(message["spec"]["attributes"]["invalid_feedback"])
    return ""


def file(content: object = b"abc", **members: object) -> dict[str, object]:
    return {"filename": "a", "size": 3, "mime_type": "", "last_modified": 0.0, "content": content}


def numbered(cases: Sequence[object]) -> list[str]:
    return [str(number) for number in range(len(cases))]


DEEP: list[object] = []
for _ in range(100_000):
    DEEP = [DEEP]

LEGAL: list[tuple[Callable[[], object], object, object]] = [
    (lambda: input("x"), "", ""),
    (lambda: input("x", PASSWORD), "p w", "p w"),
    (lambda: input("x", URL), "http://x", "http://x"),
    (lambda: textarea("x"), "a\nb", "a\nb"),
    (lambda: textarea("x", maxlength=2), "longer", "longer"),
    (lambda: input("x", NUMBER), 5, 5),
    (lambda: input("x", NUMBER), 5.0, 5),
    (lambda: input("x", NUMBER), None, None),
    (lambda: input("x", NUMBER), "", None),
    (lambda: input("x", FLOAT), 1.5, 1.5),
    (lambda: input("x", FLOAT), 2, 2.0),
    (lambda: input("x", FLOAT), None, None),
    (lambda: input("x", DATE), "", ""),
    (lambda: input("x", DATE), "2024-02-29", "2024-02-29"),
    (lambda: input("x", DATE), "12024-02-29", "12024-02-29"),
    (lambda: input("x", DATE, value="yesterday"), "yesterday", "yesterday"),
    (lambda: input("x", TIME), "23:59", "23:59"),
    (lambda: input("x", TIME), "23:59:58.123", "23:59:58.123"),
    (lambda: input("x", COLOR), "#ff00AA", "#ff00AA"),
    (lambda: input("x", DATETIME_LOCAL), "2024-12-31T23:59", "2024-12-31T23:59"),
    (lambda: select("x", ["a", "b"]), "b", "b"),
    (lambda: select("x", ["a", ("b", None)]), None, None),
    (lambda: select("x", []), None, None),
    (lambda: select("x", [("a", "a", True, True), "b"]), "a", "a"),
    (lambda: select("x", [("a", "a", False, True), "b"], value="a"), "a", "a"),
    (lambda: select("x", [("a", "a", False, True)]), None, None),
    (lambda: select("x", ["a", "b"], multiple=True), [], []),
    (lambda: select("x", ["a", "b"], multiple=True), ["b", "a"], ["b", "a"]),
    (lambda: select("x", ["a", ("again", "a")], multiple=True), ["a", "a"], ["a", "a"]),
    (lambda: checkbox("x", ["a", "b"]), ["b"], ["b"]),
    (lambda: checkbox("x", ["a", "b"]), [], []),
    (lambda: radio("x", ["a", "b"]), "b", "b"),
    (lambda: radio("x", ["a", "b"]), None, None),
    (lambda: slider("x", min_value=1, max_value=9), 9, 9),
    (lambda: slider("x"), 5.0, 5),
    (lambda: slider("x", max_value=1.0), 1, 1.0),
    (lambda: actions("x", ["a", ("b", 0)]), 0, 0),
    (lambda: actions("x", [("a", 1, "reset")]), None, None),
    (lambda: file_upload("x"), file(), file()),
    (lambda: file_upload("x"), None, None),
    (lambda: file_upload("x", multiple=True), [file(), file(b"")], [file(), file(b"")]),
    (lambda: file_upload("x", multiple=True), [], []),
    (lambda: file_upload("x", max_size=3), file(), file()),
]


@pytest.mark.parametrize(("ask", "sent", "value"), LEGAL, ids=numbered(LEGAL))
def test_what_a_browser_sends_is_taken(
    ask: Callable[[], object], sent: object, value: object
) -> None:
    answer, complaint = told(ask, sent)
    assert complaint == ""
    assert answer == value
    assert type(answer) is type(value)


REFUSED: list[tuple[Callable[[], object], object, str]] = [
    *((lambda kind=kind: input("x", kind), 5, "Enter text") for kind in (TEXT, PASSWORD, URL)),
    *((lambda kind=kind: input("x", kind), None, "Enter text") for kind in (TEXT, DATE, COLOR)),
    (lambda: input("x"), ["a"], "Enter text"),
    (lambda: textarea("x"), {"a": "b"}, "Enter text"),
    (lambda: input("x", NUMBER), "5", "Enter a number"),
    (lambda: input("x", NUMBER), True, "Enter a number"),
    (lambda: input("x", NUMBER), 10**400, "Enter a number"),
    (lambda: input("x", FLOAT), 2**1024 - 1, "Enter a number"),
    (lambda: input("x", NUMBER), 1.5, "Enter a whole number"),
    (lambda: input("x", FLOAT), [1.5], "Enter a number"),
    (lambda: input("x", DATE), "2023-02-29", "Enter a date"),
    (lambda: input("x", DATE), "0000-01-01", "Enter a date"),
    (lambda: input("x", DATE), "1.1.2024", "Enter a date"),
    (lambda: input("x", TIME), "24:00", "Enter a time"),
    (lambda: input("x", COLOR), "red", "Enter a colour"),
    (lambda: input("x", DATETIME_LOCAL), "2024-12-31", "Enter a date and time"),
    (lambda: select("x", ["a", "b"]), "c", "Choose one of the options"),
    (lambda: select("x", ["a", "b"]), None, "Choose one of the options"),
    (lambda: select("x", ["a", "b"]), ["a"], "Choose one of the options"),
    (lambda: select("x", ["a", ("b", "b", False, True)]), "b", "Choose one of the options"),
    (lambda: select("x", [("one", 1)]), True, "Choose one of the options"),
    (lambda: select("x", [("one", 1)]), "1", "Choose one of the options"),
    (lambda: select("x", ["a"]), DEEP, "nested too deep"),
    (lambda: select("x", ["a", "b"], multiple=True), "a", "Choose some of the options"),
    (lambda: select("x", ["a", "b"], multiple=True), ["a", "a"], "Choose one of the options"),
    (lambda: checkbox("x", ["a", "b"]), ["a", "c"], "Choose one of the options"),
    (lambda: checkbox("x", ["a"]), None, "Choose some of the options"),
    (lambda: radio("x", ["a", "b"]), "c", "Choose one of the options"),
    (lambda: radio("x", [("a", "a", False, True)]), "a", "Choose one of the options"),
    (lambda: slider("x", max_value=9), 10, "Choose a number from 0 to 9"),
    (lambda: slider("x"), None, "Choose a number from 0 to 100"),
    (lambda: slider("x"), 1.5, "Enter a whole number"),
    (lambda: slider("x", max_value=1.0), -0.1, "Choose a number from 0 to 1.0"),
    (lambda: actions("x", ["a", ("b", "b", "submit", True)]), "b", "Choose one of the options"),
    (lambda: actions("x", ["a", ("b", "b", "cancel")]), "b", "Choose one of the options"),
    (lambda: actions("x", ["a"]), None, "Choose one of the options"),
    (lambda: file_upload("x"), {**file(), "content": "text"}, "Choose files"),
    (lambda: file_upload("x"), [file()], "Choose files"),
    (lambda: file_upload("x"), "file", "Choose files"),
    (lambda: file_upload("x", multiple=True), file(), "Choose files"),
    (lambda: file_upload("x", multiple=True), [file(), {}], "Choose files"),
    (lambda: file_upload("x", multiple=True), None, "Choose files"),
    (lambda: file_upload("x", max_size=2), file(), "no more than 2 bytes"),
    (lambda: file_upload("x", ".png"), file(), "these kinds: .png"),
    (lambda: file_upload("x", [".png", "image/*"], multiple=True), [file()], ".png, image/*"),
    (
        lambda: file_upload("x", multiple=True, max_total_size=5),
        [file(), file()],
        "no more than 5 bytes altogether",
    ),
]


@pytest.mark.parametrize(("ask", "sent", "message"), REFUSED, ids=numbered(REFUSED))
def test_what_no_browser_sends_is_refused(
    ask: Callable[[], object], sent: object, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer, complaint = told(ask, sent)
    assert message in complaint
    assert answer is NOTHING
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []


class Colour(str, Enum):
    """An enum of strings; its members hash as their names."""

    RED = "r"
    BLUE = "b"


class Size(IntEnum):
    """An enum of numbers."""

    SMALL = 1
    LARGE = 2


ORIGINALS: list[tuple[object, object]] = [
    ((1, ("a", 2)), [1, ["a", 2]]),
    (Colour.BLUE, "b"),
    (Size.LARGE, 2),
    (True, True),
    (1, 1),
    (1.0, 1),
    (2**63 + 1, 2**63),
    ({"a": {"b": (1, None)}, 5: 6}, {"5": 6, "a": {"b": [1, None]}}),
    (None, None),
    (float("nan"), None),
]


@pytest.mark.parametrize(("original", "sent"), ORIGINALS, ids=repr)
class TestOptionValues:
    def test_the_app_gets_the_object_that_it_offered(self, original: object, sent: object) -> None:
        options = [("other", "other"), ("this", original)]
        assert told(lambda: select("x", options), sent)[0] is original
        assert told(lambda: radio("x", options), sent)[0] is original
        assert told(lambda: actions("x", options), sent)[0] is original or sent is None
        for several in (
            told(lambda: checkbox("x", options), [sent])[0],
            told(lambda: select("x", options, multiple=True), [sent])[0],
        ):
            assert isinstance(several, list)
            assert several[0] is original

    def test_it_can_be_offered_by_an_update(self, original: object, sent: object) -> None:
        answers = list[object]()

        def changed(_: object) -> None:
            input_update(options=[("this", original)])

        with run_app(lambda: answers.append(select("x", ["old"], onchange=changed))) as user:
            user.change("data", "old")
            assert submit(user, {"data": "old"}) == "Choose one of the options"
            submit(user, {"data": sent})
        assert answers[0] is original

    def test_it_is_selected_by_its_json_form(self, original: object, sent: object) -> None:
        if original is None:
            return
        options = [("bool", True), ("one", 1), ("text", "1"), ("this", original)]
        with run_app(lambda: select("x", options, value=original)) as user:
            selected = [
                json_key(option["value"])
                for option in user.form()["inputs"][0]["options"]
                if option.get("selected")
            ]
        assert set(selected) == {json_key(sent)}


class TestForms:
    def test_all_refused_fields_are_told_and_the_right_ones_are_not_lost(self) -> None:
        answers = list[object]()

        def app() -> None:
            items = [input("a", name="a"), input("b", NUMBER, name="b"), slider("c", name="c")]
            answers.append(input_group("g", items))

        with run_app(app) as user:
            assert set(user.submit({"a": 5, "b": "x", "c": 5})) == {"a", "b"}
            assert user.submit({"a": "5", "b": 5, "c": 5}) == {}
        assert answers == [{"a": "5", "b": 5, "c": 5}]

    def test_a_check_does_not_see_what_is_refused(self) -> None:
        seen = list[object]()

        def app() -> None:
            _ = input("x", NUMBER, validate=seen.append, onchange=seen.append)

        with run_app(app) as user:
            assert user.leave("data", "x") == {"data": "Enter a number"}
            user.change("data", [1])
            assert user.submit({"data": {}}) == {"data": "Enter a number"}
            assert seen == []
            user.submit(5)
        assert seen == [5]

    def test_a_form_without_a_cancel_button_cannot_be_cancelled(self) -> None:
        answers = list[object]()

        def app() -> None:
            answers.append(input("x"))
            buttons = ["a", {"label": "off", "type": "cancel", "disabled": True}]
            answers.append(actions("x", buttons))

        with run_app(app) as user:
            for answer in ("x", "a"):
                user.form()
                user.tell(FormCancelled(TaskId(user.messages[0]["task_id"])))
                user.submit(answer)
        assert answers == ["x", "a"]

    def test_what_an_action_puts_into_a_field_may_come_back(self) -> None:
        def fill(set_value: SetValue) -> None:
            set_value("tomorrow")

        answers = list[object]()
        with run_app(lambda: answers.append(input("x", DATE, action=("Fill", fill)))) as user:
            assert user.submit("tomorrow") != {}
            user.click("Fill")
            assert user.submit("tomorrow") == {}
        assert answers == ["tomorrow"]

    def test_new_limits_hold(self) -> None:
        answers = list[object]()

        def changed(_: object) -> None:
            input_update(min_value=50, max_value=60)

        with run_app(lambda: answers.append(slider("x", onchange=changed))) as user:
            user.change("data", 5)
            assert user.submit(5) == {"data": "Choose a number from 50 to 60"}
            user.submit(55)
        assert answers == [55]

    def test_an_item_that_is_asked_for_again_offers_what_it_offered_first(self) -> None:
        answers = list[object]()

        def app() -> None:
            item = select("x", ["a"], name="x", onchange=lambda _: input_update(options=["b"]))
            answers.append(input_group("1", [item]))
            answers.append(input_group("2", [item]))

        with run_app(app) as user:
            user.change("x", "a")
            user.submit({"x": "b"})
            assert user.submit({"x": "b"}) != {}
            user.submit({"x": "a"})
        assert answers == [{"x": "b"}, {"x": "a"}]
