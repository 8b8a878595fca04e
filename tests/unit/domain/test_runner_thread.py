"""Sessions of plain functions."""

from __future__ import annotations

import gc
import threading
import weakref
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from pywebio.domain.runner_thread import ThreadSessionRunner
from pywebio.domain.settings import SessionSettings
from pywebio.exceptions import SessionClosedException, SessionNotFoundException
from pywebio.input import input, input_group
from pywebio.output import put_button, put_buttons, put_text, use_scope
from pywebio.ports.events import CallbackCalled, FormCancelled, FormSubmitted
from pywebio.ports.types import CallbackId, TaskId
from pywebio.session import defer_call, hold, local, register_thread
from pywebio.testing import AppTester, run_app
from tests.unit.support import PATIENCE, Gate, eventually, run_to_end

if TYPE_CHECKING:
    from pywebio.domain.session import Session


def press(user: AppTester, label: str, times: int = 1) -> None:
    """Click without waiting for what the click does."""
    (spec,) = [
        spec
        for spec in user.outputs()
        if any(button["label"] == label for button in spec.get("buttons", ()))
    ]
    for _ in range(times):
        user.session.push(CallbackCalled(CallbackId(spec["callback_id"]), 0))


class TestThreads:
    def test_a_session_that_waits_for_callbacks_holds_no_thread(self) -> None:
        running = list[Thread]()

        def app() -> None:
            running.append(threading.current_thread())
            put_button("go", onclick=lambda: running.append(threading.current_thread()))

        with run_app(app) as user:
            user.click("go")
            user.click("go")
            user.settle()
            runner = user.session.runner
            assert isinstance(runner, ThreadSessionRunner)
            assert not user.session.running
            assert eventually(lambda: runner.workers._idle == len(set(running)))

    def test_callbacks_run_side_by_side(self) -> None:
        started, release = Gate(), Event()

        def click() -> None:
            started.pass_by()
            release.wait(PATIENCE)

        with run_app(lambda: put_button("go", onclick=click)) as user:
            press(user, "go", times=5)
            assert started.wait_for(5)
            release.set()

    def test_no_more_callbacks_than_the_limit_run_at_once_and_the_rest_wait(self) -> None:
        started, release = Gate(), Event()

        def click() -> None:
            started.pass_by()
            release.wait(PATIENCE)

        settings = SessionSettings(max_callbacks=2)
        with run_app(lambda: put_button("go", onclick=click), settings=settings) as user:
            press(user, "go", times=5)
            assert started.wait_for(2)
            assert started.count == 2
            release.set()
            assert started.wait_for(5)

    def test_callbacks_beyond_the_waiting_limit_are_dropped_and_counted(self) -> None:
        release = Event()
        settings = SessionSettings(max_callbacks=1, max_events=3)

        def app() -> None:
            put_button("go", onclick=lambda: release.wait(PATIENCE))

        with run_app(app, settings=settings) as user:
            press(user, "go", times=10)
            assert user.session.ignored.dropped == 6
            release.set()

    def test_callbacks_that_wait_do_not_begin_after_the_page_is_closed(self) -> None:
        started, release = Gate(), Event()

        def click() -> None:
            started.pass_by()
            release.wait(PATIENCE)

        settings = SessionSettings(max_callbacks=1)
        with run_app(lambda: put_button("go", onclick=click), settings=settings) as user:
            press(user, "go", times=3)
            assert started.wait_for(1)
            user.session.close()
            release.set()
        assert started.count == 1


