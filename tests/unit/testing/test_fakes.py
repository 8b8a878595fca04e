"""The fakes keep the contracts of what they stand for, and the checks notice those that do not."""

from __future__ import annotations

import asyncio
import contextvars
import doctest
import importlib
import pkgutil
from collections.abc import Callable
from threading import Thread

import pytest
from typing_extensions import override

import pywebio.testing
from pywebio.domain.origin import AnyOf, CallableOrigins, GlobOrigins, SameSite
from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.domain.runner_thread import ThreadSessionRunner
from pywebio.domain.session import Session
from pywebio.domain.workers import WorkerThreads
from pywebio.ports.assets import Asset, Entry
from pywebio.ports.clock import Clock
from pywebio.ports.events import Event, FormCancelled
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.ports.loop import EventLoop
from pywebio.ports.registry import Batch, Groups, LinkListener, SessionLink
from pywebio.ports.server import Server, ServerOptions, Site
from pywebio.ports.types import SessionId, TaskId
from pywebio.ports.websocket import Outgoing
from pywebio.protocol.codec import encode_command
from pywebio.testing import (
    FakeClock,
    FakeLink,
    InlineLoop,
    InMemoryAssets,
    RecordingHttpHandler,
    RecordingListener,
    RecordingPeer,
    RecordingServer,
    RecordingWebSocketHandler,
    SequentialIds,
    _contract,
    check_client_assets,
    check_clock,
    check_event_loop,
    check_http_handler,
    check_id_source,
    check_origin_policy,
    check_server,
    check_session_link,
    check_session_registry,
    check_websocket_handler,
    fake_site,
)
from tests.unit.support import new_session

