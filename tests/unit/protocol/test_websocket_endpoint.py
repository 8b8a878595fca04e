"""Sessions over WebSocket: the published dialect, and the counting one of section 11."""

from __future__ import annotations

import json
import logging
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from pywebio.backends.asyncio_loop import run_in_own_loop
from pywebio.domain.origin import OriginPolicy, SameSite
from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.domain.sessions import SessionFactory
from pywebio.domain.settings import SessionSettings
from pywebio.domain.targets import applications_of
from pywebio.domain.workers import WorkerThreads
from pywebio.input import file_upload, input
from pywebio.output import put_button, put_text
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.ports.types import SessionId
from pywebio.protocol.codec import encode_command
from pywebio.protocol.websocket_endpoint import WebSocketEndpoint
from pywebio.session import defer_call, hold, info
from pywebio.testing import (
    FakeClock,
    InlineLoop,
    RecordingOrigins,
    RecordingPeer,
    SequentialIds,
    check_websocket_handler,
)
from tests.unit.support import Gate, eventually

if TYPE_CHECKING:
    from pywebio.ports.types import UserValue

NORMAL, GOING_AWAY, TOO_BIG = 1000, 1001, 1009


def texts_and_hold() -> None:
    for text in ("one", "two", "three"):
        put_text(text)
    hold()


class Server:
    """An endpoint with fakes around it."""

    def __init__(
        self,
        *apps: Callable[[], object],
        resumable: bool = True,
        origins: OriginPolicy | None = None,
        max_payload_size: int = 1000,
    ) -> None:
        self.clock = FakeClock()
        self.registry = InMemorySessionRegistry(self.clock, 60, 10)
        self.endpoint = WebSocketEndpoint(
            factory=SessionFactory(
                apps=applications_of(list(apps) if len(apps) > 1 else apps[0], None),
                settings=SessionSettings(max_payload_size=max_payload_size),
                encode=encode_command,
                ids=SequentialIds(),
                workers=WorkerThreads(),
                run_in_own_loop=run_in_own_loop,
            ),
            origins=origins or SameSite(),
            registry=self.registry,
            resumable=resumable,
            slice_size=64,
        )

    @property
    def ignored(self) -> tuple[int, int]:
        """How many frames were malformed, and how many for nobody."""
        return self.endpoint.factory.ignored.malformed, self.endpoint.factory.ignored.unknown

    def request(self, headers: dict[str, str] | None = None, **query: str) -> HttpRequest:
        return HttpRequest(
            method="GET", query=query, headers={"host": "app.example", **(headers or {})}
        )

    def connect(self, **query: str) -> RecordingPeer:
        """Open a connection."""
        conversation = self.endpoint.admit(self.request(None, **query), InlineLoop())
        assert not isinstance(conversation, HttpResponse)
        peer = RecordingPeer()
        peer.talk(conversation)
        return peer

    def refusal(self, origin: str) -> HttpResponse | None:
        answer = self.endpoint.admit(self.request({"origin": origin}), InlineLoop())
        return answer if isinstance(answer, HttpResponse) else None


def texts(peer: RecordingPeer) -> list[str]:
    """Return what `put_text` has shown, in either dialect."""
    return [command["spec"]["content"] for command in commands(peer, "output")]


def commands(peer: RecordingPeer, name: str | None = None) -> list[dict[str, UserValue]]:
    found: list[dict[str, UserValue]] = []
    for message in peer.messages():
        found.extend(message.get("commands", [message] if "command" in message else []))
    return [command for command in found if name in (None, command["command"])]


def wait_for_texts(peer: RecordingPeer, *expected: str) -> None:
    peer.wait_until(lambda: len(texts(peer)) >= len(expected))
    assert texts(peer) == list(expected)


def wait_for(peer: RecordingPeer, name: str) -> dict[str, UserValue]:
    """Wait for a command of that name."""
    assert peer.wait_until(lambda: bool(commands(peer, name))), peer.frames
    return commands(peer, name)[-1]


