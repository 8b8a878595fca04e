"""Questions that one event answers."""

from __future__ import annotations

from pywebio.domain.ask import ask_page
from pywebio.domain.commands import RunScript
from pywebio.ports.events import CallbackCalled, FormCancelled
from pywebio.ports.types import CallbackId, TaskId
from pywebio.testing import run_app

QUESTION = RunScript("1 + 1", {}, eval=True)


def test_the_answer_of_the_page_is_returned_in_a_thread() -> None:
    answers = list[object]()

    def app() -> None:
        answers.append(ask_page(QUESTION))

    with run_app(app) as user:
        user.answer(2)
    assert answers == [2]


def test_the_answer_of_the_page_is_returned_in_a_coroutine() -> None:
    answers = list[object]()

    async def app() -> None:
        answers.append(await ask_page(QUESTION))

    with run_app(app) as user:
        user.answer({"any": ["json"]})
    assert answers == [{"any": ["json"]}]


def test_other_events_do_not_answer_a_question() -> None:
    answers = list[object]()

    def app() -> None:
        answers.append(ask_page(QUESTION))

    with run_app(app) as user:
        (asked,) = user.commands()
        user.tell(FormCancelled(TaskId(asked["task_id"])))
        user.tell(CallbackCalled(CallbackId(asked["task_id"]), "no"))
        user.answer("yes")
    assert answers == ["yes"]


def test_several_questions_are_asked_one_after_the_other() -> None:
    answers = list[object]()

    def app() -> None:
        answers.extend(ask_page(QUESTION) for _ in range(3))

    with run_app(app) as user:
        for number in range(3):
            user.answer(number)
    assert answers == [0, 1, 2]
