"""Groups of commands for polling browsers."""

from __future__ import annotations

from pywebio.domain.outbox import Outbox
from pywebio.domain.window import Window


def outbox_with(*messages: bytes) -> Outbox:
    outbox = Outbox()
    for message in messages:
        outbox.put(message)
    return outbox


def test_everything_that_waits_becomes_one_group() -> None:
    groups = Window(outbox_with(b"a", b"b")).groups(-1)
    assert (groups.first, groups.groups, groups.final) == (0, ((b"a", b"b"),), False)


def test_without_news_there_is_no_group() -> None:
    window = Window(Outbox())
    assert window.groups(-1).groups == ()
    assert window.groups(-1).first == 0


def test_a_group_is_repeated_as_it_was_and_news_make_a_new_one() -> None:
    outbox = outbox_with(b"a")
    window = Window(outbox)
    window.groups(-1)
    outbox.put(b"b")
    assert window.groups(-1).groups == ((b"a",), (b"b",))
    assert window.groups(0) == window.groups(0)
    assert window.groups(0).first == 1
    assert window.groups(0).groups == ((b"b",),)


def test_an_old_confirmation_takes_nothing_back() -> None:
    outbox = outbox_with(b"a")
    window = Window(outbox)
    window.groups(-1)
    window.groups(0)
    outbox.put(b"b")
    groups = window.groups(-1)
    assert (groups.first, groups.groups) == (1, ((b"b",),))


def test_what_was_never_sent_cannot_be_confirmed() -> None:
    window = Window(outbox_with(b"a"))
    first = window.groups(10**12)
    assert first.groups == ((b"a",),)
    assert window.groups(1) == first


def test_at_most_four_groups_are_on_their_way() -> None:
    outbox = Outbox()
    window = Window(outbox)
    for number in range(6):
        outbox.put(b"%d" % number)
        window.groups(-1)
    assert window.groups(-1).groups == ((b"0",), (b"1",), (b"2",), (b"3",))
    assert window.groups(0).groups == ((b"1",), (b"2",), (b"3",), (b"4", b"5"))


def test_a_group_is_bounded_in_size() -> None:
    big = b"x" * 200_000
    window = Window(outbox_with(big, big, big))
    assert [len(group) for group in window.groups(-1).groups] == [2]
    assert [len(group) for group in window.groups(-1).groups] == [2, 1]


def test_confirmed_groups_make_room_in_the_outbox() -> None:
    outbox = outbox_with(b"a", b"b")
    window = Window(outbox)
    window.groups(-1)
    window.groups(0)
    assert outbox.confirmed == 2


def test_the_last_groups_are_final() -> None:
    outbox = outbox_with(b"a")
    window = Window(outbox)
    assert not window.groups(-1).final
    outbox.finish([b"end"])
    assert window.groups(-1).final
    assert window.groups(1).groups == ()
    assert window.groups(1).final


def test_a_full_window_is_not_final_while_something_waits_behind_it() -> None:
    outbox = Outbox()
    window = Window(outbox)
    for number in range(4):
        outbox.put(b"%d" % number)
        window.groups(-1)
    outbox.finish([b"end"])
    assert not window.groups(-1).final
    assert window.groups(0).final
