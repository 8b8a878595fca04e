"""Sessions as objects, for apps of PyWebIO 1.8."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from threading import Event

import pytest

from pywebio.compat.sessions import CoroutineBasedSession, Session, ThreadBasedSession
from pywebio.container import default_container
from pywebio.domain.settings import SessionDefaults, SessionSettings
from pywebio.exceptions import SessionNotFoundException
from pywebio.io_ctrl import send_msg
from pywebio.output import get_scope, put_text, put_warning, use_scope
from pywebio.session import hold, info, local
from pywebio.session.base import Session as SessionOfBase
from pywebio.testing import run_app
from tests.unit.support import run_to_end


def current() -> Session:
    """Return the running session as an app of old gets it."""
    return Session.get_current_session()


class TestLookingAtASession:
    def test_it_is_of_the_kind_of_its_app(self) -> None:
        async def coroutine() -> None:
            assert isinstance(current(), CoroutineBasedSession)

        def function() -> None:
            assert isinstance(current(), ThreadBasedSession)
            assert isinstance(current(), SessionOfBase)

        run_to_end(coroutine)
        run_to_end(function)

    def test_it_is_the_same_for_everybody_who_asks(self) -> None:
        def app() -> None:
            assert current() == current()
            assert len({current(), current()}) == 1

        run_to_end(app)

    def test_without_a_session_there_is_none(self) -> None:
        with pytest.raises(SessionNotFoundException):
            current()

    def test_it_knows_its_user_and_keeps_data(self) -> None:
        def app() -> None:
            local.count = 1
            current().internal_save["flag"] = True
            put_text(current().save["count"], current().internal_save["flag"])
            put_text(current().info.user_ip == info.user_ip)
            assert "flag" not in local

        assert run_to_end(app).texts() == ["1 True", "True"]

    def test_it_tells_whether_its_user_has_left(self) -> None:
        kept = list[Session]()

        def app() -> None:
            kept.append(current())
            put_text(current().closed())
            hold()

        with run_app(app) as user:
            assert user.texts() == ["False"]
        assert kept[0].closed()

    def test_it_can_be_closed(self) -> None:
        closed = Event()

        def app() -> None:
            current().defer_call(closed.set)
            current().close()

        assert run_to_end(app).ended
        assert closed.wait(5)

    def test_it_knows_where_output_goes(self) -> None:
        def app() -> None:
            with use_scope("there"):
                put_text(current().get_scope_name(-1), get_scope())

        assert run_to_end(app).texts() == ["there there"]


class TestCommands:
    def test_a_command_of_the_wire_can_be_sent(self) -> None:
        spec = {"type": "text", "content": "x", "scope": "#pywebio-scope-ROOT", "position": -1}

        def app() -> None:
            current().send_task_command({"command": "output", "spec": spec})
            send_msg("toast", {"content": "t", "duration": 0, "position": "left", "color": "#abc"})
            send_msg("close_popup", task_id="mine")

        shown, toast, close, _ = run_to_end(app).commands()
        assert shown["spec"] == spec
        assert toast["spec"]["content"] == "t"
        assert (close["command"], close["task_id"]) == ("close_popup", "mine")

    def test_one_that_does_not_exist_is_refused(self) -> None:
        def app() -> None:
            with pytest.raises(ValueError, match="no command 'shout'"):
                send_msg("shout")

        run_to_end(app)

    def test_a_function_can_be_run_in_another_session(self) -> None:
        sessions = list[Session]()

        def app() -> None:
            sessions.append(current())
            hold()

        with run_app(app) as user:
            user.settle()
            (session,) = sessions
            session.callbacks["greet"] = (put_text, False)
            session.callback_mq.put({"task_id": "greet", "data": "from outside"})
            assert user.texts() == ["from outside"]


@pytest.fixture
def defaults() -> Iterator[SessionDefaults]:
    """What the program has set for all sessions; undone afterwards."""
    defaults = default_container().sessions
    yield defaults
    defaults.debug = False
    defaults.on_task_exception = None


def failing() -> None:
    """Fail."""
    raise ZeroDivisionError("a mistake")


class TestWhatHoldsForAllSessions:
    def test_debug_shows_tracebacks(self, defaults: SessionDefaults) -> None:
        assert not Session.debug
        Session.debug = True
        assert defaults.debug
        with run_app(failing, settings=SessionSettings(defaults=defaults)) as user:
            assert [message["command"] for message in user.commands()][:1] == ["popup"]
            user.errors()

    def test_an_app_may_deal_with_exceptions_itself(self, defaults: SessionDefaults) -> None:
        def deal(session: Session) -> None:
            assert session == current()
            put_warning(str(sys.exc_info()[1]))

        Session.on_task_exception = deal
        assert Session.on_task_exception is deal
        with run_app(failing, settings=SessionSettings(defaults=defaults)) as user:
            assert user.texts() == ["a mistake"]
            user.errors()

    def test_it_may_also_do_what_is_done_otherwise(self, defaults: SessionDefaults) -> None:
        default = Session.on_task_exception

        def deal(session: Session) -> None:
            default(session)
            put_text("and more")

        Session.on_task_exception = deal
        with run_app(failing, settings=SessionSettings(defaults=defaults)) as user:
            assert [message["command"] for message in user.commands()][:2] == ["toast", "output"]
            user.errors()
        Session.on_task_exception = default
        assert defaults.on_task_exception is None

    def test_a_failure_of_that_is_told_as_any_other(self, defaults: SessionDefaults) -> None:
        def deal(_: Session) -> None:
            raise KeyError("worse")

        Session.on_task_exception = deal
        with run_app(failing, settings=SessionSettings(defaults=defaults)) as user:
            assert user.commands()[0]["command"] == "toast"
            user.errors()

    def test_it_is_told_of_mistakes_in_coroutines(self, defaults: SessionDefaults) -> None:
        async def app() -> None:
            failing()

        Session.on_task_exception = lambda _: put_text(repr(sys.exc_info()[1]))
        with run_app(app, settings=SessionSettings(defaults=defaults)) as user:
            assert user.texts() == ["ZeroDivisionError('a mistake')"]
            user.errors()
