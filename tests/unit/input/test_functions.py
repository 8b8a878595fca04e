"""The public input functions: what the page is told, what the app gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import pytest

from pywebio.domain.settings import SessionSettings
from pywebio.exceptions import ArgumentError
from pywebio.input import (
    COLOR,
    DATE,
    DATETIME,
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
    radio,
    select,
    slider,
    textarea,
)
from pywebio.testing import run_app
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from pywebio.ports.types import UserValue


def item_of(ask: Callable[[], object]) -> dict[str, UserValue]:
    """Return the one item of the form that *ask* shows."""
    with run_app(ask) as user:
        (item,) = user.form()["inputs"]
    return dict(item)


def answer_to(ask: Callable[[], object], sent: object) -> object:
    """Return what *ask* returns if the page sends *sent*."""
    answers = list[object]()
    with run_app(lambda: answers.append(ask())) as user:
        assert user.submit(sent) == {}
        user.settle()
    return answers[0]


class TestInput:
    def test_a_single_input_is_a_form_with_one_item(self) -> None:
        with run_app(lambda: input("Your name", help_text="please")) as user:
            form = user.form()
        assert form["label"] == "Your name"
        assert "cancelable" not in form
        assert form["inputs"] == [
            {
                "type": "text",
                "name": "data",
                "label": "",
                "help_text": "please",
                "auto_focus": True,
            }
        ]

    def test_what_the_author_did_not_say_is_absent(self) -> None:
        assert set(item_of(lambda: input("x"))) == {"type", "name", "label", "auto_focus"}

    def test_further_attributes_are_handed_on(self) -> None:
        item = item_of(lambda: input("x", maxlength=5, pattern="a+", auto_focus=False))
        assert (item["maxlength"], item["pattern"], item["auto_focus"]) == (5, "a+", False)

    @pytest.mark.parametrize(
        "kind", [TEXT, NUMBER, FLOAT, PASSWORD, URL, DATE, TIME, COLOR, DATETIME_LOCAL]
    )
    def test_there_are_the_types_of_the_published_version(self, kind: str) -> None:
        assert item_of(lambda: input("x", type=kind))["type"] == kind  # type: ignore[call-overload]

    def test_datetime_is_another_name(self) -> None:
        assert DATETIME == DATETIME_LOCAL

    def test_an_unknown_type_is_named_with_the_legal_ones(self) -> None:
        def app() -> None:
            with pytest.raises(
                ArgumentError, match=r"type='colour' is not one of 'text', 'number'"
            ):
                _ = input("x", type="colour")  # type: ignore[call-overload]  # what is tested

        run_to_end(app)

    @pytest.mark.parametrize("name", ["a b", "", "ä"])
    def test_a_bad_name_is_shown(self, name: str) -> None:
        def app() -> None:
            with pytest.raises(ValueError, match=f"input name '{name}' is not a legal name"):
                _ = input("x", name=name)

        run_to_end(app)

    @pytest.mark.parametrize("parameter", ["validate", "onchange"])
    def test_what_cannot_be_called_is_named(self, parameter: str) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match=f"{parameter} must be a function, not 'x'"):
                _ = textarea("x", **{parameter: "x"})  # type: ignore[call-overload]  # what is tested

        run_to_end(app)

    def test_a_value_that_cannot_be_sent_is_named(self) -> None:
        def app() -> None:
            with pytest.raises(TypeError, match=r"datalist\[0\] is a object"):
                _ = input("x", datalist=[object()])  # type: ignore[list-item]  # what is tested
            with pytest.raises(TypeError, match="data_x is a set"):
                _ = input("x", data_x={1})

        run_to_end(app)

    def test_it_can_be_awaited_in_a_coroutine_app(self) -> None:
        answers = list[object]()

        async def app() -> None:
            answers.append(await input("x"))

        with run_app(app) as user:
            user.submit("a")
        assert answers == ["a"]


class TestTextarea:
    def test_it_has_rows_and_an_editor(self) -> None:
        item = item_of(lambda: textarea("x", rows=9, code={"mode": "python"}, maxlength=5))
        assert (item["type"], item["rows"], item["code"], item["maxlength"]) == (
            "textarea",
            9,
            {"mode": "python"},
            5,
        )

    @pytest.mark.parametrize(("code", "sent"), [(True, True), ({}, True), (False, None)])
    def test_an_editor_needs_no_options(self, code: bool, sent: object) -> None:
        assert item_of(lambda: textarea("x", code=code)).get("code") == sent


class Choice(Protocol):
    """One of the functions with options."""

    def __call__(
        self, label: str, options: list[object] | None = None, *, value: list[str] | None = None
    ) -> object: ...


CHOICES: dict[str, Choice] = {
    "select": select,
    "checkbox": checkbox,
    "radio": radio,
}


@pytest.mark.parametrize("kind", CHOICES)
class TestChoices:
    def test_options_are_values_tuples_or_dicts(self, kind: str) -> None:
        options = [1, ("two", 2), ("three", 3, True), {"label": "four", "value": 4, "x": "y"}]
        assert item_of(lambda: CHOICES[kind]("x", options))["options"] == [
            {"label": 1, "value": 1},
            {"label": "two", "value": 2},
            {"label": "three", "value": 3, "selected": True},
            {"label": "four", "value": 4, "x": "y"},
        ]

    def test_a_value_preselects(self, kind: str) -> None:
        options = item_of(lambda: CHOICES[kind]("x", ["a", "b"], value=["b"]))["options"]
        # The value of a radio is one value, whatever it is: here a list, which is no option.
        assert options[1].get("selected") is (None if kind == "radio" else True)

    def test_options_are_required(self, kind: str) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="options is required"):
                CHOICES[kind]("x")

        run_to_end(app)

    @pytest.mark.parametrize("option", [("a",), ("a", 1, True, True, 5), {"label": "a"}], ids=repr)
    def test_an_unusable_option_is_shown(self, kind: str, option: object) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match=r"option .*'a'"):
                CHOICES[kind]("x", [option])

        run_to_end(app)

    def test_a_value_that_json_cannot_carry_is_a_type_error(self, kind: str) -> None:
        def app() -> None:
            with pytest.raises(TypeError, match=r"option\['value'\] is a object"):
                CHOICES[kind]("x", [("a", object())])

        run_to_end(app)


def test_a_required_radio_says_so_at_its_last_option() -> None:
    options = item_of(lambda: radio("x", ["a", "b"], required=True))["options"]
    assert [option.get("required") for option in options] == [None, True]


def test_a_select_may_take_several() -> None:
    item = item_of(lambda: select("x", ["a", "b"], multiple=True, value="a", native=False))
    assert (item["multiple"], item["native"]) == (True, False)
    assert answer_to(lambda: select("x", ["a", "b"], multiple=True), ["a", "b"]) == ["a", "b"]


class TestActions:
    def test_buttons_are_values_tuples_or_dicts(self) -> None:
        buttons = [
            "save",
            ("try", 1),
            ("empty", None, "reset"),
            {"label": "go", "type": "cancel", "color": "danger"},
        ]
        assert item_of(lambda: actions("x", buttons))["buttons"] == [
            {"type": "submit", "label": "save", "value": "save"},
            {"type": "submit", "label": "try", "value": 1},
            {"type": "reset", "label": "empty", "value": None},
            {"type": "cancel", "label": "go", "color": "danger"},
        ]

    def test_the_answer_is_the_value_of_the_button(self) -> None:
        answers = list[object]()
        with run_app(lambda: answers.append(actions("x", [("yes", True), ("no", False)]))) as user:
            user.click("no")
            user.settle()
        assert answers == [False]

    def test_a_cancel_button_answers_none(self) -> None:
        answers = list[object]()
        buttons = ["yes", {"label": "leave", "type": "cancel"}]
        with run_app(lambda: answers.append(actions("x", buttons))) as user:
            user.click("leave")
            user.settle()
        assert answers == [None]

    def test_in_a_group_a_button_submits_the_form(self) -> None:
        answers = list[object]()

        def app() -> None:
            items = [input("name", name="name", value="Ada"), actions("x", ["save"], name="how")]
            answers.append(input_group("g", items))

        with run_app(app) as user:
            user.click("save")
            user.settle()
        assert answers == [{"name": "Ada", "how": "save"}]

    @pytest.mark.parametrize(
        ("buttons", "message"),
        [
            (None, "buttons is required"),
            ([("a", 1, "send")], "type='send' is not one of 'submit', 'reset', 'cancel'"),
            ([{"label": "a"}], "needs a value, because it submits"),
            ([{"value": 1}], "needs a label"),
        ],
        ids=["none", "type", "value", "label"],
    )
    def test_unusable_buttons_are_errors(self, buttons: list[object] | None, message: str) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match=message):
                actions("x", buttons)

        run_to_end(app)


class TestFileUpload:
    def test_the_limit_of_the_server_is_the_default(self) -> None:
        item = item_of(lambda: file_upload("x", accept=["image/*", ".pdf"]))
        limit = SessionSettings().max_payload_size
        assert (item["max_size"], item["max_total_size"]) == (limit, limit)
        assert item["accept"] == ["image/*", ".pdf"]
        assert item["multiple"] is False

    def test_limits_are_sizes(self) -> None:
        item = item_of(lambda: file_upload("x", multiple=True, max_size="2M", max_total_size="3M"))
        assert (item["max_size"], item["max_total_size"]) == (2 * 2**20, 3 * 2**20)

    def test_a_limit_above_the_server_is_named(self) -> None:
        def app() -> None:
            with pytest.raises(
                ArgumentError, match=r"max_size='2K' .* 1024 bytes.*max_payload_size"
            ):
                file_upload("x", max_size="2K")
            with pytest.raises(ArgumentError, match="max_total_size='x' is no size"):
                file_upload("x", max_total_size="x")

        run_to_end(app, SessionSettings(max_payload_size=1024))

    def test_the_answer_is_the_file(self) -> None:
        file = {"filename": "a.txt", "content": b"abc"}
        assert answer_to(lambda: file_upload("x"), file) == file
        assert answer_to(lambda: file_upload("x"), None) is None


class TestSlider:
    def test_it_is_of_whole_numbers(self) -> None:
        item = item_of(lambda: slider("x", value=5, min_value=1, max_value=9, step=2))
        assert (item["value"], item["min_value"], item["max_value"]) == (5, 1, 9)
        assert (item["step"], item["float"]) == (2, False)
        answer = answer_to(lambda: slider("x"), 5.0)
        assert (answer, type(answer)) == (5, int)

    def test_one_float_makes_it_one_of_floats(self) -> None:
        item = item_of(lambda: slider("x", max_value=1.0))
        assert (item["step"], item["float"]) == ("any", True)
        answer = answer_to(lambda: slider("x", max_value=1.0), 1)
        assert (answer, type(answer)) == (1.0, float)


def test_a_value_preselects_a_radio() -> None:
    options = item_of(lambda: radio("x", ["a", "b"], value="b"))["options"]
    assert [option.get("selected") for option in options] == [None, True]
