"""Questions and what they wait for: the same in threads, in coroutines, and in coroutines of threads."""

from __future__ import annotations

import asyncio
import contextvars
from threading import Thread
from typing import TYPE_CHECKING, Protocol

import pytest

from pywebio.input import actions, input, input_group, input_update
from pywebio.output import put_button
from pywebio.pin import pin, put_input
from pywebio.ports.events import FieldTouched, FormCancelled, FormSubmitted, ScriptAnswered
from pywebio.ports.types import TaskId, UserValue
from pywebio.session import eval_js, hold, local
from pywebio.testing import AppTester, run_app
from tests.unit.support import Gate

if TYPE_CHECKING:
    from collections.abc import Callable

    from pywebio.domain.application import Target

answers: list[object] = []


@pytest.fixture(autouse=True)
def no_answers() -> None:
    answers.clear()


class AppThatAsks(Protocol):
    """Makes an app that keeps the answer to a question."""

    def __call__(self, question: Callable[[], UserValue]) -> Target: ...


def in_a_thread(question: Callable[[], UserValue]) -> Target:
    def app() -> None:
        answers.append(question())

    return app


def in_a_coroutine(question: Callable[[], UserValue]) -> Target:
    async def app() -> None:
        answers.append(await question())

    return app


def in_a_coroutine_of_a_thread(question: Callable[[], UserValue]) -> Target:
    async def click() -> None:
        answers.append(await question())

    return lambda: put_button("ask", onclick=click)


def in_a_thread_of_a_coroutine(question: Callable[[], UserValue]) -> Target:
    async def app() -> None:
        answers.append(await asyncio.to_thread(question))

    return app


KINDS = [in_a_thread, in_a_coroutine, in_a_coroutine_of_a_thread]


@pytest.fixture(params=KINDS, ids=lambda make: make.__name__)
def asking(request: pytest.FixtureRequest) -> AppThatAsks:
    make: AppThatAsks = request.param
    return make


@pytest.fixture(params=[*KINDS, in_a_thread_of_a_coroutine], ids=lambda make: make.__name__)
def asking_anywhere(request: pytest.FixtureRequest) -> AppThatAsks:
    make: AppThatAsks = request.param
    return make


def begin(user: AppTester) -> None:
    """Click the button of an app that asks in a callback."""
    if any(spec["type"] == "buttons" for spec in user.outputs()):
        user.click("ask")


def task_of(user: AppTester, label: str) -> TaskId:
    """Wait for the form with that label; return whose it is."""
    found = user.wait_for(
        lambda: [
            message["task_id"]
            for message in user.messages
            if message["command"] == "input_group" and message["spec"]["label"] == label
        ],
        f"form {label!r}",
    )
    return TaskId(found[-1])


def complaints(user: AppTester) -> list[UserValue]:
    return [
        message["spec"]["attributes"].get("invalid_feedback")
        for message in user.commands()
        if message["command"] == "update_input"
    ]


class TestAnswers:
    def test_a_form_is_answered(self, asking_anywhere: AppThatAsks) -> None:
        with run_app(asking_anywhere(lambda: input("name")), patience=0.05) as user:
            begin(user)
            user.submit("Ada")
            user.wait_for(lambda: answers, "answer")
        assert answers == ["Ada"]

    def test_a_script_is_answered(self, asking_anywhere: AppThatAsks) -> None:
        with run_app(asking_anywhere(lambda: eval_js("1 + 1")), patience=0.05) as user:
            begin(user)
            user.answer(2)
            user.wait_for(lambda: answers, "answer")
        assert answers == [2]

    def test_an_async_validate_is_awaited(self, asking_anywhere: AppThatAsks) -> None:
        async def validate(name: str) -> str | None:
            await asyncio.sleep(0)
            return None if name else "Say something"

        app = asking_anywhere(lambda: input("name", validate=validate))
        with run_app(app, patience=0.05) as user:
            begin(user)
            assert user.submit("") == {"data": "Say something"}
            assert user.submit("Ada") == {}
            user.wait_for(lambda: answers, "answer")
        assert answers == ["Ada"]

    def test_pins_are_read(self, asking_anywhere: AppThatAsks) -> None:
        def age() -> object:
            put_input("age", "number")
            return pin.age

        with run_app(asking_anywhere(age), patience=0.05) as user:
            begin(user)
            user.answer({"age": 3})
            user.wait_for(lambda: answers, "answer")
        assert answers == [3]

    def test_waiting_ends_with_the_session(self, asking_anywhere: AppThatAsks) -> None:
        with run_app(asking_anywhere(hold), patience=0.05) as user:
            begin(user)
            user.wait_for(lambda: user.waiting, "question")
        assert answers == [None]

    def test_who_waits_is_told_that_the_session_has_ended(
        self, asking_anywhere: AppThatAsks
    ) -> None:
        told = Gate()

        def validate(_: UserValue) -> None:
            raise AssertionError

        def question() -> UserValue:
            return input("name", validate=validate)

        with run_app(asking_anywhere(question), patience=0.05) as user:
            begin(user)
            task_of(user, "name")
            user.session.defer(told.pass_by)
        assert told.count == 1
        assert answers == []


