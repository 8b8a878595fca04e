"""Script mode, without a server: who gets the page, and when it ends."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import Context
from threading import Thread, get_ident

import pytest

from pywebio.domain.context import enter_task
from pywebio.domain.script import Script
from pywebio.domain.session import Session
from pywebio.exceptions import SessionClosedException, SessionNotFoundException
from tests.unit.support import Gate, eventually, new_session, sent_by


def come(script: Script) -> Session:
    """Open the page, as a browser does."""
    session = new_session(script.app)

    def run_app() -> None:
        enter_task(session.open_task("app"))
        script.app()

    Context().run(run_app)
    return session


def opener(script: Script, sessions: list[Session]) -> Callable[[], Callable[[], None]]:
    """Return what serves the page; a browser comes when it is shown."""

    def show() -> None:
        # In a thread: it may come while the first call still opens the page.
        Thread(target=lambda: sessions.append(come(script))).start()

    return lambda: show


def test_the_first_call_waits_for_the_page_and_each_thread_is_a_task_of_its_own() -> None:
    script, sessions = Script(), list[Session]()
    first = script.task(opener(script, sessions))
    assert first.session is sessions[0]
    # It is no other's: what it asks is asked in its own name.
    assert first.runs_in == get_ident()
    assert script.task(opener(script, sessions)) is first
    others = []
    thread = Thread(target=lambda: others.append(script.task(opener(script, sessions))))
    thread.start()
    thread.join()
    assert others[0].session is first.session
    assert others[0] is not first
    assert len(sessions) == 1


def test_a_second_page_gets_a_notice() -> None:
    script, sessions = Script(), list[Session]()
    script.task(opener(script, sessions))
    second = come(script)
    assert sent_by(second) == ["output"]
    assert sent_by(sessions[0]) == []


def test_an_opening_that_fails_can_be_tried_again() -> None:
    script, sessions = Script(), list[Session]()

    def fail() -> Callable[[], None]:
        raise OSError("in use")

    with pytest.raises(OSError, match="in use"):
        script.task(fail)
    assert script.task(opener(script, sessions)).session is sessions[0]


def test_a_program_serves_apps_or_has_a_page() -> None:
    serving, script = Script(), Script()
    serving.yield_to_servers()
    with pytest.raises(SessionNotFoundException):
        serving.task(opener(serving, []))
    script.task(opener(script, []))
    with pytest.raises(RuntimeError, match="script mode"):
        script.yield_to_servers()


def test_the_end_delivers_what_was_sent() -> None:
    script, sessions = Script(), list[Session]()
    script.task(opener(script, sessions))
    session = sessions[0]
    ended = Gate()

    def end() -> None:
        script.end(None)
        ended.pass_by()

    Thread(target=end, daemon=True).start()
    assert eventually(lambda: session.closed)
    assert sent_by(session) == ["close_session"]
    assert ended.count == 0
    script.left(new_session())
    script.left(session)
    assert ended.wait_for(1)


def test_an_end_without_page_is_an_end() -> None:
    Script().end(None)


def test_failures_are_told_but_not_that_the_user_has_left() -> None:
    for error, told in (
        (ValueError("x"), ["toast", "close_session"]),
        (SessionClosedException(), ["close_session"]),
    ):
        script, sessions = Script(), list[Session]()
        script.task(opener(script, sessions))
        script.left(sessions[0])
        script.end(error)
        assert sent_by(sessions[0]) == told


def test_a_page_is_renewed_once_it_was_closed() -> None:
    script, sessions = Script(), list[Session]()
    first = script.task(opener(script, sessions))
    script.renew()
    assert script.task(opener(script, sessions)) is first
    first.session.close()
    script.left(first.session)
    script.renew()
    again = script.task(opener(script, sessions))
    assert again.session is not first.session
    assert not again.session.closed
