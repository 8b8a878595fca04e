"""Forms: validation, changes, cancelling. The same in threads and in coroutines."""

from __future__ import annotations

import pytest

from pywebio.domain.application import Target
from pywebio.exceptions import ArgumentError, SessionClosedException
from pywebio.input import (
    NUMBER,
    actions,
    input,
    input_group,
    input_update,
    radio,
    select,
    slider,
)
from pywebio.input._action import SetValue
from pywebio.output import put_text
from pywebio.ports.events import FieldTouched, FormSubmitted
from pywebio.ports.types import TaskId, UserValue
from pywebio.testing import AppTester, run_app
from tests.unit.support import run_to_end

answers: list[object] = []


@pytest.fixture(autouse=True)
def no_answers() -> None:
    answers.clear()


def updates(user: AppTester) -> list[dict[str, UserValue]]:
    return [m["spec"] for m in user.commands() if m["command"] == "update_input"]


def positive(number: int) -> str | None:
    return None if number > 0 else "must be positive"


def age_and_name_in_a_thread() -> None:
    items = [
        input("Age", NUMBER, name="age", validate=positive),
        input("Name", name="name", value="Ada"),
    ]
    answers.append(input_group("You", items, cancelable=True))


async def age_and_name_in_a_coroutine() -> None:
    items = [
        input("Age", NUMBER, name="age", validate=positive),
        input("Name", name="name", value="Ada"),
    ]
    answers.append(await input_group("You", items, cancelable=True))


@pytest.fixture(params=[age_and_name_in_a_thread, age_and_name_in_a_coroutine])
def app(request: pytest.FixtureRequest) -> Target:
    """An app that asks for an age and a name."""
    target: Target = request.param
    return target


class TestAnswers:
    def test_a_form_answers_with_a_dict(self, app: Target) -> None:
        with run_app(app) as user:
            assert user.form()["label"] == "You"
            assert user.form()["cancelable"] is True
            assert user.submit({"age": 5}) == {}
        assert answers == [{"age": 5, "name": "Ada"}]

    def test_a_wrong_value_is_told_and_asked_for_again(self, app: Target) -> None:
        with run_app(app) as user:
            assert user.submit({"age": 0}) == {"age": "must be positive"}
            assert updates(user) == [
                {
                    "target_name": "age",
                    "attributes": {"valid_status": False, "invalid_feedback": "must be positive"},
                }
            ]
            assert user.submit({"age": 1}) == {}
        assert answers == [{"age": 1, "name": "Ada"}]

    def test_a_field_is_checked_when_it_is_left(self, app: Target) -> None:
        with run_app(app) as user:
            assert user.leave("age", 0) == {"age": "must be positive"}
            assert user.leave("age", 1) == {}
            assert updates(user)[-1] == {"target_name": "age", "attributes": {"valid_status": 0}}

    def test_a_cancelled_form_answers_none(self, app: Target) -> None:
        with run_app(app) as user:
            user.cancel()
            assert [m["command"] for m in user.commands()][1:] == ["destroy_form", "close_session"]
        assert answers == [None]

    def test_the_form_is_taken_away_once_it_is_answered(self, app: Target) -> None:
        with run_app(app) as user:
            user.submit({"age": 5})
            names = [m["command"] for m in user.commands()]
        assert names == ["input_group", "destroy_form", "close_session"]

    def test_the_first_field_that_can_have_it_gets_the_focus(self, app: Target) -> None:
        with run_app(app) as user:
            assert [item.get("auto_focus") for item in user.form()["inputs"]] == [True, None]


class TestFocus:
    def test_a_field_that_cannot_have_the_focus_is_passed_over(self) -> None:
        def app() -> None:
            items = [
                radio("a", ["x"], name="a"),
                slider("b", name="b"),
                select("c", ["x"], name="c"),
            ]
            _ = input_group("g", items)

        with run_app(app) as user:
            focus = [item.get("auto_focus") for item in user.form()["inputs"]]
        assert focus == [None, None, True]

    def test_the_authors_choice_is_kept(self) -> None:
        def app() -> None:
            items = [input("a", name="a"), input("b", name="b", auto_focus=True)]
            _ = input_group("g", items)

        with run_app(app) as user:
            focus = [item.get("auto_focus") for item in user.form()["inputs"]]
        assert focus == [None, True]


