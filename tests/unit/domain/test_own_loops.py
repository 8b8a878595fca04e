"""Async callbacks of thread apps: each runs in an event loop of its own thread."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import threading
import weakref
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from pywebio.domain import own_loops
from pywebio.exceptions import SessionClosedException, SessionException
from pywebio.input import NUMBER, input
from pywebio.output import put_button, put_buttons, put_text, toast, use_scope
from pywebio.pin import pin_on_change, put_input
from pywebio.ports.events import CallbackCalled
from pywebio.ports.types import CallbackId, UserValue
from pywebio.session import eval_js, info, local, register_thread
from pywebio.testing import run_app
from tests.unit.support import PATIENCE, Gate, eventually

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancel what is left of a session at once."""
    monkeypatch.setattr(own_loops, "GRACE_SECONDS", 0.0)


def shown_by(click: Callable[[], object]) -> list[str]:
    """Run a thread app with a button, click it, and return what it shows."""
    with run_app(lambda: put_button("go", onclick=click)) as user:
        user.click("go")
        return user.texts()


class TestCallbacks:
    def test_an_async_callback_runs_to_its_end(self) -> None:
        async def click() -> None:
            put_text("begin")
            await asyncio.sleep(0)
            put_text("end")

        assert shown_by(click) == ["begin", "end"]

    def test_every_kind_of_async_callable_is_awaited(self) -> None:
        async def function() -> None:
            await asyncio.sleep(0)
            put_text("function")

        def generator() -> UserValue:
            yield function()
            put_text("generator")

        assert shown_by(function) == ["function"]
        assert shown_by(partial(function)) == ["function"]
        assert shown_by(generator) == ["function", "generator"]

    def test_what_it_uses_of_its_session_works(self) -> None:
        async def click() -> None:
            await asyncio.sleep(0)
            with use_scope("inner"):
                await asyncio.sleep(0)
                put_text(local.name, info.user_language)

        def app() -> None:
            local.name = "Ada"
            put_button("go", onclick=click)

        with run_app(app) as user:
            user.click("go")
            assert user.outputs()[-1]["scope"] == "#pywebio-scope-inner"
            assert user.texts() == ["Ada "]

    def test_it_can_ask_several_times(self) -> None:
        async def click() -> None:
            name = await input("name")
            age = await eval_js("age")
            put_text(name, age)

        with run_app(lambda: put_button("go", onclick=click)) as user:
            user.click("go")
            user.submit("Ada")
            user.answer(36)
            assert user.texts() == ["Ada 36"]

    def test_blocking_in_one_holds_up_no_other(self) -> None:
        release = Event()

        async def click(value: str) -> None:
            if value == "slow":
                release.wait(PATIENCE)
            put_text(value)

        with run_app(lambda: put_buttons(["slow", "fast"], click), patience=0.05) as user:
            user.click("slow")
            user.click("fast")
            user.wait_for(lambda: user.texts() == ["fast"], "output")
            release.set()
            user.wait_for(lambda: user.texts() == ["fast", "slow"], "output")

    def test_serial_callbacks_wait_for_the_end_of_an_async_one(self) -> None:
        log = list[str]()

        release = Event()

        async def click() -> None:
            log.append("begin")
            await asyncio.to_thread(release.wait, PATIENCE)
            log.append("end")

        button = partial(put_button, "go", onclick=click, serial_mode=True)
        with run_app(button, patience=0.05) as user:
            for _ in range(3):
                user.click("go")
            user.wait_for(lambda: log == ["begin"], "the first")
            release.set()
        assert log == ["begin", "end"] * 3

    def test_toasts_actions_and_pins_await_theirs(self) -> None:
        async def clicked() -> None:
            await asyncio.sleep(0)
            put_text("toast")

        async def changed(value: UserValue) -> None:
            await asyncio.sleep(0)
            put_text(f"pin {value}")

        async def fill(set_value: Callable[[str], None]) -> None:
            await asyncio.sleep(0)
            set_value("filled")

        def app() -> None:
            toast("note", onclick=clicked)
            put_input("age", NUMBER)
            pin_on_change("age", changed)
            _ = input("name", action=("Fill", fill))

        with run_app(app) as user:
            commands = {message["command"]: message["spec"] for message in user.commands()}
            user.tell(CallbackCalled(CallbackId(commands["toast"]["callback_id"]), None))
            user.tell(
                CallbackCalled(CallbackId(commands["pin_onchange"]["callback_id"]), {"value": 3})
            )
            action = commands["input_group"]["inputs"][0]["action"]
            user.tell(CallbackCalled(CallbackId(action["callback_id"]), None))
            user.wait_for(lambda: len(user.messages) == 7, "reactions")
            assert sorted(user.texts()) == ["pin 3", "toast"]
            (update,) = [m["spec"] for m in user.commands() if m["command"] == "update_input"]
            assert update["attributes"] == {"value": "filled"}
            user.submit("x")

    def test_the_first_run_of_a_pin_callback_is_awaited(self) -> None:
        async def changed(value: UserValue) -> None:
            await asyncio.sleep(0)
            put_text(value)

        def app() -> None:
            put_input("age", NUMBER)
            pin_on_change("age", changed, init_run=True)

        with run_app(app) as user:
            user.answer({"age": 3})
            assert user.texts() == ["3"]

    def test_the_first_run_of_a_pin_callback_outlives_the_callback_that_asked_for_it(self) -> None:
        async def click() -> None:
            put_input("age", NUMBER)
            pin_on_change("age", put_text, init_run=True)

        with run_app(lambda: put_button("go", onclick=click)) as user:
            user.click("go")
            user.answer({"age": 3})
            assert user.texts() == ["3"]

    def test_registered_threads_may_run_coroutine_functions(self) -> None:
        class Worker(Thread):
            async def run(self) -> None:  # type: ignore[override]  # what is tested
                put_text(await input("name"))

        def app() -> None:
            worker = Worker()
            register_thread(worker)
            worker.start()

        with run_app(app) as user:
            user.submit("Ada")
            assert user.texts() == ["Ada"]

    def test_plain_callbacks_start_no_loop(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def no_loop(*_: object) -> None:
            raise AssertionError("a loop was started")

        with run_app(lambda: put_button("go", onclick=lambda: put_text("plain"))) as user:
            monkeypatch.setattr(asyncio, "run", no_loop)
            user.click("go")
            assert user.texts() == ["plain"]


class TestFailures:
    def test_a_failure_is_told_and_the_session_goes_on(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def click(value: str) -> None:
            await asyncio.sleep(0)
            put_text(1 // int(value))

        with run_app(lambda: put_buttons(["0", "1"], onclick=click)) as user:
            user.click("0")
            user.click("1")
            assert user.texts() == ["1"]
            assert [type(error) for error in user.errors()] == [ZeroDivisionError]
        assert "ZeroDivisionError" in caplog.text

    @pytest.mark.parametrize("stop", [SystemExit(3), asyncio.CancelledError()], ids=repr)
    def test_leaving_ends_the_callback_alone(self, stop: BaseException) -> None:
        async def click(value: str) -> None:
            if value == "leave":
                raise stop
            put_text("still here")

        with run_app(lambda: put_buttons(["leave", "show"], onclick=click)) as user:
            user.click("leave")
            user.click("show")
            assert user.texts() == ["still here"]


class TestEnd:
    def test_who_waits_for_the_browser_is_told(self) -> None:
        told = list[str]()

        async def click() -> None:
            try:
                await input("name")
            except SessionClosedException:
                told.append("closed")
                raise

        with run_app(lambda: put_button("go", onclick=click)) as user:
            user.click("go")
            user.form()
        assert told == ["closed"]

    @pytest.mark.usefixtures("no_grace")
    def test_who_waits_for_something_else_is_cancelled_and_may_clean_up(self) -> None:
        begun, log = Gate(), list[str]()

        async def click() -> None:
            begun.pass_by()
            try:
                await asyncio.sleep(3600)
            finally:
                await asyncio.sleep(0)
                log.append("cleaned up")

        with run_app(lambda: put_button("go", onclick=click), patience=0.05) as user:
            user.click("go")
            assert begun.wait_for(1)
        assert log == ["cleaned up"]

    @pytest.mark.usefixtures("no_grace")
    def test_a_form_whose_validation_waits_for_something_else_ends_too(self) -> None:
        begun, log = Gate(), list[str]()

        async def validate(_: str) -> None:
            begun.pass_by()
            await asyncio.sleep(3600)

        def app() -> None:
            try:
                _ = input("name", validate=validate)
            finally:
                log.append("left")

        with run_app(app, patience=0.05) as user:
            user.form()
            user.leave("data", "x")
            assert begun.wait_for(1)
        assert log == ["left"]

    @pytest.mark.usefixtures("no_grace")
    def test_a_coroutine_that_begins_after_the_end_is_cancelled_as_well(self) -> None:
        begun, release, log = Gate(), Event(), list[str]()

        async def later() -> None:
            try:
                await asyncio.sleep(3600)
            finally:
                log.append("cancelled")

        def click() -> object:
            begun.pass_by()
            release.wait(PATIENCE)
            return later()

        with run_app(lambda: put_button("go", onclick=click), patience=0.05) as user:
            user.click("go")
            assert begun.wait_for(1)
            user.session.close()
            release.set()
        assert log == ["cancelled"]

    def test_outputs_after_the_end_are_told(self) -> None:
        begun, release, told = Gate(), Event(), list[type[Exception]]()

        async def click() -> None:
            begun.pass_by()
            release.wait(PATIENCE)
            try:
                put_text("too late")
            except SessionException as error:
                told.append(type(error))

        with run_app(lambda: put_button("go", onclick=click), patience=0.05) as user:
            user.click("go")
            assert begun.wait_for(1)
            user.session.close()
            release.set()
        assert told == [SessionClosedException]

    def test_nothing_of_an_ended_session_stays_reachable(self) -> None:
        reference = ended_session()
        assert eventually(lambda: gc.collect() >= 0 and reference() is None)


def ended_session() -> weakref.ref[object]:
    async def click() -> None:
        await asyncio.gather(input("a"), asyncio.sleep(0))

    with run_app(lambda: put_button("go", onclick=click), patience=0.05) as user:
        user.click("go")
        user.submit("x")
    return weakref.ref(user.session)


def test_the_context_of_the_callback_is_kept() -> None:
    variable: contextvars.ContextVar[str] = contextvars.ContextVar("variable")
    names = list[str]()

    async def inner() -> None:
        names.append(threading.current_thread().name)
        put_text(variable.get())

    def click() -> object:
        names.append(threading.current_thread().name)
        variable.set("kept")
        return inner()

    assert shown_by(click) == ["kept"]
    assert names[0] == names[1]
