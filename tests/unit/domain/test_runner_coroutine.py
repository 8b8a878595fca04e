"""Sessions of coroutine functions: ordinary tasks of an asyncio loop."""

from __future__ import annotations

import asyncio
import gc
import weakref
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import pytest

from pywebio.domain import own_loops
from pywebio.domain.outbox import OutboxLimits
from pywebio.domain.settings import SessionSettings
from pywebio.exceptions import SessionClosedException
from pywebio.input import input, input_group
from pywebio.output import Output, put_button, put_buttons, put_text, use_scope
from pywebio.ports.events import CallbackCalled, FormSubmitted
from pywebio.ports.types import CallbackId, TaskId
from pywebio.session import (
    defer_call,
    eval_js,
    hold,
    local,
    register_thread,
    run_async,
    run_asyncio_coroutine,
)
from pywebio.testing import AppTester, run_app
from tests.unit.support import Gate, run_to_end

if TYPE_CHECKING:
    from collections.abc import Awaitable, Generator

    from pywebio.domain.session import Session


@pytest.fixture
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancel what is left of a session at once."""
    monkeypatch.setattr(own_loops, "GRACE_SECONDS", 0.0)


def forms_by_label(user: AppTester, *labels: str) -> dict[str, TaskId]:
    """Wait until forms with these labels are open; return whose they are."""

    def shown() -> dict[str, TaskId]:
        return {
            message["spec"]["label"]: TaskId(message["task_id"])
            for message in user.messages
            if message["command"] == "input_group"
        }

    user.wait_for(lambda: set(labels) <= set(shown()), f"forms {labels}")
    return shown()


class TestSideBySide:
    def test_inputs_in_gather_get_their_own_answers(self) -> None:
        answers = list[str]()

        async def app() -> None:
            answers.extend(await asyncio.gather(input("first"), input("second")))

        with run_app(app, patience=0.05) as user:
            tasks = forms_by_label(user, "first", "second")
            assert tasks["first"] != tasks["second"]
            user.tell(FormSubmitted(tasks["second"], {"data": "2"}))
            user.tell(FormSubmitted(tasks["first"], {"data": "1"}))
            user.wait_for(lambda: user.session.closed, "end")
        assert answers == ["1", "2"]

    def test_a_task_of_the_author_can_ask_while_the_app_asks_too(self) -> None:
        answers = dict[str, str]()

        async def other() -> None:
            answers["other"] = await input("other")

        async def app() -> None:
            task = asyncio.create_task(other())
            answers["app"] = await input("app")
            await task

        with run_app(app, patience=0.05) as user:
            tasks = forms_by_label(user, "app", "other")
            user.tell(FormSubmitted(tasks["app"], {"data": "a"}))
            user.tell(FormSubmitted(tasks["other"], {"data": "o"}))
            user.wait_for(lambda: user.session.closed, "end")
        assert answers == {"app": "a", "other": "o"}

    def test_a_task_of_the_author_can_ask_again(self) -> None:
        answers = list[str]()

        async def other() -> None:
            answers.extend([await input("first"), await input("second")])

        async def app() -> None:
            await asyncio.create_task(other())

        with run_app(app, patience=0.05) as user:
            user.submit("1")
            user.submit("2")
            user.wait_for(lambda: user.session.closed, "end")
        assert answers == ["1", "2"]

    def test_anyio_task_groups_work(self) -> None:
        answers = set[str]()

        async def ask(label: str) -> None:
            answers.add(await input(label))

        async def app() -> None:
            async with anyio.create_task_group() as group:
                group.start_soon(ask, "first")
                group.start_soon(ask, "second")

        with run_app(app, patience=0.05) as user:
            for label, task in forms_by_label(user, "first", "second").items():
                user.tell(FormSubmitted(task, {"data": label}))
            user.wait_for(lambda: user.session.closed, "end")
        assert answers == {"first", "second"}

    def test_outputs_of_other_threads_find_the_session(self) -> None:
        def show(text: str) -> None:
            put_text(text)

        async def app() -> None:
            await asyncio.to_thread(show, "from asyncio")
            await anyio.to_thread.run_sync(show, "from anyio")

        assert run_to_end(app).texts() == ["from asyncio", "from anyio"]

    def test_wait_for_takes_the_form_away_when_it_is_over(self) -> None:
        outcomes = list[type[Exception]]()

        async def app() -> None:
            try:
                await asyncio.wait_for(input("quick!"), 0.01)
            except asyncio.TimeoutError as error:
                outcomes.append(type(error))
            put_text("too late")

        with run_app(app) as user:
            user.wait_for(lambda: user.session.closed, "end")
            names = [message["command"] for message in user.commands()]
        assert names == ["input_group", "destroy_form", "output", "close_session"]
        assert len(outcomes) == 1

    def test_scopes_of_coroutines_side_by_side_do_not_mix(self) -> None:
        async def show(name: str) -> None:
            with use_scope(name):
                await asyncio.sleep(0)
                put_text(name)

        async def app() -> None:
            await asyncio.gather(show("a"), show("b"))

        for spec in run_to_end(app).outputs():
            assert spec["scope"] == f"#pywebio-scope-{spec['content']}"

    def test_an_async_function_can_be_decorated_with_a_scope(self) -> None:
        @use_scope("here")
        async def show() -> None:
            await asyncio.sleep(0)
            put_text("hi")

        (spec,) = run_to_end(show).outputs()
        assert spec["scope"] == "#pywebio-scope-here"


class TestRunAsync:
    def test_a_further_task_holds_the_session_open(self) -> None:
        async def background() -> None:
            await asyncio.sleep(0)
            put_text("background")

        async def app() -> None:
            run_async(background())
            put_text("app")

        assert run_to_end(app).texts() == ["app", "background"]

    def test_a_task_can_be_closed(self) -> None:
        ends = list[object]()

        async def background() -> None:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                ends.append("cancelled")
                raise

        async def app() -> None:
            task = run_async(background())
            await asyncio.sleep(0)
            ends.append(task.closed())
            task.close()
            ends.append(task.closed())

        run_to_end(app)
        assert ends == [False, True, "cancelled"]

    def test_a_task_that_is_closed_before_it_begins_never_runs(self) -> None:
        ran = list[str]()

        async def background() -> None:
            await asyncio.sleep(0)
            ran.append("it")

        async def app() -> None:
            run_async(background()).close()

        with run_app(app) as user:
            assert user.ended
        assert ran == []

    def test_a_task_that_is_done_is_closed(self) -> None:
        async def background() -> None: ...

        closed = list[bool]()

        async def app() -> None:
            task = run_async(background())
            closed.append(task.closed())
            while not task.closed():  # noqa: ASYNC110  # nothing tells of it
                await asyncio.sleep(0)
            task.close()
            closed.append(task.closed())

        run_to_end(app)
        assert closed == [False, True]

    def test_closing_a_task_takes_its_form_away(self) -> None:
        async def app() -> None:
            asked = asyncio.Event()
            task = run_async(_ask(asked))
            await asked.wait()
            task.close()

        async def _ask(asked: asyncio.Event) -> None:
            asked.set()  # who waits for it goes on when this task does not
            await input("name")

        names = [message["command"] for message in run_to_end(app).commands()]
        assert names == ["input_group", "destroy_form", "close_session"]

    def test_it_takes_coroutines_only(self) -> None:
        async def app() -> None:
            with pytest.raises(ValueError, match=r"run_async\(f\(\)\), not"):
                run_async(app)  # type: ignore[arg-type]  # what is tested

        run_to_end(app)

    def test_it_is_not_for_thread_apps(self) -> None:
        async def background() -> None: ...

        def app() -> None:
            coroutine = background()
            with pytest.raises(RuntimeError, match="threads in thread apps"):
                run_async(coroutine)
            coroutine.close()

        run_to_end(app)

    def test_register_thread_is_not_for_coroutine_apps(self) -> None:
        async def app() -> None:
            with pytest.raises(RuntimeError, match=r"use run_async\(\)"):
                register_thread(None)  # type: ignore[arg-type]  # is not looked at

        run_to_end(app)

    def test_the_way_of_the_published_version_works(self) -> None:
        async def compute() -> int:
            await asyncio.sleep(0)
            return 42

        async def app() -> None:
            put_text(await run_asyncio_coroutine(compute()))

        assert run_to_end(app).texts() == ["42"]


class TestCallbacks:
    def test_plain_and_async_functions_are_called(self) -> None:
        async def click() -> None:
            await asyncio.sleep(0)
            put_text("async")

        async def app() -> None:
            put_button("plain", onclick=lambda: put_text("plain"))
            put_button("async", onclick=click)

        with run_app(app) as user:
            user.click("plain")
            user.click("async")
            assert user.texts() == ["plain", "async"]

    def test_an_async_callback_can_ask(self) -> None:
        async def click() -> None:
            put_text("Hello", await input("name"))

        async def app() -> None:
            put_button("go", onclick=click)

        with run_app(app) as user:
            user.click("go")
            user.submit("Ada")
            assert user.texts() == ["Hello Ada"]

    def test_clicks_while_a_mutex_callback_runs_are_dropped(self) -> None:
        started = Gate()

        async def click(_: object) -> None:
            started.pass_by()
            await input("name")

        async def app() -> None:
            put_buttons(["go"], onclick=click, mutex_mode=True)

        with run_app(app) as user:
            (spec,) = user.outputs()
            for _ in range(3):
                user.tell(CallbackCalled(CallbackId(spec["callback_id"]), 0))
            assert started.count == 1
            assert user.session.ignored.dropped == 2
            user.submit("x")
            user.click("go")
            assert started.wait_for(2)

    def test_without_mutex_callbacks_run_side_by_side(self) -> None:
        started = Gate()

        async def click() -> None:
            started.pass_by()
            await hold()

        async def app() -> None:
            put_button("go", onclick=click)

        with run_app(app) as user:
            for _ in range(3):
                user.click("go")
            assert started.wait_for(3)

    def test_callbacks_beyond_the_limit_are_dropped_and_counted(self) -> None:
        started = Gate()

        async def click() -> None:
            started.pass_by()
            await hold()

        async def app() -> None:
            put_button("go", onclick=click)

        settings = SessionSettings(max_callbacks=2, max_events=1)
        with run_app(app, settings=settings) as user:
            for _ in range(5):
                user.click("go")
            assert started.count == 3
            assert user.session.ignored.dropped == 2

    def test_a_failure_of_a_callback_is_its_own(self, caplog: pytest.LogCaptureFixture) -> None:
        async def app() -> None:
            put_button("plain", onclick=lambda: 1 / 0)
            put_button("fine", onclick=lambda: put_text("fine"))

        with run_app(app) as user:
            user.click("plain")
            user.click("fine")
            assert user.texts() == ["fine"]
            assert [type(error) for error in user.errors()] == [ZeroDivisionError]
        assert "ZeroDivisionError" in caplog.text


class TestEnd:
    def test_a_waiting_task_is_told_that_the_page_was_closed(self) -> None:
        told = list[str]()

        async def app() -> None:
            try:
                await input("name")
            except SessionClosedException:
                told.append("closed")
                raise

        with run_app(app) as user:
            user.form()
        assert told == ["closed"]

    def test_inputs_in_gather_are_told_too(self) -> None:
        told = list[str]()

        async def ask(label: str) -> None:
            try:
                await input(label)
            except SessionClosedException:
                told.append(label)
                raise

        async def app() -> None:
            await asyncio.gather(ask("first"), ask("second"), return_exceptions=True)

        with run_app(app, patience=0.05) as user:
            forms_by_label(user, "first", "second")
        assert sorted(told) == ["first", "second"]

    @pytest.mark.usefixtures("no_grace")
    def test_a_task_that_waits_for_something_else_is_cancelled(self) -> None:
        ends = list[str]()

        async def app() -> None:
            try:
                await asyncio.sleep(3600)
            finally:
                ends.append("cleaned up")

        with run_app(app, patience=0.05):
            pass
        assert ends == ["cleaned up"]

    def test_an_app_may_go_on_behind_hold(self) -> None:
        ends = list[str]()

        async def app() -> None:
            await hold()
            await asyncio.sleep(0)
            ends.append("cleaned up")

        with run_app(app) as user:
            user.settle()
        assert ends == ["cleaned up"]

    def test_deferred_calls_run_in_order(self) -> None:
        calls = list[str]()

        async def app() -> None:
            defer_call(lambda: calls.append("first"))
            defer_call(lambda: calls.append("second"))
            await hold()

        with run_app(app) as user:
            user.settle()
        assert calls == ["first", "second"]

    def test_sys_exit_ends_the_app_alone(self) -> None:
        async def app() -> None:
            put_text("before")
            await asyncio.sleep(0)
            raise SystemExit(3)

        with run_app(app) as user:
            assert user.ended
            assert user.texts() == ["before"]

    def test_sys_exit_in_a_plain_callback_harms_nobody(self) -> None:
        def click() -> None:
            raise SystemExit(3)

        async def app() -> None:
            put_button("exit", onclick=click)
            put_button("fine", onclick=lambda: put_text("fine"))

        with run_app(app) as user:
            user.click("exit")
            user.click("fine")
            assert user.texts() == ["fine"]

    def test_a_failure_is_told_and_ends_the_session(self) -> None:
        async def app() -> None:
            await asyncio.sleep(0)
            raise ValueError("secret")

        with run_app(app) as user:
            assert user.ended
            names = [message["command"] for message in user.commands()]
            (error,) = user.errors()
        assert names == ["toast", "close_session"]
        assert str(error) == "secret"

    @pytest.mark.usefixtures("no_grace")
    def test_nothing_of_an_ended_session_stays_reachable(self) -> None:
        references = ended_sessions()
        gc.collect()
        assert [reference() for reference in references] == [None, None]


class Held:
    """Something of the author's."""