def hello(peer: RecordingPeer) -> dict[str, UserValue]:
    greeting: dict[str, UserValue] = peer.messages()[0]["hello"]
    return greeting


def test_it_keeps_the_contract_of_handlers() -> None:
    check_websocket_handler(lambda app: Server(app).endpoint)


class TestAdmission:
    def test_a_foreign_origin_is_refused_and_nothing_is_started(self) -> None:
        started = Gate()
        server = Server(started.pass_by)
        refusal = server.refusal("https://evil.example")
        assert refusal is not None
        assert refusal.status == 403
        assert len(server.registry) == 0
        assert started.count == 0

    @pytest.mark.parametrize("origin", ["https://app.example", "http://APP.example", ""])
    def test_the_own_page_is_admitted_and_so_is_a_client_without_origin(self, origin: str) -> None:
        assert Server(texts_and_hold).refusal(origin) is None

    def test_the_policy_is_asked_with_origin_and_host(self) -> None:
        origins = RecordingOrigins(answer=True)
        server = Server(texts_and_hold, origins=origins)
        assert server.refusal("https://friend.example") is None
        assert origins.asked == [("https://friend.example", "app.example")]

    def test_admission_alone_starts_nothing(self) -> None:
        server = Server(texts_and_hold)
        server.endpoint.admit(server.request(), InlineLoop())
        assert len(server.registry) == 0

    def test_the_query_chooses_the_app(self) -> None:
        def index() -> None:
            put_text("index")

        def other() -> None:
            put_text("other")

        server = Server(index, other)
        wait_for_texts(server.connect(app="other"), "other")
        wait_for_texts(server.connect(app="unknown"), "index")
        wait_for_texts(server.connect(), "index")

    def test_the_app_knows_its_browser(self) -> None:
        def app() -> None:
            put_text(info.user_agent.ua_string, info.protocol, info.server_host)

        server = Server(app)
        conversation = server.endpoint.admit(
            server.request({"user-agent": "Firefox"}), InlineLoop()
        )
        assert not isinstance(conversation, HttpResponse)
        peer = RecordingPeer()
        peer.talk(conversation)
        wait_for_texts(peer, "Firefox websocket app.example")

    def test_ids_appear_in_no_log(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        server = Server(texts_and_hold)
        peer = server.connect(ack="0")
        session_id = hello(peer)["session"]
        peer.send("garbage")
        peer.lose()
        server.refusal("https://evil.example")
        server.clock.advance(1000)
        server.connect(session=session_id, ack="0")
        assert session_id not in caplog.text


class TestPlainDialect:
    def test_each_command_is_a_frame(self) -> None:
        peer = Server(texts_and_hold, resumable=False).connect(session="NEW")
        wait_for_texts(peer, "one", "two", "three")
        assert [message["command"] for message in peer.messages()] == ["output"] * 3

    def test_a_session_that_can_be_resumed_sends_its_id_first(self) -> None:
        server = Server(texts_and_hold)
        peer = server.connect()
        first = peer.messages()[0]
        assert first["command"] == "set_session_id"
        assert server.registry.find(SessionId(first["spec"])) is not None

    def test_events_are_taken(self) -> None:
        peer = Server(lambda: put_text("Hello", input("name"))).connect()
        form = wait_for(peer, "input_group")
        peer.send({"event": "from_submit", "task_id": form["task_id"], "data": {"data": "Ada"}})
        wait_for_texts(peer, "Hello Ada")

    def test_an_end_that_was_written_to_a_lost_connection_is_said_again(self) -> None:
        server = Server(lambda: put_text("only this"))
        conversation = server.endpoint.admit(server.request(), InlineLoop())
        assert not isinstance(conversation, HttpResponse)
        conversation.opened(RecordingPeer())
        frames = list[bytes]()

        def written() -> bool:
            frames.extend(conversation.outgoing().frames)
            return any(b"close_session" in frame for frame in frames)

        assert eventually(written)
        conversation.lost(None)
        back = server.connect(session=json.loads(frames[0])["spec"])
        assert [command["command"] for command in commands(back)] == ["close_session"]
        assert back.closed is not None
        assert len(server.registry) == 0

    def test_the_end_is_said_and_the_connection_closed(self) -> None:
        server = Server(lambda: put_text("only this"))
        peer = server.connect()
        assert peer.wait_until(lambda: peer.closed is not None)
        assert peer.messages()[-1] == {"command": "close_session"}
        assert peer.closed == (NORMAL, "")
        assert len(server.registry) == 0

    def test_a_lost_connection_ends_a_session_that_cannot_be_resumed(self) -> None:
        ended = Gate()

        def app() -> None:
            defer_call(ended.pass_by)
            put_text("hi")
            hold()

        server = Server(app, resumable=False)
        peer = server.connect()
        wait_for_texts(peer, "hi")
        peer.lose()
        assert ended.wait_for(1)
        assert len(server.registry) == 0

    def test_what_was_written_is_not_repeated_after_a_loss(self) -> None:
        def app() -> None:
            put_text("before")
            put_button("more", onclick=lambda: put_text("after"))

        server = Server(app)
        first = server.connect()
        button = wait_for(first, "output")
        assert first.wait_until(lambda: len(commands(first, "output")) == 2)
        button = commands(first, "output")[-1]["spec"]
        first.lose()
        session_id = str(first.messages()[0]["spec"])
        second = server.connect(session=session_id)
        second.send({"event": "callback", "task_id": button["callback_id"], "data": 0})
        wait_for_texts(second, "after")
        assert second.messages()[0]["command"] == "output", "the id is sent once"

    def test_what_comes_while_the_browser_is_away_is_delivered(self) -> None:
        release, done = Gate(), Gate()

        def app() -> None:
            defer_call(done.pass_by)
            put_text("before")
            release.wait_for(1)
            put_text("while away")

        server = Server(app)
        first = server.connect()
        wait_for_texts(first, "before")
        first.lose()
        release.pass_by()
        assert done.wait_for(1)
        second = server.connect(session=str(first.messages()[0]["spec"]))
        assert second.wait_until(lambda: second.closed is not None)
        assert texts(second) == ["while away"]
        assert commands(second)[-1]["command"] == "close_session"

    def test_an_unknown_id_gets_the_end_and_nothing_else(self) -> None:
        server = Server(texts_and_hold)
        peer = server.connect(session="unknown")
        assert peer.messages() == [{"command": "close_session"}]
        assert len(server.registry) == 0

    def test_a_close_of_the_page_keeps_a_resumable_session_for_a_while(self) -> None:
        server = Server(texts_and_hold)
        peer = server.connect()
        peer.lose(GOING_AWAY)
        assert len(server.registry) == 1
        server.clock.advance(100)
        assert len(server.registry) == 0


class TestGreeting:
    def test_a_counting_client_is_greeted_first(self) -> None:
        server = Server(texts_and_hold)
        peer = server.connect(session="NEW", ack="0")
        greeting = hello(peer)
        assert server.registry.find(SessionId(greeting["session"])) is not None
        assert greeting == {**greeting, "taken": 0, "slice": 64, "gone": False}

    def test_without_reconnection_there_is_no_id_to_resume_with(self) -> None:
        assert hello(Server(texts_and_hold, resumable=False).connect(ack="0"))["session"] is None

    def test_the_published_way_to_send_the_id_is_not_used(self) -> None:
        peer = Server(texts_and_hold).connect(ack="0")
        wait_for_texts(peer, "one", "two", "three")
        assert commands(peer, "set_session_id") == []

    def test_an_unknown_id_is_gone(self) -> None:
        peer = Server(texts_and_hold).connect(session="unknown", ack="5")
        unknown = {"session": None, "taken": 0, "slice": 64, "upload": None, "gone": True}
        assert hello(peer) == unknown
        assert [c["command"] for c in commands(peer)] == ["close_session"]

    def test_an_expired_id_gets_the_same_answer_as_an_unknown_one(self) -> None:
        server = Server(texts_and_hold)
        first = server.connect(ack="0")
        session_id = str(hello(first)["session"])
        first.lose()
        server.clock.advance(61)
        expired = server.connect(session=session_id, ack="0")
        unknown = server.connect(session="unknown", ack="0")
        assert expired.frames == unknown.frames

    @pytest.mark.parametrize("ack", ["", "-1", "x", "1.5", "²", "١"])
    def test_an_ack_that_is_no_number_is_the_published_dialect(self, ack: str) -> None:
        peer = Server(texts_and_hold).connect(ack=ack)
        assert peer.messages()[0]["command"] == "set_session_id"

    @pytest.mark.parametrize("ack", ["5", "9" * 5000])
    def test_a_new_client_that_claims_to_know_commands_gets_them_all(self, ack: str) -> None:
        wait_for_texts(Server(texts_and_hold).connect(ack=ack), "one", "two", "three")


def click(app_click: Callable[[], object]) -> Callable[[], None]:
    """Return an app with a button."""

    def app() -> None:
        put_button("click", onclick=app_click)

    return app


def pressed(peer: RecordingPeer, seq: object, ack: int = 0) -> dict[str, UserValue]:
    """Return the event of a click on the first button."""
    button = wait_for(peer, "output")["spec"]
    return {
        "event": "callback",
        "task_id": button["callback_id"],
        "data": 0,
        "seq": seq,
        "ack": ack,
    }


class TestCounting:
    def test_commands_come_together_with_what_was_taken(self) -> None:
        peer = Server(texts_and_hold).connect(ack="0")
        wait_for_texts(peer, "one", "two", "three")
        assert all(set(message) == {"taken", "commands"} for message in peer.messages()[1:])

    def test_what_is_not_confirmed_is_sent_again_after_a_loss(self) -> None:
        server = Server(texts_and_hold)
        first = server.connect(ack="0")
        wait_for_texts(first, "one", "two", "three")
        first.lose()
        session_id = str(hello(first)["session"])
        second = server.connect(session=session_id, ack="1")
        wait_for_texts(second, "two", "three")
        second.lose()
        wait_for_texts(server.connect(session=session_id, ack="2"), "three")

    def test_what_is_confirmed_is_forgotten(self) -> None:
        server = Server(texts_and_hold)
        first = server.connect(ack="0")
        wait_for_texts(first, "one", "two", "three")
        first.send({"ack": 2})
        first.lose()
        # Even a client that has forgotten what it knew gets only what is left.
        again = server.connect(session=str(hello(first)["session"]), ack="0")
        wait_for_texts(again, "three")

    @pytest.mark.parametrize("ack", [99, -1, None, "2", 1.5, [], 10**30])
    def test_a_wild_confirmation_confirms_nothing(self, ack: object) -> None:
        server = Server(texts_and_hold)
        first = server.connect(ack="0")
        wait_for_texts(first, "one", "two", "three")
        first.send({"ack": ack})
        first.lose()
        again = server.connect(session=str(hello(first)["session"]), ack="0")
        wait_for_texts(again, "one", "two", "three")

    def test_an_event_is_taken_once_and_in_order(self) -> None:
        clicks = Gate()
        peer = Server(click(clicks.pass_by)).connect(ack="0")
        for seq in (1, 1, 3, 2, 2, 1):
            peer.send(pressed(peer, seq))
        assert clicks.wait_for(2)
        assert clicks.count == 2

    def test_a_repeat_after_a_loss_is_taken_once(self) -> None:
        clicks = Gate()
        server = Server(click(clicks.pass_by))
        first = server.connect(ack="0")
        event = pressed(first, 1)
        first.send(event)
        first.lose()
        second = server.connect(session=str(hello(first)["session"]), ack="0")
        assert hello(second)["taken"] == 1
        second.send(event)
        second.send({**event, "seq": 2})
        assert clicks.wait_for(2)
        assert clicks.count == 2

    def test_output_confirms_what_was_taken(self) -> None:
        peer = Server(click(lambda: put_text("clicked"))).connect(ack="0")
        peer.send(pressed(peer, 1))
        assert peer.wait_until(lambda: "clicked" in json.dumps(peer.messages()))
        assert peer.messages()[-1]["taken"] == 1

    def test_events_without_output_are_confirmed_after_sixteen(self) -> None:
        peer = Server(click(lambda: None)).connect(ack="0")
        event = pressed(peer, 1)
        before = len(peer.frames)
        for seq in range(1, 16):
            peer.send({**event, "seq": seq})
        assert len(peer.frames) == before
        peer.send({**event, "seq": 16})
        assert peer.messages()[before:] == [{"taken": 16, "commands": []}]

    def test_an_unreadable_event_takes_its_number(self) -> None:
        clicks = Gate()
        server = Server(click(clicks.pass_by))
        peer = server.connect(ack="0")
        peer.send({"event": "nonsense", "task_id": "x", "seq": 1, "ack": 0})
        peer.send(pressed(peer, 2))
        assert clicks.wait_for(1)
        assert server.ignored[0] == 1

    @pytest.mark.parametrize("seq", [None, "1", 1.0, True, [], {}], ids=repr)
    def test_an_event_without_number_is_ignored_and_counted(self, seq: object) -> None:
        clicks = Gate()
        server = Server(click(clicks.pass_by))
        peer = server.connect(ack="0")
        event = pressed(peer, seq)
        peer.send(event)
        assert server.ignored[0] == 1
        peer.send({**event, "seq": 1})
        assert clicks.wait_for(1)
        assert clicks.count == 1

    def test_the_end_is_counted_and_the_connection_closed_when_it_is_confirmed(self) -> None:
        server = Server(lambda: put_text("only this"))
        peer = server.connect(ack="0")
        wait_for(peer, "close_session")
        assert len(server.registry) == 1
        peer.send({"ack": 2})
        assert peer.closed == (NORMAL, "")
        assert len(server.registry) == 0

    def test_the_end_is_said_again_to_a_client_that_has_missed_it(self) -> None:
        server = Server(lambda: put_text("only this"))
        first = server.connect(ack="0")
        wait_for(first, "close_session")
        first.lose()
        second = server.connect(session=str(hello(first)["session"]), ack="1")
        assert [command["command"] for command in commands(second)] == ["close_session"]

    @pytest.mark.parametrize("code", [NORMAL, GOING_AWAY])
    def test_a_page_that_is_left_ends_its_session_at_once(self, code: int) -> None:
        ended = Gate()

        def app() -> None:
            defer_call(ended.pass_by)
            put_text("hi")
            hold()

        server = Server(app)
        peer = server.connect(ack="0")
        wait_for_texts(peer, "hi")
        peer.lose(code)
        assert ended.wait_for(1)
        assert len(server.registry) == 0

    @pytest.mark.parametrize("code", [None, 1006, 1011])
    def test_a_connection_that_breaks_leaves_the_session_waiting(self, code: int | None) -> None:
        server = Server(texts_and_hold)
        server.connect(ack="0").lose(code)
        assert len(server.registry) == 1

    def test_a_large_output_comes_in_slices(self) -> None:
        def app() -> None:
            for _ in range(10):
                put_text("x" * 30_000)
            hold()

        peer = Server(app).connect(ack="0")
        assert peer.wait_until(lambda: len(texts(peer)) == 10)
        assert max(len(frame) for frame in peer.frames) < 130_000


class TestTakeover:
    def test_the_newest_connection_wins_and_the_older_one_is_inert(self) -> None:
        clicks = Gate()
        server = Server(click(clicks.pass_by))
        first = server.connect(ack="0")
        event = pressed(first, 1)
        second = server.connect(session=str(hello(first)["session"]), ack="1")
        assert first.closed is not None
        assert first.closed[0] == NORMAL
        first.send(event)
        assert server.ignored[1] == 1
        second.send(event)
        assert clicks.wait_for(1)
        assert clicks.count == 1

    def test_the_end_of_the_older_connection_does_not_touch_the_session(self) -> None:
        clicks = Gate()
        server = Server(click(clicks.pass_by))
        first = server.connect(ack="0")
        event = pressed(first, 1)
        second = server.connect(session=str(hello(first)["session"]), ack="1")
        first.lose(GOING_AWAY)
        server.clock.advance(1000)
        second.send(event)
        assert clicks.wait_for(1)

    def test_nothing_that_was_written_is_repeated_to_a_plain_client(self) -> None:
        server = Server(texts_and_hold)
        first = server.connect()
        wait_for_texts(first, "one", "two", "three")
        second = server.connect(session=str(first.messages()[0]["spec"]))
        assert second.frames == []


def segment(content: bytes) -> bytes:
    return struct.pack(">Q", len(content)) + content


def with_file(task_id: str, content: bytes, **members: object) -> bytes:
    """Return the binary message that submits a file."""
    event = {"event": "from_submit", "task_id": task_id, "data": {"data": None}, **members}
    header = {
        "filename": "a.bin",
        "size": len(content),
        "mime_type": "x/y",
        "last_modified": 0,
        "input_name": "data",
    }
    return b"".join(
        [segment(json.dumps(event).encode()), segment(json.dumps(header).encode())]
    ) + segment(content)


def size_of_upload() -> None:
    put_text(len(file_upload("file")["content"]))


class TestUploads:
    def test_a_small_upload_is_one_frame(self) -> None:
        peer = Server(size_of_upload).connect()
        form = wait_for(peer, "input_group")
        peer.send(with_file(form["task_id"], b"abc"))
        wait_for_texts(peer, "3")

    def test_a_large_upload_comes_in_slices(self) -> None:
        peer = Server(size_of_upload).connect(ack="0")
        form = wait_for(peer, "input_group")
        message = with_file(form["task_id"], b"x" * 500, seq=1, ack=1)
        peer.send({"upload": {"id": "u", "size": len(message), "from": 0}})
        for start in range(0, len(message), 64):
            assert texts(peer) == []
            peer.send(message[start : start + 64])
        wait_for_texts(peer, "500")

    def test_a_counting_client_is_told_what_has_arrived(self) -> None:
        peer = Server(size_of_upload).connect(ack="0")
        form = wait_for(peer, "input_group")
        message = with_file(form["task_id"], b"x" * 100, seq=1, ack=1)
        peer.send({"upload": {"id": "u", "size": len(message), "from": 0}})
        peer.send(message[:64])
        part = {"taken": 0, "commands": [], "upload": {"id": "u", "received": 64}}
        assert peer.messages()[-1] == part
        for start in range(64, len(message), 64):
            peer.send(message[start : start + 64])
        told = [each for each in peer.messages()[1:] if "upload" in each]
        assert (told[-1]["taken"], told[-1]["upload"]) == (1, None)

    def test_an_upload_that_was_cut_off_goes_on(self) -> None:
        server = Server(size_of_upload)
        first = server.connect(ack="0")
        form = wait_for(first, "input_group")
        message = with_file(form["task_id"], b"x" * 100, seq=1, ack=1)
        first.send({"upload": {"id": "u", "size": len(message), "from": 0}})
        first.send(message[:64])
        first.lose()
        second = server.connect(session=str(hello(first)["session"]), ack="1")
        assert hello(second)["upload"] == {"id": "u", "received": 64}
        second.send({"upload": {"id": "u", "size": len(message), "from": 64}})
        for start in range(64, len(message), 64):
            second.send(message[start : start + 64])
        wait_for_texts(second, "100")

    def test_an_upload_longer_than_announced_does_not_spoil_the_next(self) -> None:
        server = Server(size_of_upload)
        peer = server.connect(ack="0")
        form = wait_for(peer, "input_group")
        peer.send({"upload": {"id": "u", "size": 10, "from": 0}})
        peer.send(b"x" * 20)
        assert server.ignored[0] == 1
        peer.send(with_file(form["task_id"], b"abc", seq=1, ack=1))
        wait_for_texts(peer, "3")

    @pytest.mark.parametrize("size", [0, -1, None, "10", 1.5, [10], {}], ids=repr)
    def test_an_announcement_without_size_is_ignored_and_counted(self, size: object) -> None:
        server = Server(size_of_upload)
        peer = server.connect(ack="0")
        peer.send({"upload": {"id": "u", "size": size, "from": 0}})
        assert server.ignored[0] == 1
        form = wait_for(peer, "input_group")
        peer.send(with_file(form["task_id"], b"abc", seq=1, ack=1))
        wait_for_texts(peer, "3")

    def test_an_announcement_of_too_much_closes_the_connection(self) -> None:
        peer = Server(size_of_upload).connect(ack="0")
        peer.send({"upload": {"id": "u", "size": 2**40, "from": 0}})
        assert peer.closed is not None
        assert peer.closed[0] == TOO_BIG

    @pytest.mark.parametrize("query", [{}, {"ack": "0"}], ids=["plain", "counting"])
    def test_a_frame_that_is_too_large_closes_the_connection(self, query: dict[str, str]) -> None:
        peer = Server(size_of_upload).connect(**query)
        form = wait_for(peer, "input_group")
        peer.send(with_file(form["task_id"], b"x" * 200_000, seq=1, ack=1))
        assert peer.closed is not None
        assert peer.closed[0] == TOO_BIG

    def test_a_wrong_file_header_takes_its_number_and_harms_nothing(self) -> None:
        server = Server(size_of_upload)
        peer = server.connect(ack="0")
        form = wait_for(peer, "input_group")
        whole = with_file(form["task_id"], b"abc", seq=1, ack=1)
        peer.send(whole[:-2])
        assert server.ignored[0] == 1
        peer.send(with_file(form["task_id"], b"abcd", seq=2, ack=1))
        wait_for_texts(peer, "4")


class TestBadInput:
    @pytest.mark.parametrize("query", [{}, {"ack": "0"}], ids=["plain", "counting"])
    @pytest.mark.parametrize(
        "frame",
        ["", "{", "[]", "NaN", "{}x", '{"event": 1, "seq": 1}', b"", b"\0", b"\xff" * 50],
        ids=repr,
    )
    def test_a_malformed_frame_is_ignored_and_counted_and_the_session_goes_on(
        self, frame: str | bytes, query: dict[str, str]
    ) -> None:
        clicks = Gate()
        server = Server(click(clicks.pass_by))
        peer = server.connect(**query)
        event = pressed(peer, 1)
        peer.send(frame)
        assert server.ignored == (1, 0)
        peer.send(event)
        peer.send({**event, "seq": 2})
        assert clicks.wait_for(1)

    def test_an_event_for_nobody_is_ignored_and_counted(self) -> None:
        server = Server(texts_and_hold)
        peer = server.connect()
        peer.send({"event": "callback", "task_id": "CB-nobody", "data": None})
        peer.send({"event": "from_submit", "task_id": "nobody", "data": {}})
        assert server.ignored == (0, 2)

    def test_a_frame_after_the_end_is_ignored_and_counted(self) -> None:
        server = Server(lambda: None)
        peer = server.connect(ack="0")
        wait_for(peer, "close_session")
        peer.send({"ack": 1})
        before = server.ignored[1]
        peer.send({"event": "callback", "task_id": "x", "data": None})
        assert server.ignored[1] == before + 1