class TestValidation:
    def test_all_wrong_fields_are_told_at_once_and_the_group_is_not_checked_then(self) -> None:
        def app() -> None:
            items = [input("a", NUMBER, name=name, validate=positive) for name in ("a", "b", "c")]
            answers.append(input_group("g", items, validate=lambda _: 1 / 0))

        with run_app(app) as user:
            complaints = user.submit({"a": 0, "b": 1, "c": 0})
        assert complaints == {"a": "must be positive", "c": "must be positive"}

    def test_a_group_is_checked_when_all_fields_are_valid(self) -> None:
        def same(data: dict[str, str]) -> tuple[str, str] | None:
            return None if data["one"] == data["two"] else ("two", "not the same")

        def app() -> None:
            items = [input("a", name="one"), input("b", name="two")]
            answers.append(input_group("g", items, validate=same))

        with run_app(app) as user:
            assert user.submit({"one": "x", "two": "y"}) == {"two": "not the same"}
            assert user.submit({"one": "x", "two": "x"}) == {}
        assert answers == [{"one": "x", "two": "x"}]

    @pytest.mark.parametrize("result", ["wrong", ("unknown", "x"), ("a",), 5], ids=repr)
    def test_a_group_check_that_returns_something_else_is_an_error_that_shows_it(
        self, result: object
    ) -> None:
        def app() -> None:
            _ = input_group("g", [input("a", name="a")], validate=lambda _: result)

        with run_app(app) as user:
            user.submit({"a": "x"})
            (error,) = user.errors()
        assert isinstance(error, ArgumentError)
        assert repr(result) in str(error)
        assert "'a'" in str(error)

    def test_a_check_that_fails_does_not_let_the_value_pass(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        def app() -> None:
            answers.append(input("a", NUMBER, validate=lambda number: 1 / number and None))

        with run_app(app) as user:
            assert "not valid" in user.submit(0)["data"]
            assert user.submit(5) == {}
        assert answers == [5]
        assert "ZeroDivisionError" in caplog.text

    def test_a_check_sees_the_converted_value(self) -> None:
        seen = list[object]()
        with run_app(lambda: slider("a", max_value=1.0, validate=seen.append)) as user:
            user.submit(1)
        assert [(value, type(value)) for value in seen] == [(1.0, float)]

    def test_whatever_a_check_returns_is_shown_as_text(self) -> None:
        with run_app(lambda: input("a", validate=lambda _: 5)) as user:
            assert user.submit("x") == {"data": "5"}

    def test_a_check_can_show_something(self) -> None:
        with run_app(lambda: input("a", validate=put_text_of)) as user:
            user.submit("x")
            assert user.texts() == ["checking x"]

    def test_a_check_can_ask_itself(self) -> None:
        def sure(_: object) -> str | None:
            return None if actions("Sure?", ["yes", "no"]) == "yes" else "think again"

        with run_app(lambda: answers.append(input("a", validate=sure))) as user:
            user.submit("x")
            assert user.form()["label"] == "Sure?"
            user.click("no")
            user.submit("y")
            user.click("yes")
            user.settle()
        assert answers == ["y"]


def put_text_of(value: object) -> None:
    put_text("checking", value)


class TestChanges:
    def test_a_change_can_update_the_form(self) -> None:
        cities = {"Austria": ["Graz", "Linz"], "Italy": ["Bari"]}

        def country_changed(country: str) -> None:
            input_update("city", options=cities[country], help_text=None)
            input_update(help_text=f"not in {country}?")

        def app() -> None:
            items = [
                select("Country", list(cities), name="country", onchange=country_changed),
                select("City", [], name="city"),
            ]
            answers.append(input_group("g", items))

        with run_app(app) as user:
            assert [item.get("onchange") for item in user.form()["inputs"]] == [True, None]
            user.change("country", "Italy")
            assert updates(user) == [
                {
                    "target_name": "city",
                    "attributes": {"options": [{"label": "Bari", "value": "Bari"}]},
                },
                {"target_name": "country", "attributes": {"help_text": "not in Italy?"}},
            ]
            user.submit({"country": "Italy", "city": "Bari"})
        assert answers == [{"country": "Italy", "city": "Bari"}]

    def test_a_change_that_fails_is_logged_and_the_form_goes_on(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        with run_app(lambda: answers.append(input("a", onchange=lambda _: 1 / 0))) as user:
            user.change("data", "x")
            user.submit("y")
        assert answers == ["y"]
        assert "ZeroDivisionError" in caplog.text

    def test_a_page_that_is_closed_inside_of_a_change_ends_the_form(self) -> None:
        ends = list[str]()

        def changed(_: object) -> None:
            _ = input("really?")

        def app() -> None:
            try:
                _ = input("a", onchange=changed)
            except SessionClosedException:
                ends.append("closed")
                raise

        with run_app(app) as user:
            user.change("data", "x")
            assert user.form()["label"] == "really?"
        assert ends == ["closed"]

    def test_wrong_updates_are_errors_that_name_what_is_wrong(self) -> None:
        errors = list[str]()

        def changed(_: object) -> None:
            wrong: list[dict[str, UserValue]] = [
                {"name": "unknown", "value": 1},
                {"type": "number"},
                {"multiple": True, "code": True},
                {"options": [("a",)]},
                {"value": object()},
            ]
            for spec in wrong:
                with pytest.raises((ValueError, TypeError)) as raised:
                    input_update(**spec)
                errors.append(str(raised.value))

        with run_app(lambda: input("a", onchange=changed)) as user:
            user.change("data", "x")
            user.settle()
        assert [error.split(":")[0][:45] for error in errors] == [
            "there is no field 'unknown' in the form; it h",
            "type cannot be changed once the input is show",
            "code, multiple cannot be changed once the inp",
            "option ('a',)",
            "value is a object (<object object at 0x" + errors[-1][39:45],
        ]

    def test_update_works_only_inside_of_a_change(self) -> None:
        def app() -> None:
            with pytest.raises(RuntimeError, match="only inside an onchange function"):
                input_update("a", value=1)

        run_to_end(app)

    def test_a_field_that_did_not_ask_for_changes_ignores_them(self) -> None:
        with run_app(lambda: answers.append(input("a"))) as user:
            user.change("data", "x")
            user.tell(FieldTouched(TaskId(user.messages[0]["task_id"]), "blur", "unknown", 1))
            user.submit("y")
        assert answers == ["y"]


class TestGroups:
    @pytest.mark.parametrize("items", [None, []], ids=repr)
    def test_a_group_needs_items(self, items: list[object] | None) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="input_group needs inputs"):
                _ = input_group("g", items)

        run_to_end(app)

    def test_what_is_no_item_is_shown(self) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="'x' is no input: call an input function"):
                _ = input_group("g", ["x"])

        run_to_end(app)

    def test_two_items_of_one_name_are_named(self) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="two inputs of the group are called 'a'"):
                _ = input_group("g", [input("1", name="a"), input("2", name="a")])

        run_to_end(app)

    def test_what_a_page_adds_is_dropped(self) -> None:
        def app() -> None:
            answers.append(input_group("g", [input("1", name="a"), input("2", name="b")]))

        with run_app(app) as user:
            user.form()
            task = TaskId(user.messages[0]["task_id"])
            user.tell(FormSubmitted(task, {"a": "x", "b": "y", "evil": 2}))
            user.settle()
        assert answers == [{"a": "x", "b": "y"}]