class TestAsyncFunctionsOfForms:
    def test_validate_is_awaited(self, asking: AppThatAsks) -> None:
        async def validate(name: str) -> str | None:
            await asyncio.sleep(0)
            return None if name else "Say something"

        with run_app(asking(lambda: input("name", validate=validate))) as user:
            begin(user)
            assert user.leave("data", "") == {"data": "Say something"}
            assert user.submit("") == {"data": "Say something"}
            assert user.submit("Ada") == {}
        assert answers == ["Ada"]

    def test_validate_of_a_group_is_awaited(self, asking: AppThatAsks) -> None:
        async def validate(data: dict[str, str]) -> tuple[str, str] | None:
            await asyncio.sleep(0)
            return ("b", "must differ") if data["a"] == data["b"] else None

        def question() -> UserValue:
            return input_group("two", [input(name="a"), input(name="b")], validate=validate)

        with run_app(asking(question)) as user:
            begin(user)
            assert user.submit({"a": "x", "b": "x"}) == {"b": "must differ"}
            assert user.submit({"a": "x", "b": "y"}) == {}
        assert answers == [{"a": "x", "b": "y"}]

    def test_onchange_is_awaited_and_may_update_the_form(self, asking: AppThatAsks) -> None:
        async def change(value: str) -> None:
            await asyncio.sleep(0)
            input_update(help_text=f"{len(value)} characters")

        with run_app(asking(lambda: input("name", onchange=change))) as user:
            begin(user)
            user.change("data", "Ada")
            user.settle()
            (update,) = [m["spec"] for m in user.commands() if m["command"] == "update_input"]
            assert update["attributes"] == {"help_text": "3 characters"}
            user.submit("Ada")

    def test_a_failing_validate_is_a_wrong_value(self, asking: AppThatAsks) -> None:
        async def validate(text: str) -> None:
            await asyncio.sleep(0)
            int(text)

        with run_app(asking(lambda: input("number", validate=validate))) as user:
            begin(user)
            assert "not valid" in user.submit("x")["data"]
            assert user.submit("1") == {}
        assert answers == ["1"]

    def test_a_failing_onchange_is_logged_and_the_form_goes_on(
        self, asking: AppThatAsks, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def change(_: str) -> None:
            await asyncio.sleep(0)
            raise ZeroDivisionError

        with run_app(asking(lambda: input("name", onchange=change))) as user:
            begin(user)
            user.change("data", "x")
            user.submit("Ada")
        assert answers == ["Ada"]
        assert "ZeroDivisionError" in caplog.text

    def test_a_generator_of_1_x_is_run_too(self, asking: AppThatAsks) -> None:
        def validate(name: str) -> UserValue:
            yield asyncio.sleep(0)
            return None if name else "Say something"

        with run_app(asking(lambda: input("name", validate=validate))) as user:
            begin(user)
            assert user.submit("") == {"data": "Say something"}
            assert user.submit("Ada") == {}

    def test_validate_may_ask_the_page(self, asking: AppThatAsks) -> None:
        async def validate(name: str) -> str | None:
            return "taken" if name in await eval_js("names") else None

        with run_app(asking(lambda: input("name", validate=validate))) as user:
            begin(user)
            form = task_of(user, "name")
            for name in ("Ada", "Alan"):
                user.tell(FormSubmitted(form, {"data": name}))
                user.answer(["Ada"])
                user.settle()
        assert answers == ["Alan"]

    def test_validate_may_ask_the_user(self, asking: AppThatAsks) -> None:
        async def validate(name: str) -> str | None:
            return None if await actions("Sure?", ["yes", "no"]) == "yes" else "then not"

        with run_app(asking(lambda: input("name", validate=validate))) as user:
            begin(user)
            form = task_of(user, "name")
            user.tell(FormSubmitted(form, {"data": "Ada"}))
            user.wait_for(lambda: user.form()["label"] == "Sure?", "question")
            user.submit("no")
            assert complaints(user) == ["then not"]
            user.tell(FormSubmitted(form, {"data": "Alan"}))
            user.wait_for(lambda: user.form()["label"] == "Sure?", "question")
            user.submit("yes")
        assert answers == ["Alan"]

    @pytest.mark.parametrize("waits", ["for the page", "for something else"])
    def test_validation_that_waits_loses_no_events(self, asking: AppThatAsks, waits: str) -> None:
        seen, begun = list[str](), Gate()
        release: list[Callable[[], object]] = []

        async def change(value: str) -> None:
            seen.append(f"begin {value}")
            begun.pass_by()
            if waits == "for the page":
                await eval_js("slow")
            else:
                gate = asyncio.Event()
                loop = asyncio.get_running_loop()
                release.append(lambda: loop.call_soon_threadsafe(gate.set))
                begun.pass_by()
                await gate.wait()
            seen.append(f"end {value}")

        def go_on(number: int) -> None:
            if waits == "for the page":
                user.wait_for(
                    lambda: sum(m["command"] == "run_script" for m in user.messages) == number,
                    "question",
                )
                user.tell(ScriptAnswered(form, None))
            else:
                assert begun.wait_for(2 * number)
                release[-1]()

        with run_app(asking(lambda: input("name", onchange=change)), patience=0.05) as user:
            begin(user)
            form = task_of(user, "name")
            user.tell(FieldTouched(form, "change", "data", "a"))
            assert begun.wait_for(1)
            # While the first change is worked on the user goes on, and submits.
            user.tell(FieldTouched(form, "change", "data", "b"))
            user.tell(FormSubmitted(form, {"data": "c"}))
            go_on(1)
            go_on(2)
            user.wait_for(lambda: answers, "answer")
        assert seen == ["begin a", "end a", "begin b", "end b"]
        assert answers == ["c"]


class TestInsideOfOneAnother:
    def test_an_event_goes_to_the_innermost_question_that_waits_for_its_kind(self) -> None:
        def change(_: str) -> None:
            answers.append(eval_js("inner"))

        def app() -> None:
            answers.append(input("outer", onchange=change))

        with run_app(app) as user:
            form = task_of(user, "outer")
            user.tell(FieldTouched(form, "change", "data", "x"))
            user.wait_for(lambda: user.messages[-1]["command"] == "run_script", "question")
            user.tell(FormSubmitted(form, {"data": "submitted meanwhile"}))
            user.tell(ScriptAnswered(form, "inner"))
        assert answers == ["inner", "submitted meanwhile"]

    def test_an_event_that_no_question_waits_for_is_counted(self) -> None:
        with run_app(lambda: answers.append(eval_js("1"))) as user:
            (asked,) = user.commands()
            user.tell(FormCancelled(TaskId(asked["task_id"])))
            assert user.session.ignored.unknown == 1
            user.answer(1)


class TestWhoAsks:
    def test_threads_that_share_a_context_get_their_own_answers(self) -> None:
        def app() -> None:
            context = contextvars.copy_context()
            thread = Thread(target=lambda: context.run(lambda: answers.append(input("second"))))
            thread.start()
            answers.append(input("first"))
            thread.join()

        with run_app(app) as user:
            first, second = task_of(user, "first"), task_of(user, "second")
            assert first != second
            user.tell(FormSubmitted(first, {"data": "1"}))
            user.tell(FormSubmitted(second, {"data": "2"}))
            user.wait_for(lambda: user.session.closed, "end")
        assert sorted(map(str, answers)) == ["1", "2"]

    def test_questions_of_an_async_callback_in_a_thread_app_side_by_side(self) -> None:
        async def click() -> None:
            answers.extend(await asyncio.gather(input("a"), input("b"), eval_js("c")))

        with run_app(lambda: put_button("go", onclick=click), patience=0.05) as user:
            user.click("go")
            first, second = task_of(user, "a"), task_of(user, "b")
            user.tell(FormSubmitted(second, {"data": "B"}))
            user.answer("C")
            user.tell(FormSubmitted(first, {"data": "A"}))
            user.wait_for(lambda: answers, "answers")
        assert answers == ["A", "B", "C"]

    def test_a_plain_function_that_an_async_callback_moves_to_a_thread_blocks(self) -> None:
        async def click() -> None:
            answers.append(await asyncio.to_thread(lambda: (input("name"), local.seen)))

        def app() -> None:
            local.seen = "same session"
            put_button("go", onclick=click)

        with run_app(app) as user:
            user.click("go")
            user.submit("Ada")
        assert answers == [("Ada", "same session")]

    def test_an_event_loop_of_the_author_changes_nothing_in_a_thread_app(self) -> None:
        async def main() -> None:
            answers.append(input("name"))

        with run_app(lambda: asyncio.run(main())) as user:
            user.submit("Ada")
        assert answers == ["Ada"]