class TestSerialMode:
    def test_clicks_run_one_after_the_other_in_their_order(self) -> None:
        log, done = list[str](), Gate()

        def click(value: str) -> None:
            log.append(f"begin {value}")
            log.append(f"end {value}")
            done.pass_by()

        def app() -> None:
            for value in ("a", "b"):
                put_buttons([value], onclick=click, serial_mode=True)

        with run_app(app) as user:
            for _ in range(5):
                press(user, "a")
                press(user, "b")
            assert done.wait_for(10)
        expected = [f"{what} {value}" for value in ("a", "b") for what in ("begin", "end")] * 5
        assert log == expected

    def test_nothing_else_begins_meanwhile(self) -> None:
        started, other, release = Gate(), Gate(), Event()

        def slow() -> None:
            started.pass_by()
            release.wait(PATIENCE)

        def app() -> None:
            put_button("slow", onclick=slow, serial_mode=True)
            put_button("other", onclick=other.pass_by)

        with run_app(app, patience=0.05) as user:
            press(user, "slow")
            assert started.wait_for(1)
            press(user, "other")
            assert other.count == 0
            release.set()
            assert other.wait_for(1)

    def test_the_session_is_at_work_until_the_last_one_has_run(self) -> None:
        started, release = Gate(), Event()

        def slow() -> None:
            started.pass_by()
            release.wait(PATIENCE)

        def app() -> None:
            put_button("slow", onclick=slow, serial_mode=True)

        with run_app(app, patience=0.05) as user:
            assert eventually(lambda: user.session.idle)
            press(user, "slow", times=20)
            release.set()
            while started.count < 20:
                # Read before the count: whoever finds it idle finds all of them begun.
                idle = user.session.idle
                assert not idle or started.count == 20
            assert eventually(lambda: user.session.idle)

    def test_a_serial_callback_can_ask(self) -> None:
        names = list[str]()

        def app() -> None:
            put_button("ask", onclick=lambda: names.append(input("name")), serial_mode=True)

        with run_app(app) as user:
            for name in ("Ada", "Alan"):
                user.click("ask")
                user.submit(name)
            user.settle()
        assert names == ["Ada", "Alan"]


class TestRegisteredThreads:
    def test_a_registered_thread_belongs_to_the_session_and_holds_it_open(self) -> None:
        release = Event()

        def work() -> None:
            put_text("working")
            release.wait(PATIENCE)
            put_text("done")

        def app() -> None:
            thread = Thread(target=work)
            register_thread(thread)
            thread.start()

        with run_app(app, patience=0.05) as user:
            user.wait_for(lambda: user.texts() == ["working"], "text")
            assert not user.session.closed
            release.set()
            user.wait_for(lambda: user.session.closed, "end")
            assert user.texts() == ["working", "done"]

    def test_a_registered_thread_can_ask(self) -> None:
        answers = list[str]()

        def app() -> None:
            for _ in range(2):
                thread = Thread(target=lambda: answers.append(input("name")))
                register_thread(thread)
                thread.start()
            hold()

        with run_app(app) as user:
            user.submit("first")
            user.submit("second")
            assert sorted(answers) == ["first", "second"]

    def test_a_thread_of_a_subclass_can_be_registered(self) -> None:
        class Worker(Thread):
            def run(self) -> None:
                put_text("from a subclass")

        def app() -> None:
            thread = Worker()
            register_thread(thread)
            thread.start()
            thread.join()

        assert run_to_end(app).texts() == ["from a subclass"]

    def test_a_thread_begins_outside_of_scopes(self) -> None:
        def app() -> None:
            with use_scope("here"):
                thread = Thread(target=lambda: put_text("there"))
                register_thread(thread)
                thread.start()
                thread.join()

        (spec,) = run_to_end(app).outputs()
        assert spec["scope"] == "#pywebio-scope-ROOT"

    def test_a_thread_that_is_not_registered_has_no_session(self) -> None:
        errors = list[Exception]()

        def work() -> None:
            try:
                put_text("lost")
            except SessionNotFoundException as error:
                errors.append(error)

        def app() -> None:
            thread = Thread(target=work)
            thread.start()
            thread.join()

        run_to_end(app)
        assert "register_thread" in str(errors[0])

    def test_a_thread_that_was_started_cannot_be_registered(self) -> None:
        def app() -> None:
            thread = Thread(target=lambda: None)
            thread.start()
            with pytest.raises(RuntimeError, match="before the thread is started"):
                register_thread(thread)

        run_to_end(app)


