"""The way out: ordered, numbered, bounded, kept until confirmed."""

from __future__ import annotations

from threading import Thread

import pytest

from pywebio.domain.outbox import Outbox, OutboxLimits, OutboxOverflow
from pywebio.exceptions import SessionClosedException
from tests.unit.support import PATIENCE, Gate, eventually

EVERYTHING = 2**30


def filled(*messages: bytes, limits: OutboxLimits | None = None) -> Outbox:
    """Return an outbox that holds *messages*."""
    outbox = Outbox(limits or OutboxLimits())
    for message in messages:
        outbox.put(message)
    return outbox


class Writer:
    """A thread that puts messages and waits when the outbox is full."""

    def __init__(self, outbox: Outbox, *messages: bytes, done: Gate | None = None) -> None:
        self.outbox = outbox
        self.messages = messages
        self.done = done or Gate()
        self.errors: list[Exception] = []
        self.thread = Thread(target=self._write, daemon=True)
        self.thread.start()

    def _write(self) -> None:
        for message in self.messages:
            try:
                self.outbox.wait_for_room()
                self.outbox.put(message)
            except SessionClosedException as error:
                self.errors.append(error)
            self.done.pass_by()

    def is_blocked_after(self, number: int) -> bool:
        """Tell whether it has put *number* messages and waits with the next."""
        assert self.done.wait_for(number)
        waits = eventually(lambda: self.outbox._waiting > 0)
        return waits and self.outbox._blocks() and self.done.count == number

    def ends(self) -> bool:
        self.thread.join(PATIENCE)
        return not self.thread.is_alive()


def test_messages_come_in_order_and_are_numbered_from_one() -> None:
    outbox = filled(b"a", b"b", b"c")
    batch = outbox.read(0, 0, EVERYTHING)
    assert batch.messages == (b"a", b"b", b"c")
    assert batch.last == 3
    assert not batch.more
    assert not batch.final


def test_reading_goes_on_behind_a_number() -> None:
    assert filled(b"a", b"b", b"c").read(2, 0, EVERYTHING).messages == (b"c",)


def test_what_is_not_confirmed_can_be_read_again() -> None:
    outbox = filled(b"a", b"b")
    outbox.read(0, 0, EVERYTHING)
    assert outbox.read(0, 0, EVERYTHING).messages == (b"a", b"b")


def test_what_is_confirmed_is_forgotten() -> None:
    outbox = filled(b"a", b"b", b"c")
    assert outbox.read(2, 2, EVERYTHING).messages == (b"c",)
    assert outbox.confirmed == 2
    batch = outbox.read(0, 0, EVERYTHING)
    assert batch.messages == (b"c",)
    assert batch.last == 3


def test_numbers_go_on_after_everything_was_confirmed() -> None:
    outbox = filled(b"a", b"b")
    outbox.read(2, 2, EVERYTHING)
    outbox.put(b"c")
    batch = outbox.read(2, 2, EVERYTHING)
    assert batch.messages == (b"c",)
    assert batch.last == 3


@pytest.mark.parametrize(("after", "confirmed"), [(-5, -5), (99, 0), (10**30, 0)])
def test_wild_numbers_of_a_reader_do_no_harm(after: int, confirmed: int) -> None:
    outbox = filled(b"a")
    outbox.read(after, confirmed, EVERYTHING)
    assert outbox.read(0, 0, EVERYTHING).messages == (b"a",)


def test_a_batch_keeps_to_its_limit_and_says_that_there_is_more() -> None:
    outbox = filled(b"12345", b"12345", b"12345")
    batch = outbox.read(0, 0, 6)
    assert batch.messages == (b"12345", b"12345")
    assert batch.more
    assert batch.last == 2


def test_a_message_larger_than_the_limit_comes_alone() -> None:
    batch = filled(b"x" * 1000, b"y").read(0, 0, 10)
    assert batch.messages == (b"x" * 1000,)


def test_the_reader_is_woken_once_per_batch() -> None:
    outbox, wakes = Outbox(), Gate()
    outbox.set_reader(wakes.pass_by)
    for message in (b"a", b"b", b"c"):
        outbox.put(message)
    assert wakes.count == 1
    outbox.read(0, 0, EVERYTHING)
    outbox.put(b"d")
    assert wakes.count == 2


def test_the_reader_is_not_woken_while_there_is_more_to_read() -> None:
    outbox, wakes = Outbox(), Gate()
    outbox.set_reader(wakes.pass_by)
    outbox.put(b"12345")
    outbox.put(b"12345")
    assert outbox.read(0, 0, 1).more
    outbox.put(b"c")
    assert wakes.count == 1


def test_a_reader_may_read_while_it_is_woken() -> None:
    outbox = Outbox()
    read: list[bytes] = []
    outbox.set_reader(lambda: read.extend(outbox.read(len(read), 0, EVERYTHING).messages))
    for message in (b"a", b"b"):
        outbox.put(message)
    assert read == [b"a", b"b"]