MODULES = [
    f"pywebio.testing.{module.name}" for module in pkgutil.iter_modules(pywebio.testing.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_documentation_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


class TestClock:
    def test_the_fake_keeps_the_contract(self) -> None:
        clock = FakeClock()
        check_clock(clock, clock.advance)
        assert clock.timers == 0

    def test_timers_fire_in_the_order_in_which_they_are_due(self) -> None:
        clock, log = FakeClock(), list[tuple[str, float]]()
        clock.every(3, lambda: log.append(("three", clock.now())))
        clock.every(2, lambda: log.append(("two", clock.now())))
        clock.advance(6)
        assert log == [("two", 2), ("three", 3), ("two", 4), ("three", 6), ("two", 6)]

    def test_a_timer_can_stop_itself(self) -> None:
        clock, calls = FakeClock(), list[float]()

        def once() -> None:
            calls.append(clock.now())
            stop()

        stop = clock.every(1, once)
        clock.advance(10)
        assert calls == [1]

    def test_a_clock_that_stands_still_is_noticed(self) -> None:
        with pytest.raises(AssertionError, match="must go on"):
            check_clock(FakeClock(), lambda _: None)

    def test_a_timer_that_cannot_be_stopped_is_noticed(self) -> None:
        class Endless(FakeClock):
            @override
            def every(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
                super().every(seconds, call)
                return lambda: None

        clock = Endless()
        with pytest.raises(AssertionError, match="a stopped timer must not call"):
            check_clock(clock, clock.advance)

    def test_a_timer_that_fires_once_is_noticed(self) -> None:
        class Once(FakeClock):
            @override
            def every(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
                def first_time() -> None:
                    stop()
                    call()

                stop = super().every(seconds, first_time)
                return stop

        clock = Once()
        with pytest.raises(AssertionError, match="again and again"):
            check_clock(clock, clock.advance)


class TestIds:
    def test_the_fake_keeps_the_contract(self) -> None:
        check_id_source(SequentialIds())

    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (lambda _: "same" * 8, "never return the same id"),
            (lambda n: f"id{n}", "cannot hold 128 bits"),
            (lambda n: f"{n:032d}-", "letters and digits"),
            (lambda n: f"{n:032d}", "first ten letters"),
        ],
        ids=["same", "short", "dash", "same beginning"],
    )
    def test_bad_ids_are_noticed(self, make: Callable[[int], str], message: str) -> None:
        class Ids:
            last = 0

            def new_id(self) -> str:
                self.last += 1
                return make(self.last)

        with pytest.raises(AssertionError, match=message):
            check_id_source(Ids())


class TestLoop:
    def check(self, loop: InlineLoop) -> list[BaseException]:
        """Check *loop* from another thread while this one runs it."""
        errors = list[BaseException]()

        def check() -> None:
            try:
                check_event_loop(loop)
            except AssertionError as error:
                errors.append(error)

        thread = Thread(target=check)
        thread.start()
        while thread.is_alive():
            loop.run(timeout=0.01)
        return errors

    def test_the_fake_keeps_the_contract(self) -> None:
        assert self.check(InlineLoop()) == []

    def test_calls_that_run_at_once_are_noticed(self) -> None:
        class Hasty(InlineLoop):
            @override
            def call_soon(self, call: Callable[[], object]) -> None:
                if self.is_current():
                    call()
                else:
                    super().call_soon(call)

        (error,) = self.check(Hasty())
        assert "must not run inside another one" in str(error)

    def test_a_loop_that_forgets_the_context_is_noticed(self) -> None:
        class Forgetful(InlineLoop):
            @override
            def run(self, timeout: float = 0.0) -> None:
                contextvars.Context().run(super().run, timeout)

        assert self.check(Forgetful()) == []
        loop: EventLoop = InlineLoop()
        with pytest.raises(AssertionError, match="false in any other thread"):
            check_event_loop(loop)

    def test_a_coroutine_that_waits_is_a_clear_error(self) -> None:
        async def wait() -> None:
            await asyncio.sleep(0)

        loop = InlineLoop()
        loop.spawn(wait())
        with pytest.raises(RuntimeError, match="use an AsyncioLoop instead"):
            loop.run()

    def test_a_cancelled_coroutine_does_not_begin(self) -> None:
        ran = list[str]()

        async def main() -> None:
            ran.append("it")

        loop = InlineLoop()
        loop.spawn(main()).cancel()
        loop.run()
        assert ran == []


class TestLinks:
    def test_sessions_keep_the_contract(self) -> None:
        check_session_link(start_session)

    def test_a_fake_link_counts_as_a_session_does(self) -> None:
        link = FakeLink(SessionId("s"))
        assert [link.push(None, n) for n in (1, 1, 3, 2)] == [1, 1, 1, 2]
        for message in (b"a", b"b"):
            link.send(message)
        link.send(b"c", final=True)
        assert link.pull(0, 0, 1) == Batch((b"a",), 1, more=True, final=False)
        assert link.pull(1, 1, 100) == Batch((b"b", b"c"), 3, more=False, final=True)
        assert link.listen(None) == 1

    def test_a_fake_link_tells_its_readers_and_keeps_what_it_was_pushed(self) -> None:
        ended = list[str]()
        link = FakeLink(SessionId("s"), on_close=lambda: ended.append("closed"))
        old, new = RecordingListener(), RecordingListener()
        link.listen(old)
        link.listen(new)
        link.send(b"a")
        assert (old.wakes, old.replacements, new.wakes, new.replacements) == (0, 1, 1, 0)
        event = FormCancelled(TaskId("t"))
        link.push(event)
        link.push(event, 1)
        link.push(event, 1)
        assert link.events == [event, event]
        link.close()
        assert (link.closed, ended) == (1, ["closed"])

    def test_a_link_that_loses_messages_is_noticed(self) -> None:
        class Lossy(Wrapped):
            @override
            def pull(self, after: int, confirmed: int, limit: int) -> Batch:
                batch = self.link.pull(after, confirmed, limit)
                self.link.pull(batch.last, batch.last, 0)
                return batch

        with pytest.raises(AssertionError, match="must be there to read again"):
            check_session_link(lambda app: Lossy(start_session(app)))

    def test_a_link_that_takes_events_twice_is_noticed(self) -> None:
        class Greedy(Wrapped):
            taken = 0

            @override
            def push(self, event: Event | None, number: int | None = None) -> int:
                self.taken += number is not None
                return self.taken

        with pytest.raises(AssertionError, match="a repeat is not taken again"):
            check_session_link(lambda app: Greedy(start_session(app)))


class Wrapped:
    """A link around another."""

    def __init__(self, link: SessionLink) -> None:
        self.link = link
        self.id = link.id

    def push(self, event: Event | None, number: int | None = None) -> int:
        return self.link.push(event, number)

    def pull(self, after: int, confirmed: int, limit: int) -> Batch:
        return self.link.pull(after, confirmed, limit)

    @property
    def idle(self) -> bool:
        return self.link.idle

    def pull_groups(self, executed: int) -> Groups:
        return self.link.pull_groups(executed)

    def listen(self, listener: LinkListener | None) -> int:
        return self.link.listen(listener)

    def close(self) -> None:
        self.link.close()


def start_session(app: Callable[[], None]) -> Session:
    """Start a session of *app* that nobody reads yet."""
    session = new_session(app, ThreadSessionRunner(WorkerThreads()))
    session.encode = encode_command
    session.start()
    return session


class TestRegistry:
    def test_a_registry_that_closes_inside_its_lock_is_noticed(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Locked(InMemorySessionRegistry):
            @override
            def remove(self, session_id: SessionId) -> None:
                with self._lock:
                    row = self._rows.pop(session_id, None)
                    if row is not None:
                        row.link.close()

        monkeypatch.setattr(_contract, "PATIENCE", 0.05)
        with pytest.raises(AssertionError, match="outside of any lock"):
            check_session_registry(Locked)

    def test_a_registry_that_never_expires_is_noticed(self) -> None:
        with pytest.raises(AssertionError, match="whose time is over must not be found"):
            check_session_registry(lambda clock, _: InMemorySessionRegistry(clock, 10**9))

    def test_registries_that_share_sessions_are_noticed(self) -> None:
        rows = dict[object, object]()

        def make(clock: Clock, expire_after: float) -> InMemorySessionRegistry:
            registry = InMemorySessionRegistry(clock, expire_after)
            object.__setattr__(registry, "_rows", rows)
            rows.clear() if clock.now() else None
            return registry

        with pytest.raises(AssertionError):
            check_session_registry(make)


class TestOrigins:
    def test_policies_that_allow_too_much_are_noticed(self) -> None:
        with pytest.raises(AssertionError, match="is no origin"):
            check_origin_policy(AnyOf((SameSite(), CallableOrigins(lambda _: True))))

    def test_a_policy_that_refuses_its_own_page_is_noticed(self) -> None:
        with pytest.raises(AssertionError, match="is the own page of"):
            check_origin_policy(GlobOrigins(("https://friend.example",)))


class TestAssets:
    def test_the_fake_keeps_the_contract(self) -> None:
        check_client_assets(InMemoryAssets())

    def test_missing_and_wrong_files_are_noticed(self) -> None:
        styles = {"default": "client.css", "default-rtl": "client.css"}
        with pytest.raises(AssertionError, match="must return the file"):
            check_client_assets(InMemoryAssets(names=Entry("no.js", styles, "markdown.js")))
        with pytest.raises(AssertionError, match="must be served as javascript"):
            check_client_assets(InMemoryAssets(names=Entry("client.css", styles, "markdown.js")))
        with pytest.raises(AssertionError, match="style sheet 'default-rtl'"):
            check_client_assets(
                InMemoryAssets(names=Entry("client.js", {"default": "client.css"}, "markdown.js"))
            )
        files = {**InMemoryAssets().files, "client.js": Asset("text/javascript", b"abc", b"x")}
        with pytest.raises(Exception, match="gzip"):
            check_client_assets(InMemoryAssets(files))


class TestHandlers:
    def test_the_fakes_keep_the_contract(self) -> None:
        check_http_handler(RecordingHttpHandler())

    @pytest.mark.parametrize(
        ("response", "message"),
        [
            (HttpResponse(status=500), "answered 500"),
            (HttpResponse(headers={"X": "a\r\nb"}), "would end in the middle"),
        ],
    )
    def test_bad_answers_are_noticed(self, response: HttpResponse, message: str) -> None:
        with pytest.raises(AssertionError, match=message):
            check_http_handler(RecordingHttpHandler(response))

    def test_a_handler_that_raises_is_noticed(self) -> None:
        class Fragile:
            def handle(self, request: HttpRequest) -> HttpResponse:
                return HttpResponse(body=request.query["app"].encode())

        with pytest.raises(AssertionError, match="must never raise"):
            check_http_handler(Fragile())

    def test_a_handler_that_admits_everybody_is_noticed(self) -> None:
        with pytest.raises(AssertionError, match="refused with status 403"):
            check_websocket_handler(lambda _: RecordingWebSocketHandler())

    def test_a_handler_that_refuses_everybody_is_noticed(self) -> None:
        refusal = HttpResponse(status=403)
        with pytest.raises(AssertionError, match="must be admitted, not get status 403"):
            check_websocket_handler(lambda _: RecordingWebSocketHandler(refusal))

    def test_a_peer_writes_what_a_conversation_says(self) -> None:
        handler = RecordingWebSocketHandler()
        conversation = handler.admit(HttpRequest(method="GET"), InlineLoop())
        assert not isinstance(conversation, HttpResponse)
        said = handler.conversations[0]
        said.to_say = [Outgoing((b'{"n":1}', b'{"n":2}'), more=True), Outgoing((b'{"n":3}',))]
        peer = RecordingPeer()
        peer.talk(conversation)
        assert [message["n"] for message in peer.messages()] == [1, 2, 3]
        peer.send({"a": 1})
        peer.send(b"raw")
        assert said.frames == ['{"a": 1}', b"raw"]
        peer.lose(1001)
        peer.lose(1001)
        assert said.ends == [1001]


class TestServers:
    def test_the_fake_remembers_what_it_was_told(self) -> None:
        server, site = RecordingServer(), fake_site()
        server.serve(site, ServerOptions(port=80))
        assert server.served == [(site, ServerOptions(port=80))]

    @pytest.mark.parametrize(
        ("error", "message"),
        [(None, "must raise OSError"), (OSError("no"), "must name the port")],
        ids=["none", "nameless"],
    )
    def test_a_server_that_hides_a_port_in_use_is_noticed(
        self, error: OSError | None, message: str
    ) -> None:
        class Silent:
            def serve(self, site: Site, options: ServerOptions) -> None:
                if error is not None:
                    raise error

        make: Callable[[], Server] = Silent
        with pytest.raises(AssertionError, match=message):
            check_server(make)