class TestEnd:
    def test_an_input_that_waits_is_told_that_the_page_was_closed(self) -> None:
        told = list[str]()

        def app() -> None:
            try:
                _ = input("name")
            except SessionClosedException as error:
                told.append(str(error))
                raise

        with run_app(app) as user:
            user.form()
        assert told == ["the session has ended: the page was closed or the app is finished"]

    def test_every_waiting_thread_is_told(self) -> None:
        told = Gate()

        def ask() -> None:
            try:
                _ = input("name")
            finally:
                told.pass_by()

        def app() -> None:
            for _ in range(3):
                thread = Thread(target=ask)
                register_thread(thread)
                thread.start()
            ask()

        with run_app(app) as user:
            user.settle()
        assert told.count == 4

    def test_an_input_inside_of_a_validation_is_told_too(self) -> None:
        ends = list[str]()

        def validate(_: object) -> None:
            try:
                _ = input("really?")
            finally:
                ends.append("inner")

        def app() -> None:
            try:
                _ = input("name", validate=validate)
            finally:
                ends.append("outer")

        with run_app(app) as user:
            form = user.form()
            task = user.messages[0]["task_id"]
            assert form["label"] == "name"
            user.tell(FormCancelled(TaskId("nobody")))
            user.session.push(_submitted(TaskId(task)))
            user.wait_for(lambda: len(user.messages) == 2, "second form")
        assert ends == ["inner", "outer"]

    def test_an_app_may_go_on_behind_hold(self) -> None:
        cleaned = list[str]()

        def app() -> None:
            hold()
            cleaned.append("up")

        with run_app(app) as user:
            user.settle()
        assert cleaned == ["up"]

    def test_outputs_after_the_end_are_told(self) -> None:
        release, told = Event(), list[type[Exception]]()

        def app() -> None:
            release.wait(PATIENCE)
            try:
                put_text("too late")
            except SessionClosedException as error:
                told.append(type(error))

        with run_app(app, patience=0.05) as user:
            user.session.close()
            release.set()
        assert told == [SessionClosedException]

    def test_sys_exit_ends_the_app_alone(self) -> None:
        def app() -> None:
            put_text("before")
            raise SystemExit(3)

        with run_app(app) as user:
            assert user.ended
            assert user.texts() == ["before"]

    def test_a_task_that_fails_does_not_stop_others(self) -> None:
        def app() -> None:
            thread = Thread(target=lambda: 1 / 0)
            register_thread(thread)
            thread.start()
            thread.join()
            put_text("still here")

        with run_app(app) as user:
            assert user.texts() == ["still here"]
            assert [type(error) for error in user.errors()] == [ZeroDivisionError]

    def test_nothing_of_an_ended_session_stays_reachable(self) -> None:
        references = ended_sessions()
        # The thread that ran the last job may need a moment to let go of it.
        assert eventually(lambda: gc.collect() >= 0 and not any(r() for r in references))


def _submitted(task_id: TaskId) -> FormSubmitted:
    return FormSubmitted(task_id, {"data": "x"})


class Held:
    """Something of the author's."""


def ended_sessions() -> tuple[weakref.ref[Session], weakref.ref[Held]]:
    """Run an app through everything that could hold it; return weak references."""
    references = list[weakref.ref[Held]]()

    def app() -> None:
        held = Held()
        references.append(weakref.ref(held))
        local.held = held
        defer_call(lambda: held)
        thread = Thread(target=lambda: held)
        register_thread(thread)
        thread.start()
        thread.join()
        put_button("click", onclick=lambda: held)
        _ = input("name", validate=lambda _: None if held is not None else "no")
        _ = input_group("group", [input("name", name="a", onchange=lambda _: held)])
        hold()

    with run_app(app) as user:
        user.submit("Ada")
        user.change("a", "x")
        user.submit({"a": "y"})
        user.click("click")
    return weakref.ref(user.session), references[0]


def test_an_answer_in_an_earlier_form_is_not_taken_for_the_next_one() -> None:
    answers = list[str]()

    def app() -> None:
        answers.extend(input(label) for label in ("first", "second"))

    with run_app(app) as user:
        user.form()
        task = TaskId(user.messages[0]["task_id"])
        user.submit("1")
        user.submit("2")
        user.settle()
        user.tell(_submitted(task))
    assert answers == ["1", "2"]


def test_an_output_that_an_app_returns_is_shown() -> None:
    assert run_to_end(lambda: put_text("returned")).texts() == ["returned"]


def test_an_output_that_an_app_keeps_is_shown_at_its_end() -> None:
    def app() -> None:
        kept = put_text("kept")
        put_text("first")
        del kept

    assert run_to_end(app).texts() == ["first", "kept"]