def test_a_new_reader_is_woken_by_the_next_message() -> None:
    outbox, old, new = Outbox(), Gate(), Gate()
    outbox.set_reader(old.pass_by)
    outbox.put(b"a")
    outbox.set_reader(new.pass_by)
    outbox.put(b"b")
    assert (old.count, new.count) == (1, 1)


def test_messages_are_kept_while_nobody_reads() -> None:
    outbox = filled(b"a")
    outbox.set_reader(None)
    outbox.put(b"b")
    assert outbox.read(0, 0, EVERYTHING).messages == (b"a", b"b")


def test_a_full_outbox_blocks_a_thread_until_the_browser_catches_up() -> None:
    outbox = Outbox(OutboxLimits(messages=2))
    writer = Writer(outbox, b"a", b"b", b"c")
    assert writer.is_blocked_after(2)
    outbox.read(0, 0, EVERYTHING)
    assert writer.is_blocked_after(2), "read is not confirmed"
    outbox.read(1, 1, EVERYTHING)
    assert writer.ends()
    assert outbox.read(0, 0, EVERYTHING).messages == (b"b", b"c")


def test_bytes_fill_an_outbox_too() -> None:
    outbox = Outbox(OutboxLimits(size=100))
    writer = Writer(outbox, b"x" * 100, b"y")
    assert writer.is_blocked_after(1)
    outbox.read(1, 1, EVERYTHING)
    assert writer.ends()


def test_several_waiting_threads_go_on_one_after_the_other() -> None:
    outbox, done = filled(b"first", limits=OutboxLimits(messages=1)), Gate()
    writers = [Writer(outbox, b"next", done=done) for _ in range(5)]
    for number in range(1, 6):
        outbox.read(number, number, EVERYTHING)
        assert done.wait_for(number)
    assert all(writer.ends() for writer in writers)


def test_closing_wakes_a_waiting_thread_with_session_closed() -> None:
    outbox = Outbox(OutboxLimits(messages=1))
    writer = Writer(outbox, b"a", b"b")
    assert writer.is_blocked_after(1)
    outbox.close()
    assert writer.ends()
    assert [type(error) for error in writer.errors] == [SessionClosedException]


def test_finishing_wakes_a_waiting_thread_with_session_closed() -> None:
    outbox = Outbox(OutboxLimits(messages=1))
    writer = Writer(outbox, b"a", b"b")
    assert writer.is_blocked_after(1)
    outbox.finish([b"last"])
    assert writer.ends()
    assert [type(error) for error in writer.errors] == [SessionClosedException]
    assert outbox.read(0, 0, EVERYTHING).messages == (b"a", b"last")


def test_a_coroutine_is_never_blocked_but_stopped_at_the_hard_limit() -> None:
    outbox = Outbox(OutboxLimits(messages=1, hard_messages=3))
    for message in (b"a", b"b", b"c"):
        outbox.require_room()
        outbox.put(message)
    with pytest.raises(OutboxOverflow, match="await something"):
        outbox.require_room()


def test_the_hard_limit_counts_bytes_too() -> None:
    outbox = filled(b"x" * 10, limits=OutboxLimits(hard_size=10))
    with pytest.raises(OutboxOverflow):
        outbox.require_room()


def test_what_was_put_while_somebody_reads_counts_too() -> None:
    outbox = Outbox(OutboxLimits(hard_messages=1))
    with outbox._lock:
        outbox.put(b"a")
        with pytest.raises(OutboxOverflow):
            outbox.require_room()


def test_last_messages_are_taken_by_a_full_outbox() -> None:
    outbox = filled(b"a", limits=OutboxLimits(messages=1, hard_messages=1))
    outbox.finish([b"sorry", b"bye"])
    batch = outbox.read(0, 0, EVERYTHING)
    assert batch.messages == (b"a", b"sorry", b"bye")
    assert batch.final


def test_a_batch_is_final_only_with_the_last_message() -> None:
    outbox = filled(b"a")
    outbox.finish([b"bye"])
    assert not outbox.read(0, 0, 1).final
    assert outbox.read(1, 0, 1).final


def test_finishing_wakes_the_reader() -> None:
    outbox, wakes = Outbox(), Gate()
    outbox.set_reader(wakes.pass_by)
    outbox.finish([b"bye"])
    assert wakes.count == 1


def test_nothing_can_be_put_behind_the_end() -> None:
    outbox = Outbox()
    outbox.finish([b"bye"])
    outbox.finish([b"again"])
    with pytest.raises(SessionClosedException):
        outbox.put(b"late")
    assert outbox.read(0, 0, EVERYTHING).messages == (b"bye",)


def test_closing_drops_everything_and_tells_the_reader() -> None:
    outbox, wakes = filled(b"a"), Gate()
    outbox.read(0, 0, EVERYTHING)
    outbox.set_reader(wakes.pass_by)
    outbox.close()
    assert wakes.count == 1
    outbox.finish([b"bye"])
    batch = outbox.read(0, 0, EVERYTHING)
    assert (batch.messages, batch.final) == ((), True)
    assert wakes.count == 1
    with pytest.raises(SessionClosedException):
        outbox.put(b"late")
