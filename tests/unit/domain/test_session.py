"""A session: its tasks, its callbacks, its end. With a runner that runs nothing."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from pywebio.domain.callbacks import Callback, Placement
from pywebio.domain.commands import DestroyForm, Toast
from pywebio.domain.outbox import OutboxLimits
from pywebio.domain.settings import SessionSettings
from pywebio.exceptions import SessionClosedException
from pywebio.ports.events import CallbackCalled, FormCancelled, FormSubmitted, ScriptAnswered
from pywebio.ports.types import CallbackId, TaskId
from pywebio.testing import RecordingListener
from tests.unit.support import FakeMailbox, FakeRunner, new_session, sent_by

if TYPE_CHECKING:
    from pywebio.domain.session import Session


def noop_callback(name: str = "noop") -> Callback:
    return Callback(lambda _: None, name)


def has_ended(session: Session) -> bool:
    return session.closed


class TestEnd:
    def test_a_session_ends_with_its_last_task(self) -> None:
        session = new_session()
        first, second = session.open_task("first"), session.open_task("second")
        session.close_task(first)
        assert has_ended(session) is False
        session.close_task(second)
        assert has_ended(session) is True
        assert sent_by(session) == ["close_session"]

    def test_callbacks_hold_a_session_open(self) -> None:
        session = new_session()
        task = session.open_task("main")
        session.add_callback(noop_callback())
        session.close_task(task)
        assert not session.closed

    def test_callbacks_that_the_page_has_lost_hold_it_open_still(self) -> None:
        # As in PyWebIO 1.x: an app that had buttons once ends when its page is closed.
        session = new_session()
        task = session.open_task("main")
        session.page.drop_callbacks([session.add_callback(noop_callback())])
        session.close_task(task)
        assert not session.closed

    def test_the_last_output_of_an_ended_session_can_still_be_read(self) -> None:
        session = new_session()
        task = session.open_task("main")
        task.send(DestroyForm())
        session.close_task(task)
        assert sent_by(session) == ["destroy_form", "close_session"]
        assert session.pull(0, 0, 2**20).final

    def test_nothing_is_sent_behind_the_end(self) -> None:
        session = new_session()
        task = session.open_task("main")
        session.close_task(task)
        with pytest.raises(SessionClosedException):
            task.send(DestroyForm())

    def test_closing_drops_what_was_not_read(self) -> None:
        session = new_session()
        session.open_task("main").send(DestroyForm())
        session.close()
        assert session.closed
        assert sent_by(session) == []

    def test_closing_twice_is_no_error(self) -> None:
        session = new_session()
        session.close()
        session.close()

    def test_an_ended_session_can_be_closed(self) -> None:
        session = new_session()
        session.close_task(session.open_task("main"))
        session.close()
        assert sent_by(session) == []

    def test_every_waiting_task_is_told_of_the_end(self) -> None:
        session = new_session()
        mailboxes = [FakeMailbox() for _ in range(3)]
        for mailbox in mailboxes:
            session.open_task("waiting").mailbox = mailbox
        session.close()
        assert all(mailbox.closed for mailbox in mailboxes)

    def test_nothing_of_an_ended_session_stays_reachable(self) -> None:
        references = ended_session_with_everything()
        gc.collect()
        assert [reference() for reference in references] == [None, None]


class Held:
    """Something of the author's that a session holds."""


def ended_session_with_everything() -> tuple[weakref.ref[Session], weakref.ref[Held]]:
    """Return weak references to a session that has ended, and to what it held."""
    held = Held()
    session = new_session()
    task = session.open_task("main")
    session.local["held"] = held
    session.add_callback(Callback(lambda _: held, "holder"))
    session.defer(lambda: held)
    session.close()
    session.close_task(task)
    return weakref.ref(session), weakref.ref(held)


class TestDeferredCalls:
    def test_run_once_and_in_order_when_the_app_ends(self) -> None:
        session, calls = new_session(), list[int]()
        task = session.open_task("main")
        for number in range(3):
            session.defer(lambda number=number: calls.append(number))  # type: ignore[misc]
        session.close_task(task)
        session.close()
        assert calls == [0, 1, 2]

    def test_run_once_when_the_page_is_closed(self) -> None:
        session, calls = new_session(), list[str]()
        task = session.open_task("main")
        session.defer(lambda: calls.append("deferred"))
        session.close()
        session.close()
        session.close_task(task)
        assert calls == ["deferred"]

    def test_run_before_tasks_are_woken(self) -> None:
        session, woken = new_session(), list[bool]()
        mailbox = FakeMailbox()
        session.open_task("waiting").mailbox = mailbox
        session.defer(lambda: woken.append(mailbox.closed))
        session.close()
        assert woken == [False]

    def test_one_that_fails_does_not_stop_the_next(self, caplog: pytest.LogCaptureFixture) -> None:
        session, calls = new_session(), list[str]()
        session.defer(lambda: 1 / 0)
        session.defer(lambda: calls.append("second"))
        session.close()
        assert calls == ["second"]
        assert "deferred call" in caplog.text
        assert "ZeroDivisionError" in caplog.text

    def test_run_when_a_flood_ends_the_session(self) -> None:
        limits = OutboxLimits(hard_messages=1)
        session = new_session(settings=SessionSettings(outbox=limits))
        calls = list[str]()
        session.defer(lambda: calls.append("deferred"))
        task = session.open_task("main")
        task.send(DestroyForm())
        with pytest.raises(SessionClosedException):
            task.send(DestroyForm())
        assert calls == ["deferred"]


