"""Plain requests without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

from attrs import Factory, define, evolve, field

from pywebio.ports.http import HttpHandler, HttpRequest, HttpResponse, PollingHandler, Wait
from pywebio.testing._contract import require

__all__ = ["RecordingHttpHandler", "check_http_handler", "check_polling_handler"]

_HOSTILE = ("", "x" * 100_000, "\r\nX-Evil: 1", "</script><script>", "\0", "\ud800", "../..")


@define(eq=False)
class RecordingHttpHandler:
    """An `HttpHandler` that gives one answer and keeps what it was asked."""

    response: HttpResponse = Factory(HttpResponse)
    requests: list[HttpRequest] = field(init=False, factory=list)

    def handle(self, request: HttpRequest) -> HttpResponse:
        """Return the one answer."""
        self.requests.append(request)
        return self.response


def check_http_handler(handler: HttpHandler) -> None:
    """Check that *handler* keeps what `pywebio.ports.http.HttpHandler` promises.

    Every request gets an answer with a legal status and legal headers, whatever is in it.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    for request in _hostile_requests():
        _check_answer(handler.handle, request)


def check_polling_handler(handler: PollingHandler) -> None:
    """Check that *handler* keeps what `pywebio.ports.http.PollingHandler` promises.

    Every request gets an answer, at once or after waits that end, whatever is in it.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    require(handler.max_body > 0, "max_body must be a number of bytes")
    for request in _hostile_requests():
        _check_answer(handler.handle, request)
        for name in ("NEW-x", "unknown", *_HOSTILE):
            headers = {**request.headers, "webio-session-id": name}
            _check_answer(handler.handle, evolve(request, headers=headers))
            _check_answer(
                handler.handle, evolve(request, method="POST", headers=headers, body=None)
            )
            for body in (b"", b"{", b"[1]", b"\xff", b"[" * 10_000):
                posted = evolve(request, method="POST", headers=headers, body=body)
                _check_answer(handler.handle, posted)


def _hostile_requests() -> Iterator[HttpRequest]:
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"):
        yield HttpRequest(method=method)
    for name in ("app", "session", "ack", "seq", "wait", "test", "_pywebio_static", "unknown"):
        for value in _HOSTILE:
            yield HttpRequest(method="GET", query={name: value})
    for name in ("accept-encoding", "accept-language", "cookie", "host", "origin", "user-agent"):
        for value in _HOSTILE:
            yield HttpRequest(method="GET", headers={name: value})


def _check_answer(
    handle: Callable[[HttpRequest], HttpResponse | Wait], request: HttpRequest
) -> None:
    what = f"{request.method} {dict(request.query)!r:.80} {dict(request.headers)!r:.80}"
    try:
        response = handle(request)
        while isinstance(response, Wait):
            require(0 <= response.seconds <= 60, f"{what}: waits for {response.seconds} s")
            woken = Event()
            response.on_wake(woken.set)
            woken.wait(response.seconds)
            response = response.resume()
    except Exception as error:
        raise AssertionError(f"{what}: handle() must never raise, but did: {error!r}") from error
    require(200 <= response.status < 500, f"{what}: answered {response.status}")
    for name, value in response.headers.items():
        require(
            not set("\r\n\0") & set(name + value),
            f"{what}: the header {name!r} would end in the middle",
        )
