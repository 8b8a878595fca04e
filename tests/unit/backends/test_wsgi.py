"""Polling in the threads of a WSGI server."""

from __future__ import annotations

import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from io import BytesIO
from threading import Barrier, Event, Thread
from typing import TYPE_CHECKING

import pytest
from attrs import define, field

from pywebio.backends import wsgi
from pywebio.backends.wsgi import RequestThreads, WsgiSite
from pywebio.ports.http import HttpRequest, HttpResponse, Wait
from tests.unit.support import PATIENCE, interrupted

if TYPE_CHECKING:
    from collections.abc import Callable

POOL = {"wsgi.multithread": True, "REQUEST_METHOD": "GET", "SERVER_SOFTWARE": "gunicorn/23.0"}


@define(eq=False)
class Handler:
    """Keeps the requests and answers with what it is given."""

    max_body: int = 100
    answer: HttpResponse | Wait = field(factory=HttpResponse)
    requests: list[HttpRequest] = field(init=False, factory=list)

    def handle(self, request: HttpRequest) -> HttpResponse | Wait:
        self.requests.append(request)
        return self.answer


@define(eq=False)
class Pieces:
    """A body that comes in small pieces, as from a slow network."""

    left: int
    largest: int = 7
    asked: list[int] = field(init=False, factory=list)

    def read(self, size: int) -> bytes:
        self.asked.append(size)
        size = min(size, self.left, self.largest)
        self.left -= size
        return b"x" * size


def request_of(environ: dict[str, object], body: bytes = b"") -> HttpRequest:
    handler = Handler()
    given = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(body)), **environ}
    WsgiSite(handler, RequestThreads(), "flask").respond(given, BytesIO(body), "native")
    return handler.requests[0]


class TestRequest:
    def test_it_says_what_the_environment_says(self) -> None:
        request = request_of(
            {
                "REQUEST_METHOD": "post",
                "SCRIPT_NAME": "/mount",
                "PATH_INFO": "/tool",
                "QUERY_STRING": "app=%C3%A9&ack=1&ack=2&empty=",
                "CONTENT_TYPE": "application/json",
                "HTTP_WEBIO_SESSION_ID": "id",
                "REMOTE_ADDR": "192.0.2.7",
                "wsgi.url_scheme": "http",
            },
            b"body",
        )
        assert request == HttpRequest(
            method="POST",
            path="/mount/tool",
            query={"app": "é", "ack": "2", "empty": ""},
            headers={
                "content-type": "application/json",
                "content-length": "4",
                "webio-session-id": "id",
            },
            body=b"body",
            remote_address="192.0.2.7",
            backend="flask",
            native="native",
        )

    def test_a_poor_environment_is_enough(self) -> None:
        request = request_of({"REQUEST_METHOD": "GET", "CONTENT_LENGTH": ""})
        assert (request.path, request.query, request.body) == ("", {}, b"")


def body_of(environ: dict[str, object], body: Pieces) -> bytes | None:
    handler = Handler()
    site = WsgiSite(handler, RequestThreads(), "flask")
    site.respond({"REQUEST_METHOD": "POST", **environ}, body, None)
    return handler.requests[0].body


class TestBody:
    @pytest.mark.parametrize("size", [0, 1, 99, 100])
    def test_it_is_read_to_its_end(self, size: int) -> None:
        assert body_of({"CONTENT_LENGTH": str(size)}, Pieces(1000)) == b"x" * size

    @pytest.mark.parametrize("length", ["101", "1000"])
    def test_one_that_is_too_long_is_read_and_dropped(self, length: str) -> None:
        body = Pieces(1000)
        assert body_of({"CONTENT_LENGTH": length}, body) is None
        assert body.left == 1000 - int(length)

    @pytest.mark.parametrize("length", ["9" * 20, "9" * 10_000])
    def test_an_absurd_length_is_not_waited_for(self, length: str) -> None:
        body = Pieces(1000)
        assert body_of({"CONTENT_LENGTH": length}, body) is None
        assert body.asked == []

    @pytest.mark.parametrize(("size", "read"), [(0, b""), (100, b"x" * 100), (101, None)])
    def test_chunks_are_read_to_their_end(self, size: int, read: bytes | None) -> None:
        assert body_of({"wsgi.input_terminated": True}, Pieces(size)) == read

    def test_chunks_without_an_end_are_not_read_for_ever(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(wsgi, "_REST", 500)
        body = Pieces(10**9)
        assert body_of({"wsgi.input_terminated": True}, body) is None
        assert 10**9 - body.left == 600

    @pytest.mark.parametrize("length", ["", "-1", "many", "²"])
    def test_without_a_length_there_is_none(self, length: str) -> None:
        body = Pieces(1000)
        assert body_of({"CONTENT_LENGTH": length}, body) == b""
        assert body.left == 1000

    def test_one_that_breaks_off_is_what_has_come(self) -> None:
        assert body_of({"CONTENT_LENGTH": "50"}, Pieces(20)) == b"x" * 20

    def test_a_large_one_is_in_memory_about_once(self) -> None:
        size = 2**24
        handler = Handler(max_body=size)
        site = WsgiSite(handler, RequestThreads(), "flask")
        environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(size)}
        body = Pieces(size, largest=size)
        tracemalloc.start()
        site.respond(environ, body, None)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 1.5 * size