class TestFailures:
    def test_an_exception_is_logged_and_told_in_a_toast(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        session = new_session()
        session.fail(session.open_task("main"), ValueError("secret"))
        assert sent_by(session) == ["toast"]
        assert "secret" in caplog.text

    def test_debug_mode_shows_the_traceback_in_a_popup(self) -> None:
        session = new_session(settings=SessionSettings(debug=True))
        session.fail(session.open_task("main"), ValueError("secret"))
        assert sent_by(session) == ["popup", "run_script"]

    def test_a_user_who_has_left_is_told_nothing(self) -> None:
        session = new_session()
        task = session.open_task("main")
        session.close()
        session.fail(task, ValueError("secret"))

    def test_a_coroutine_that_floods_is_ended_with_a_notice(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        limits = OutboxLimits(hard_messages=2)
        session = new_session(settings=SessionSettings(outbox=limits))
        task = session.open_task("main")
        mailbox = task.mailbox = FakeMailbox()
        for _ in range(2):
            task.send(DestroyForm())
        with pytest.raises(SessionClosedException):
            task.send(DestroyForm())
        assert sent_by(session) == ["destroy_form", "destroy_form", "toast", "close_session"]
        assert mailbox.closed
        assert "does not keep up" in caplog.text

    def test_a_command_that_cannot_be_encoded_raises_at_once(self) -> None:
        session = new_session()

        def refuse(*_: object) -> bytes:
            raise TypeError("no JSON")

        session.encode = refuse
        with pytest.raises(TypeError, match="no JSON"):
            session.open_task("main").send(DestroyForm())
        assert sent_by(session) == []


class TestEvents:
    def test_an_event_reaches_the_task_that_waits(self) -> None:
        session = new_session()
        task = session.open_task("main")
        mailbox = task.mailbox = FakeMailbox()
        event = ScriptAnswered(task.id, 42)
        session.push(event)
        assert mailbox.events == [event]

    def test_an_event_that_nobody_waits_for_is_counted(self) -> None:
        session = new_session()
        task = session.open_task("main")
        session.push(FormCancelled(task.id))
        assert session.ignored.unknown == 1

    def test_an_event_for_an_unknown_task_is_counted(self) -> None:
        session = new_session()
        session.push(FormSubmitted(TaskId("nobody"), {}))
        assert session.ignored.unknown == 1

    def test_an_event_after_the_end_is_counted(self) -> None:
        session = new_session()
        task = session.open_task("main")
        session.close_task(task)
        session.close()
        session.push(FormCancelled(task.id))
        assert session.ignored.unknown == 1

    def test_an_event_beyond_the_limit_is_counted(self) -> None:
        session = new_session()
        task = session.open_task("main")
        task.mailbox = FakeMailbox(takes=False)
        session.push(FormCancelled(task.id))
        assert session.ignored.dropped == 1

    def test_a_callback_is_run(self) -> None:
        runner = FakeRunner()
        session = new_session(runner=runner)
        callback = noop_callback()
        session.push(CallbackCalled(session.add_callback(callback), "data"))
        assert runner.calls == [(callback, "data")]

    def test_an_unknown_callback_is_counted(self) -> None:
        session = new_session()
        session.push(CallbackCalled(CallbackId("CB-nobody"), None))
        assert session.ignored.unknown == 1

    def test_a_callback_after_the_end_is_counted(self) -> None:
        runner = FakeRunner()
        session = new_session(runner=runner)
        callback_id = session.add_callback(noop_callback())
        session.close()
        session.push(CallbackCalled(callback_id, None))
        assert session.ignored.unknown == 1
        assert runner.calls == []

    def test_a_callback_beyond_the_limit_is_counted(self) -> None:
        session = new_session(runner=FakeRunner(takes_calls=False))
        session.push(CallbackCalled(session.add_callback(noop_callback()), None))
        assert session.ignored.dropped == 1

    def test_events_without_number_are_all_taken(self) -> None:
        session = new_session()
        task = session.open_task("main")
        mailbox = task.mailbox = FakeMailbox()
        for _ in range(3):
            assert session.push(FormCancelled(task.id)) == 0
        assert len(mailbox.events) == 3

    def test_numbered_events_are_taken_in_order(self) -> None:
        session = new_session()
        task = session.open_task("main")
        mailbox = task.mailbox = FakeMailbox()
        assert [session.push(FormCancelled(task.id), number) for number in (1, 2, 3)] == [1, 2, 3]
        assert len(mailbox.events) == 3

    def test_a_repeated_number_is_ignored(self) -> None:
        session = new_session()
        task = session.open_task("main")
        mailbox = task.mailbox = FakeMailbox()
        assert [session.push(FormCancelled(task.id), number) for number in (1, 1, 0)] == [1, 1, 1]
        assert len(mailbox.events) == 1

    def test_a_gap_is_ignored_and_counted_and_harms_nothing_later(self) -> None:
        session = new_session()
        task = session.open_task("main")
        mailbox = task.mailbox = FakeMailbox()
        assert session.push(FormCancelled(task.id), 10**30) == 0
        assert session.push(FormCancelled(task.id), 1) == 1
        assert len(mailbox.events) == 1
        assert session.ignored.dropped == 1

    def test_an_unreadable_event_counts_all_the_same(self) -> None:
        session = new_session()
        assert session.push(None, 1) == 1
        assert session.push(None) == 1


class TestReader:
    def test_the_newest_reader_is_woken_and_the_older_one_told(self) -> None:
        session = new_session()
        task = session.open_task("main")
        old, new = RecordingListener(), RecordingListener()
        session.listen(old)
        session.listen(new)
        task.send(DestroyForm())
        assert (old.wakes, old.replacements) == (0, 1)
        assert (new.wakes, new.replacements) == (1, 0)

    def test_a_new_reader_learns_what_is_confirmed(self) -> None:
        session = new_session()
        task = session.open_task("main")
        for _ in range(3):
            task.send(DestroyForm())
        session.pull(2, 2, 2**20)
        assert session.listen(RecordingListener()) == 2


def entries(session: Session) -> int:
    """Count everything a session keeps."""
    page = session.page._contents
    return (
        len(session._tasks)
        + len(session.page._callbacks)
        + len(session._deferred)
        + len(page._places)
        + sum(len(scope.callbacks) + len(scope.scopes) for scope in page._scopes.values())
    )


class TestForgetting:
    def test_callbacks_are_forgotten_when_their_scope_is_cleared(self) -> None:
        session = new_session()
        callback_id = session.add_callback(noop_callback())
        session.page.place("#s", Placement(callbacks=(callback_id,)))
        session.page.clear("#s")
        session.push(CallbackCalled(callback_id, None))
        assert session.ignored.unknown == 1

    def test_dropped_callbacks_are_forgotten(self) -> None:
        session = new_session()
        callback_id = session.add_callback(noop_callback())
        session.page.drop_callbacks([callback_id, CallbackId("CB-unknown")])
        session.push(CallbackCalled(callback_id, None))
        assert session.ignored.unknown == 1

    def test_a_thousand_replaced_buttons_leave_no_trace(self) -> None:
        session = new_session()
        counts = set[int]()
        for _ in range(1000):
            session.page.clear("#s")
            callback_id = session.add_callback(noop_callback())
            session.page.place("#s", Placement(callbacks=(callback_id,)))
            counts.add(entries(session))
        assert len(counts) == 1

    def test_a_thousand_tasks_leave_no_trace(self) -> None:
        session = new_session()
        session.add_callback(noop_callback())
        before = entries(session)
        for _ in range(1000):
            session.close_task(session.open_task("click"))
        assert entries(session) == before

    def test_names_of_tasks_and_callbacks_are_never_used_again(self) -> None:
        session = new_session()
        names = {session.open_task("x").id for _ in range(100)}
        callbacks = {session.add_callback(noop_callback("x")) for _ in range(100)}
        assert len(names) == len(callbacks) == 100


def test_starting_runs_the_app() -> None:
    runner = FakeRunner()
    session = new_session(runner=runner)
    session.start()
    assert runner.started == [session]


def test_commands_are_sent_in_the_name_of_their_task() -> None:
    session = new_session()
    names = list[TaskId | None]()

    def encode(command: object, task_id: TaskId | None) -> bytes:
        names.append(task_id)
        return b""

    session.encode = encode
    first, second = session.open_task("first"), session.open_task("second")
    first.send(DestroyForm())
    second.send(Toast("hi", 1))
    assert names == [first.id, second.id]


def is_idle(session: Session) -> bool:
    return session.idle


class TestIdle:
    def test_a_session_is_at_work_until_all_tasks_wait(self) -> None:
        session = new_session()
        first, second = session.open_task("first"), session.open_task("second")
        assert not is_idle(session)
        first.mailbox = FakeMailbox()
        assert not is_idle(session)
        second.mailbox = FakeMailbox()
        assert is_idle(session)
        session.push(FormCancelled(first.id))
        assert not is_idle(session)

    def test_one_that_waits_for_clicks_is_idle(self) -> None:
        session = new_session()
        task = session.open_task("main")
        session.add_callback(noop_callback())
        assert not is_idle(session)
        session.close_task(task)
        assert is_idle(session)

    def test_one_that_ends_is_at_work_until_its_last_words(self) -> None:
        session = new_session()
        idle_at_the_end = list[bool]()
        session.defer(lambda: idle_at_the_end.append(is_idle(session)))
        session.close_task(session.open_task("main"))
        assert idle_at_the_end == [False]
        assert is_idle(session)
