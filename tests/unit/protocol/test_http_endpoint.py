"""All requests of one mounted URL of a polling backend."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
from attrs import define, field

from pywebio.backends.asyncio_loop import run_in_own_loop
from pywebio.backends.loop_thread import LoopThread
from pywebio.domain.origin import GlobOrigins, OriginPolicy, SameSite
from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.domain.sessions import SessionFactory
from pywebio.domain.settings import SessionSettings
from pywebio.domain.targets import applications_of
from pywebio.domain.workers import WorkerThreads
from pywebio.input import input
from pywebio.output import put_text
from pywebio.ports.http import HttpRequest, HttpResponse, Wait
from pywebio.protocol.codec import encode_command
from pywebio.protocol.http_endpoint import HttpEndpoint
from pywebio.session import defer_call, hold, info
from pywebio.testing import (
    FakeClock,
    RecordingHttpHandler,
    SequentialIds,
    check_polling_handler,
)
from tests.unit.support import Gate, eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from pywebio.ports.types import UserValue

PAGE = HttpResponse(body=b"the page")


def greet() -> None:
    put_text("hello", info.protocol, info.backend)
    put_text("bye", input("name"))


@define(eq=False)
class Server:
    """An endpoint with fakes around it, and a browser."""

    app: Callable[[], object]
    origins: OriginPolicy = field(factory=SameSite)
    clock: FakeClock = field(init=False, factory=FakeClock)
    pages: RecordingHttpHandler = field(init=False, factory=lambda: RecordingHttpHandler(PAGE))
    registry: InMemorySessionRegistry = field(init=False)
    endpoint: HttpEndpoint = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.registry = InMemorySessionRegistry(self.clock, 60, 10)
        self.endpoint = HttpEndpoint(
            pages=self.pages,
            factory=SessionFactory(
                apps=applications_of(self.app, None),
                settings=SessionSettings(max_payload_size=1000),
                encode=encode_command,
                ids=SequentialIds(),
                workers=WorkerThreads(),
                run_in_own_loop=run_in_own_loop,
            ),
            origins=self.origins,
            registry=self.registry,
            loops=LoopThread(),
            clock=self.clock,
            longest_hold=25.0,
        )

    def request(
        self,
        session: str | None = None,
        *,
        method: str = "GET",
        body: bytes | None = b"",
        headers: dict[str, str] | None = None,
        may_wait: bool = False,
        **query: str,
    ) -> HttpResponse:
        """Ask, and look again until there is an answer."""
        named = {} if session is None else {"webio-session-id": session}
        answer = self.endpoint.handle(
            HttpRequest(
                method=method,
                query=query,
                headers={"host": "app.example", **named, **(headers or {})},
                body=body,
                backend="flask",
                may_wait=may_wait,
            )
        )
        while isinstance(answer, Wait):
            gate = Gate()
            answer.on_wake(gate.pass_by)
            if answer.seconds > 1:
                assert gate.wait_for(1)
            answer = answer.resume()
        return answer

    def open(self, proposed: str = "NEW-nonce") -> tuple[str, UserValue]:
        """Open a session; return its id and the first answer."""
        answer = self.request(proposed, ack="-1")
        assert answer.status == 200, answer.body
        return answer.headers["webio-session-id"], json.loads(answer.body)


def commands(answer: UserValue) -> list[UserValue]:
    return [command for group in answer["commands"] for command in group]


def contents(answer: UserValue) -> list[str]:
    return [c["spec"]["content"] for c in commands(answer) if c["command"] == "output"]


@pytest.fixture
def server() -> Server:
    return Server(greet)


class TestOpening:
    def test_a_session_opens_and_says_what_it_has_to(self, server: Server) -> None:
        session_id, answer = server.open()
        assert session_id != "nonce"
        assert contents(answer) == ["hello http flask"]
        assert (answer["seq"], answer["ack"]) == (0, -1)

    def test_repeats_open_no_second_one(self, server: Server) -> None:
        first, _ = server.open()
        again, answer = server.open()
        assert again == first
        assert contents(answer) == ["hello http flask"]
        assert len(server.registry) == 1

    def test_the_proposal_finds_the_session_until_its_id_is_used(self, server: Server) -> None:
        session_id, _ = server.open()
        assert server.request("nonce", ack="0").status == 200
        assert server.request(session_id, ack="0").status == 200
        assert server.request("NEW-nonce", ack="0").status == 409
        assert b"close_session" in server.request("nonce", ack="0").body
        assert len(server.registry) == 1

    def test_a_post_opens_nothing(self, server: Server) -> None:
        assert server.request("NEW-n", method="POST", body=b"[]", ack="-1").status == 403
        assert len(server.registry) == 0

    def test_a_proposal_is_not_as_long_as_a_client_likes(self, server: Server) -> None:
        # The newest ones are remembered, so their size counts.
        refused = server.request("NEW-" + "x" * 201, ack="-1")
        assert refused.status == 400
        assert b"200" in refused.body
        assert len(server.registry) == 0
        assert server.request("NEW-" + "x" * 200, ack="-1").status == 200

    def test_a_proposal_whose_session_expired_opens_another(self, server: Server) -> None:
        first, _ = server.open()
        server.clock.advance(71)
        second, _ = server.open()
        assert second != first

    def test_coroutine_apps_run_where_the_lender_says(self) -> None:
        async def app() -> None:
            put_text("from a coroutine")
            put_text(await input("name"))

        server = Server(app)
        session_id, answer = server.open()
        assert contents(answer) == ["from a coroutine"]
        form = commands(answer)[-1]["task_id"]
        body = json.dumps([{"event": "from_submit", "task_id": form, "data": {"data": "Ada"}}])
        told = server.request(session_id, method="POST", body=body.encode(), ack="0", seq="0")
        texts = contents(json.loads(told.body))
        if not texts:
            texts = contents(
                json.loads(server.request(session_id, ack="0", wait="9", may_wait=True).body)
            )
        assert texts == ["Ada"]


class TestTalking:
    def test_an_answer_is_taken_and_answered(self, server: Server) -> None:
        session_id, answer = server.open()
        form = commands(answer)[-1]["task_id"]
        body = json.dumps([{"event": "from_submit", "task_id": form, "data": {"data": "Ada"}}])
        server.clock.advance(1)
        told = server.request(session_id, method="POST", body=body.encode(), ack="0", seq="0")
        answer = json.loads(told.body)
        assert answer["ack"] == 0
        assert contents(answer) == ["bye Ada"]
        assert commands(answer)[-1]["command"] == "close_session"

    def test_what_cannot_be_read_is_refused_with_a_reason(self, server: Server) -> None:
        session_id, _ = server.open()
        refused = server.request(session_id, method="POST", body=b"{not json", ack="0", seq="0")
        assert refused.status == 400
        assert b"JSON" in refused.body
        assert server.request(session_id, ack="zero").status == 400
        assert server.endpoint.factory.ignored.malformed == 2

    def test_too_much_is_refused(self, server: Server) -> None:
        session_id, _ = server.open()
        assert server.endpoint.max_body == 1000 + 64 * 1024
        refused = server.request(session_id, method="POST", body=None, ack="0", seq="0")
        assert refused.status == 413
        assert str(server.endpoint.max_body).encode() in refused.body

    def test_other_methods_are_refused(self, server: Server) -> None:
        session_id, _ = server.open()
        assert server.request(session_id, method="PUT").status == 405

    def test_a_held_request_is_answered_when_there_is_output(self) -> None:
        gate = Gate()

        def app() -> None:
            gate.wait_for(1)
            put_text("at last")

        server = Server(app)
        exchange = server.endpoint.handle(
            HttpRequest(method="GET", query={"ack": "-1"}, headers={"webio-session-id": "NEW-n"})
        )
        assert isinstance(exchange, Wait)
        server.clock.advance(1)
        opened = exchange.resume()
        assert isinstance(opened, HttpResponse)
        session_id = opened.headers["webio-session-id"]
        held = server.endpoint.handle(
            HttpRequest(
                method="GET",
                query={"ack": "-1", "wait": "20"},
                headers={"webio-session-id": session_id},
                may_wait=True,
            )
        )
        assert isinstance(held, Wait)
        woken = Gate()
        held.on_wake(woken.pass_by)
        gate.pass_by()
        assert woken.wait_for(1)

    @pytest.mark.parametrize("named", ["unknown", "", "x" * 10_000, "\r\n"])
    def test_an_unknown_id_is_told_that_it_is_over(self, server: Server, named: str) -> None:
        answer = server.request(named, ack="4")
        assert json.loads(answer.body) == {
            "commands": [[{"command": "close_session"}]],
            "seq": 5,
        }
        ours = json.loads(server.request(named, ack="4", wait="20").body)
        assert (ours["gone"], ours["wait"]) == (True, 0)

    def test_an_expired_id_hears_the_same_as_an_unknown_one(self, server: Server) -> None:
        session_id, _ = server.open()
        server.clock.advance(71)
        expired = server.request(session_id, ack="0")
        assert (expired.status, expired.body, expired.headers) == (
            200,
            server.request("unknown", ack="0").body,
            server.request("unknown", ack="0").headers,
        )

    def test_leaving_ends_the_session_at_once(self) -> None:
        ended = Gate()

        def app() -> None:
            defer_call(ended.pass_by)
            hold()

        server = Server(app)
        session_id, _ = server.open()
        left = server.request(session_id, method="POST", ack="-1", wait="0", leave="1")
        assert left.status == 204
        assert ended.wait_for(1)
        assert len(server.registry) == 0

    def test_sessions_expire_without_traffic(self) -> None:
        ended = Gate()

        def app() -> None:
            defer_call(ended.pass_by)
            hold()

        server = Server(app)
        server.open()
        server.clock.advance(59)
        assert len(server.registry) == 1
        server.clock.advance(11)
        assert ended.wait_for(1)
        assert eventually(lambda: len(server.registry) == 0)

    def test_ids_are_in_no_log(self, server: Server, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        session_id, _ = server.open("NEW-proposed")
        server.request(session_id, ack="x")
        server.request(session_id, headers={"origin": "https://evil.example"}, ack="0")
        assert session_id not in caplog.text
        assert "proposed" not in caplog.text


class TestOrigins:
    def test_a_foreign_page_gets_no_session(self) -> None:
        server = Server(greet, GlobOrigins(("https://ok.example",)))
        foreign = {"origin": "https://evil.example"}
        for method in ("GET", "POST"):
            refused = server.request("NEW-n", method=method, headers=foreign, ack="-1")
            assert refused.status == 403
            assert "Access-Control-Allow-Origin" not in refused.headers
        assert len(server.registry) == 0
        ok = server.request("NEW-n", headers={"origin": "https://ok.example"}, ack="-1")
        assert ok.headers["Access-Control-Allow-Origin"] == "https://ok.example"
        assert "webio-session-id" in ok.headers

    def test_a_foreign_page_gets_no_running_session_either(self, server: Server) -> None:
        session_id, _ = server.open()
        refused = server.request(session_id, headers={"origin": "https://evil.example"}, ack="0")
        assert refused.status == 403

    def test_a_preflight_is_answered_for_everybody_and_allows_only_some(self) -> None:
        server = Server(greet, GlobOrigins(("https://ok.example",)))
        ok = server.request(method="OPTIONS", headers={"origin": "https://ok.example"})
        evil = server.request(method="OPTIONS", headers={"origin": "https://evil.example"})
        assert (ok.status, evil.status) == (204, 204)
        assert ok.headers["Access-Control-Allow-Headers"] == "content-type, webio-session-id"
        assert evil.headers == {}

    def test_the_page_is_for_everybody(self, server: Server) -> None:
        assert server.request(headers={"origin": "https://evil.example"}) == PAGE


class TestPages:
    def test_what_is_no_session_is_the_page(self, server: Server) -> None:
        assert server.request(app="index") == PAGE
        assert server.pages.requests[0].query == {"app": "index"}

    def test_a_probe_is_no_session(self, server: Server) -> None:
        assert server.request("NEW-n", test="1") == PAGE
        assert len(server.registry) == 0

    def test_answers_of_sessions_are_not_stored(self, server: Server) -> None:
        assert server.request("NEW-n", ack="-1").headers["Cache-Control"] == "no-store"
        assert server.request("what", ack="-1").headers["Cache-Control"] == "no-store"


def test_the_contract_of_polling_handlers(server: Server) -> None:
    check_polling_handler(server.endpoint)


def test_a_broken_handler_is_noticed(server: Server) -> None:
    @define
    class Raising:
        max_body: int = 10

        def handle(self, request: HttpRequest) -> HttpResponse | Wait:
            raise KeyError(request.method)

    with pytest.raises(AssertionError, match="must never raise"):
        check_polling_handler(Raising())