class TestWaiting:
    def test_the_answer_comes_when_the_session_wakes(self) -> None:
        wake = list["Callable[[], None]"]()
        waiting = Event()

        def on_wake(call: Callable[[], None]) -> None:
            wake.append(call)
            waiting.set()

        done = HttpResponse(body=b"output")
        handler = Handler(answer=Wait(60.0, on_wake, lambda: done))
        answers: list[HttpResponse] = []
        site = WsgiSite(handler, RequestThreads(), "flask")
        thread = Thread(target=lambda: answers.append(site.respond(POOL, BytesIO(), None)))
        thread.start()
        assert waiting.wait(PATIENCE)
        assert answers == []
        wake[0]()
        thread.join(PATIENCE)
        assert answers == [done]

    def test_it_comes_when_the_time_is_over_and_waits_again_if_told_so(self) -> None:
        done = HttpResponse(body=b"nothing new")
        again = Wait(0.001, lambda _: None, lambda: done)
        handler = Handler(answer=Wait(0.001, lambda _: None, lambda: again))
        assert WsgiSite(handler, RequestThreads(), "flask").respond(POOL, BytesIO(), None) is done

    def test_a_session_that_wakes_at_once_is_not_missed(self) -> None:
        done = HttpResponse()
        handler = Handler(answer=Wait(60.0, lambda call: call(), lambda: done))
        assert WsgiSite(handler, RequestThreads(), "flask").respond(POOL, BytesIO(), None) is done

    def test_a_session_may_wake_in_the_middle_of_going_to_sleep(self) -> None:
        wake = list["Callable[[], None]"]()
        done = HttpResponse()
        handler = Handler(answer=Wait(60.0, wake.append, lambda: done))
        site = WsgiSite(handler, RequestThreads(), "flask")
        with interrupted([wsgi, threading], lambda: [call() for call in wake]):
            assert site.respond(POOL, BytesIO(), None) is done


def spared_of(threads: RequestThreads, size: int, environ: dict[str, object] = POOL) -> int:
    """Return how many of *size* threads, which ask at the same time, may be held."""
    asked, answered = Barrier(size), Barrier(size)

    def ask() -> bool:
        asked.wait(PATIENCE)
        with threads.spared(environ) as spared:
            answered.wait(PATIENCE)
            return spared

    with ThreadPoolExecutor(size) as pool:
        return sum(each.result() for each in [pool.submit(ask) for _ in range(size)])


class TestRequestThreads:
    def test_the_only_thread_is_never_held(self) -> None:
        threads = RequestThreads()
        for _ in range(3):
            with threads.spared({**POOL, "wsgi.multithread": False}) as spared:
                assert not spared

    def test_a_pool_of_one_is_never_held_whatever_it_calls_itself(self) -> None:
        threads = RequestThreads()
        for _ in range(3):
            with threads.spared(POOL) as spared:
                assert not spared

    @pytest.mark.parametrize(("size", "most"), [(2, 1), (4, 3), (8, 6), (20, 15)])
    def test_some_of_a_pool_are_always_free(self, size: int, most: int) -> None:
        threads = RequestThreads()
        with ThreadPoolExecutor(size) as pool, ExitStack() as stack:
            met, leave = Barrier(size), Event()
            # As a page that loads its files does, so that all are known.
            for each in [pool.submit(self._once, threads, met) for _ in range(size)]:
                each.result(PATIENCE)

            def hold() -> bool:
                with threads.spared(POOL) as spared:
                    met.wait(PATIENCE)
                    assert leave.wait(PATIENCE)
                    return spared

            held = [pool.submit(hold) for _ in range(size)]
            stack.callback(leave.set)
            leave.set()
            assert sum(each.result(PATIENCE) for each in held) == most

    @staticmethod
    def _once(threads: RequestThreads, met: Barrier) -> None:
        with threads.spared({**POOL, "REQUEST_METHOD": "POST"}):
            met.wait(PATIENCE)

    def test_a_thread_that_is_free_again_may_be_held_again(self) -> None:
        threads = RequestThreads()
        assert spared_of(threads, 4) <= 3
        assert spared_of(threads, 4) <= 3
        assert threads._lent == 0

    def test_threads_that_have_ended_do_not_count(self) -> None:
        threads = RequestThreads()
        spared_of(threads, 8)
        with threads.spared(POOL) as spared:
            assert not spared

    @pytest.mark.parametrize("software", ["Werkzeug/3.1", "WSGIServer/0.2"])
    def test_servers_with_a_thread_for_each_may_hold_them_up_to_a_limit(
        self, software: str
    ) -> None:
        environ = {**POOL, "SERVER_SOFTWARE": software}
        assert spared_of(RequestThreads(most=5), 4, environ) == 4
        assert spared_of(RequestThreads(most=5), 8, environ) == 5

    def test_what_is_answered_soon_takes_none_away(self) -> None:
        threads = RequestThreads(most=1)
        post = {**POOL, "SERVER_SOFTWARE": "Werkzeug/3.1", "REQUEST_METHOD": "POST"}
        assert spared_of(threads, 4, post) == 4
