"""Tasks speak to the page in their own name."""

from __future__ import annotations

import pytest

from pywebio.domain.commands import DestroyForm
from pywebio.exceptions import SessionClosedException
from tests.unit.support import new_session, sent_by


def test_a_task_sends_through_its_session() -> None:
    session = new_session()
    session.open_task("main").send(DestroyForm())
    assert sent_by(session) == ["destroy_form"]


def test_a_task_waits_for_nothing_at_first() -> None:
    assert new_session().open_task("main").mailbox is None


def test_a_task_of_an_ended_session_cannot_send() -> None:
    session = new_session()
    task = session.open_task("main")
    session.close()
    with pytest.raises(SessionClosedException):
        task.send(DestroyForm())
