"""One request of a polled session: what it takes, how long it waits, what it answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from attrs import define, field

from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.domain.settings import Ignored
from pywebio.ports.events import CallbackCalled
from pywebio.ports.http import HttpResponse, Wait
from pywebio.ports.types import CallbackId, SessionId
from pywebio.protocol.exchange import Exchange
from pywebio.protocol.partial_uploads import PartialUploads
from pywebio.protocol.poll import Poll, Post
from pywebio.protocol.refusal import Refusal
from pywebio.testing import FakeClock, FakeLink

if TYPE_CHECKING:
    from pywebio.ports.types import UserValue

CLICK = CallbackCalled(CallbackId("cb"), 1)


@define(eq=False)
class Desk:
    """A session and its requests."""

    clock: FakeClock = field(factory=FakeClock)
    link: FakeLink = field(factory=lambda: FakeLink(SessionId("s")))
    ignored: Ignored = field(factory=Ignored)
    uploads: PartialUploads = field(factory=PartialUploads)
    registry: InMemorySessionRegistry = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.registry = InMemorySessionRegistry(self.clock, 60, 10)
        self.registry.add(self.link)

    def exchange(
        self,
        executed: int = -1,
        wait: float | None = None,
        post: Post | None = None,
        *,
        opens: bool = False,
        leaves: bool = False,
        hold: float = 25.0,
    ) -> Exchange:
        return Exchange(
            link=self.link,
            registry=self.registry,
            clock=self.clock,
            ignored=self.ignored,
            uploads=self.uploads,
            poll=Poll(executed, wait, leaves),
            post=post,
            opens=opens,
            hold=hold,
            slice_size=1000,
        )


@pytest.fixture
def desk() -> Desk:
    return Desk()


def body(answer: HttpResponse | Wait) -> UserValue:
    """Return what was answered."""
    assert isinstance(answer, HttpResponse)
    assert answer.status == 200, answer.body
    return json.loads(answer.body)


def waiting(answer: HttpResponse | Wait) -> Wait:
    assert isinstance(answer, Wait)
    return answer


class TestAsking:
    def test_a_plain_request_is_answered_at_once(self, desk: Desk) -> None:
        assert body(desk.exchange().answer()) == {"commands": [], "seq": 0, "ack": -1}

    def test_output_comes_in_groups(self, desk: Desk) -> None:
        desk.link.send(b'{"n":1}')
        desk.link.send(b'{"n":2}')
        answer = body(desk.exchange().answer())
        assert answer == {"commands": [[{"n": 1}, {"n": 2}]], "seq": 0, "ack": -1}
        assert body(desk.exchange(executed=0).answer()) == {"commands": [], "seq": 1, "ack": -1}

    @pytest.mark.parametrize("executed", [0, 1, 10**14])
    def test_what_was_not_sent_cannot_be_confirmed(self, desk: Desk, executed: int) -> None:
        answer = desk.exchange(executed).answer()
        assert isinstance(answer, HttpResponse)
        assert answer.status == 400
        assert str(executed) in answer.body.decode()

    def test_a_client_that_waits_hears_for_how_long_it_may(self, desk: Desk) -> None:
        assert body(desk.exchange(wait=0.0, hold=12.5).answer())["wait"] == 12.5
        assert body(desk.exchange(wait=5.0, hold=0.0).answer())["wait"] == 0

    def test_a_request_keeps_the_session_in_use(self, desk: Desk) -> None:
        desk.registry.release(desk.link.id)
        desk.clock.advance(59)
        desk.exchange().answer()
        desk.clock.advance(59)
        assert len(desk.registry) == 1


class TestHolding:
    def test_a_request_is_held_until_there_is_output(self, desk: Desk) -> None:
        held = waiting(desk.exchange(wait=30.0).answer())
        assert held.seconds == 25.0
        woken = list[str]()
        held.on_wake(lambda: woken.append("woken"))
        assert woken == []
        desk.link.send(b'{"n":1}')
        assert woken == ["woken"]
        assert body(held.resume())["commands"] == [[{"n": 1}]]

    def test_output_before_the_wait_began_wakes_at_once(self, desk: Desk) -> None:
        held = waiting(desk.exchange(wait=30.0).answer())
        desk.link.send(b"{}")
        woken = list[str]()
        held.on_wake(lambda: woken.append("woken"))
        assert woken == ["woken"]

    def test_what_was_there_before_is_answered_at_once(self, desk: Desk) -> None:
        desk.link.send(b"{}")
        assert body(desk.exchange(wait=30.0).answer())["commands"] == [[{}]]

    def test_it_is_held_no_longer_than_the_client_wants(self, desk: Desk) -> None:
        held = waiting(desk.exchange(wait=3.0).answer())
        assert held.seconds == 3.0
        desk.clock.advance(3)
        assert body(held.resume())["commands"] == []

    def test_a_wake_for_nothing_goes_on_waiting(self, desk: Desk) -> None:
        exchange = desk.exchange(wait=30.0)
        held = waiting(exchange.answer())
        desk.clock.advance(10)
        exchange.wake()
        assert waiting(held.resume()).seconds == 15.0

    def test_a_session_at_work_is_given_a_moment_to_say_more(self, desk: Desk) -> None:
        held = waiting(desk.exchange(wait=30.0).answer())
        desk.link.idle = False
        desk.link.send(b'{"n":1}')
        moment = waiting(held.resume())
        assert moment.seconds < 0.01
        desk.link.send(b'{"n":2}')
        assert body(moment.resume())["commands"] == [[{"n": 1}, {"n": 2}]]

    def test_a_newer_request_takes_the_place_of_the_older(self, desk: Desk) -> None:
        older = waiting(desk.exchange(wait=30.0).answer())
        woken = list[str]()
        older.on_wake(lambda: woken.append("older"))
        newer = waiting(desk.exchange(wait=30.0).answer())
        assert woken == ["older"]
        assert body(older.resume())["commands"] == []
        desk.link.send(b"{}")
        assert body(newer.resume())["commands"] == [[{}]]

    def test_nothing_is_held_where_the_server_has_no_room(self, desk: Desk) -> None:
        assert body(desk.exchange(wait=30.0, hold=0.0).answer())["commands"] == []

    def test_a_held_request_keeps_the_session_in_use(self, desk: Desk) -> None:
        held = waiting(desk.exchange(wait=25.0).answer())
        desk.registry.release(desk.link.id)
        desk.clock.advance(25)
        held.resume()
        desk.clock.advance(59)
        assert len(desk.registry) == 1


class TestTelling:
    def test_events_are_taken_and_confirmed(self, desk: Desk) -> None:
        answer = body(desk.exchange(post=Post(1, [CLICK, CLICK], "")).answer())
        assert answer["ack"] == 1
        assert desk.link.events == [CLICK, CLICK]

    def test_repeats_are_not_taken_again(self, desk: Desk) -> None:
        desk.exchange(post=Post(1, [CLICK], "")).answer()
        assert body(desk.exchange(post=Post(1, [CLICK, CLICK], "")).answer())["ack"] == 1
        assert desk.link.events == [CLICK, CLICK]

    def test_events_behind_a_gap_are_refused(self, desk: Desk) -> None:
        with pytest.raises(Refusal, match="before seq=2") as refused:
            desk.exchange(post=Post(3, [CLICK], "")).answer()
        assert refused.value.status == 409
        assert desk.link.events == []
        assert body(desk.exchange(post=Post(1, [CLICK], "")).answer())["ack"] == 0

    def test_a_broken_event_is_told_and_the_others_are_taken(self, desk: Desk) -> None:
        answer = desk.exchange(post=Post(1, [CLICK, None, CLICK], "event 1: odd")).answer()
        assert isinstance(answer, HttpResponse)
        assert (answer.status, answer.body) == (400, b"event 1: odd")
        assert desk.link.events == [CLICK, CLICK]
        assert desk.ignored.malformed == 1
        assert body(desk.exchange().answer())["ack"] == 2

    def test_the_answer_waits_until_the_session_has_worked(self, desk: Desk) -> None:
        desk.link.idle = False
        look = waiting(desk.exchange(post=Post(1, [CLICK], "")).answer())
        look = waiting(look.resume())
        desk.link.send(b"{}")
        desk.link.idle = True
        assert body(look.resume())["commands"] == [[{}]]

    def test_but_not_for_long(self, desk: Desk) -> None:
        desk.link.idle = False
        look = waiting(desk.exchange(post=Post(1, [CLICK], "")).answer())
        desk.clock.advance(0.1)
        assert body(look.resume())["ack"] == 0

    def test_a_client_that_waits_elsewhere_is_answered_at_once(self, desk: Desk) -> None:
        desk.link.idle = False
        assert body(desk.exchange(wait=0.0, post=Post(1, [CLICK], "")).answer())["ack"] == 0

    def test_repeats_alone_are_not_worth_a_wait(self, desk: Desk) -> None:
        desk.exchange(post=Post(1, [CLICK], "")).answer()
        desk.link.idle = False
        assert body(desk.exchange(post=Post(1, [CLICK], "")).answer())["ack"] == 0

    def test_the_answer_to_the_first_request_waits_for_the_first_output(self, desk: Desk) -> None:
        desk.link.idle = False
        look = waiting(desk.exchange(wait=25.0, opens=True).answer())
        assert look.seconds < 0.1
        desk.clock.advance(0.1)
        assert body(look.resume())["commands"] == []


class TestTheEnd:
    def test_a_published_client_hears_it_once(self, desk: Desk) -> None:
        desk.link.send(b'{"command":"close_session"}', final=True)
        answer = body(desk.exchange().answer())
        assert answer["commands"] == [[{"command": "close_session"}]]
        assert len(desk.registry) == 0

    def test_one_that_confirms_may_ask_again_until_it_has(self, desk: Desk) -> None:
        desk.link.send(b'{"command":"close_session"}', final=True)
        for _ in range(2):
            answer = body(desk.exchange(wait=0.0).answer())
            assert answer["commands"] == [[{"command": "close_session"}]]
        assert len(desk.registry) == 1
        desk.exchange(executed=0, wait=0.0).answer()
        assert len(desk.registry) == 0

    def test_leaving_ends_the_session(self, desk: Desk) -> None:
        left = desk.exchange(wait=0.0, post=Post(1, [CLICK], ""), leaves=True).answer()
        assert isinstance(left, HttpResponse)
        assert left.status == 204
        assert desk.link.events == [CLICK]
        assert desk.link.closed == 1
        assert len(desk.registry) == 0