def ended_sessions() -> tuple[weakref.ref[Session], weakref.ref[Held]]:
    """Run an app through everything that could hold it; return weak references."""
    references = list[weakref.ref[Held]]()

    async def background(held: Held) -> None:
        await asyncio.sleep(3600)
        del held

    async def app() -> None:
        held = Held()
        references.append(weakref.ref(held))
        local.held = held
        defer_call(lambda: held)
        put_button("click", onclick=lambda: held)
        await asyncio.gather(input("name", onchange=lambda _: held), return_exceptions=True)
        await input_group("group", [input("name", name="a", validate=lambda _: None)])
        run_async(background(held))
        await hold()

    with run_app(app, patience=0.05) as user:
        user.change("data", "x")
        user.submit("Ada")
        user.submit({"a": "y"})
        user.click("click")
    return weakref.ref(user.session), references[0]


class TestGeneratorApps:
    def test_a_generator_function_is_an_app(self) -> None:
        def app() -> Generator[Awaitable[object], str, None]:
            name = yield input("name")
            put_text("Hello", name)

        with run_app(app) as user:
            user.submit("Ada")
            assert user.texts() == ["Hello Ada"]

    def test_what_an_input_raises_is_raised_in_the_generator(self) -> None:
        told = list[str]()

        def app() -> Generator[Awaitable[object], object, None]:
            try:
                yield eval_js("1")
            except SessionClosedException:
                told.append("closed")
                raise

        with run_app(app) as user:
            user.settle()
        assert told == ["closed"]

    def test_a_generator_callback_is_run(self) -> None:
        def click() -> Generator[Awaitable[object], object, None]:
            put_text((yield input("name")))

        async def app() -> None:
            put_button("go", onclick=click)

        with run_app(app) as user:
            user.click("go")
            user.submit("Ada")
            assert user.texts() == ["Ada"]


def test_a_flood_ends_its_own_session_with_a_notice(caplog: pytest.LogCaptureFixture) -> None:
    ends = list[type[Exception]]()

    async def app() -> None:
        try:
            for _ in range(1000):
                put_text("flood")
        except SessionClosedException as error:
            ends.append(type(error))

    user = run_app(app, settings=SessionSettings(outbox=OutboxLimits(hard_messages=0)))
    with user:
        assert user.ended
        names = [message["command"] for message in user.commands()]
    assert ends == [SessionClosedException]
    assert names == ["toast", "close_session"]
    assert "does not keep up" in caplog.text


def test_an_output_that_an_app_returns_is_shown() -> None:
    async def app() -> Output:
        return put_text("returned")

    assert run_to_end(app).texts() == ["returned"]
