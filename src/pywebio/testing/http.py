"""Plain requests without a server."""

from __future__ import annotations

from attrs import Factory, define, field

from pywebio.ports.http import HttpHandler, HttpRequest, HttpResponse
from pywebio.testing._contract import require

__all__ = ["RecordingHttpHandler", "check_http_handler"]

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
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"):
        _check_answer(handler, HttpRequest(method=method))
    for name in ("app", "session", "ack", "test", "_pywebio_static", "unknown"):
        for value in _HOSTILE:
            _check_answer(handler, HttpRequest(method="GET", query={name: value}))
    for name in ("accept-encoding", "accept-language", "cookie", "host", "origin", "user-agent"):
        for value in _HOSTILE:
            _check_answer(handler, HttpRequest(method="GET", headers={name: value}))


def _check_answer(handler: HttpHandler, request: HttpRequest) -> None:
    what = f"{request.method} {dict(request.query)!r:.80} {dict(request.headers)!r:.80}"
    try:
        response = handler.handle(request)
    except Exception as error:
        raise AssertionError(f"{what}: handle() must never raise, but did: {error!r}") from error
    require(200 <= response.status < 500, f"{what}: answered {response.status}")
    for name, value in response.headers.items():
        require(
            not set("\r\n\0") & set(name + value),
            f"{what}: the header {name!r} would end in the middle",
        )
