"""Finding the session that a call belongs to."""

from __future__ import annotations

import contextvars

import pytest

from pywebio.domain.context import current_session, current_task, enter_task
from pywebio.exceptions import SessionClosedException, SessionNotFoundException
from tests.unit.support import new_session


def test_there_is_no_session_outside_of_apps() -> None:
    with pytest.raises(SessionNotFoundException, match="register_thread"):
        current_task()


def test_a_task_finds_itself_and_its_session() -> None:
    session = new_session()
    task = session.open_task("main")

    def in_task() -> None:
        enter_task(task)
        assert current_task() is task
        assert current_session() is session

    contextvars.Context().run(in_task)


def test_a_task_of_an_ended_session_is_told_so() -> None:
    session = new_session()
    task = session.open_task("main")
    session.close()

    def in_task() -> None:
        enter_task(task)
        with pytest.raises(SessionClosedException, match="has ended"):
            current_session()

    contextvars.Context().run(in_task)