class TestActionButtons:
    def test_a_button_beside_a_field_fills_it_in(self) -> None:
        def app() -> None:
            answers.append(input("When", action=("Today", lambda set_value: set_value("1.1."))))

        with run_app(app) as user:
            assert user.form()["inputs"][0]["action"]["label"] == "Today"
            user.click("Today")
            assert updates(user) == [{"target_name": "data", "attributes": {"value": "1.1."}}]
            user.submit("1.1.")
        assert answers == ["1.1."]

    def test_an_object_can_stand_behind_a_label(self) -> None:
        today = object()

        def app() -> None:
            answers.append(
                input("When", action=("Today", lambda set_value: set_value(today, "today")))
            )

        with run_app(app) as user:
            user.click("Today")
            assert updates(user)[0]["attributes"] == {"value": "today", "readonly": True}
            user.submit("today")
        assert answers == [today]

    def test_a_label_that_was_replaced_stands_for_nothing(self) -> None:
        def app() -> None:
            def fill(set_value: SetValue) -> None:
                set_value(object(), "label")
                set_value("text")

            answers.append(input("x", action=("Fill", fill)))

        with run_app(app) as user:
            user.click("Fill")
            user.submit("label")
        assert answers == ["label"]

    def test_the_button_is_gone_with_its_form(self) -> None:
        with run_app(lambda: input("x", action=("Fill", print))) as user:
            user.submit("x")
            user.settle()
            assert user.session.page._callbacks == {}

    @pytest.mark.parametrize("action", ["Fill", ("Fill",), ("Fill", 5), ("a", print, 1)], ids=repr)
    def test_what_is_no_action_is_shown(self, action: object) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="give a pair of a label and a function"):
                _ = input("x", action=action)  # type: ignore[call-overload]  # what is tested

        run_to_end(app)
