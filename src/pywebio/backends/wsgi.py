"""Polling in the request threads of a WSGI server (PEP 3333), whatever framework is on top."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event, Lock, Thread, current_thread
from typing import Protocol
from urllib.parse import parse_qsl
from weakref import WeakSet

from attrs import define, field, frozen

from pywebio.ports.http import HttpRequest, HttpResponse, PollingHandler, Wait

_THREAD_PER_CONNECTION = ("Werkzeug/", "WSGIServer/")
"""How servers name themselves that never run out of threads: Flask's, Django's, wsgiref."""


class Readable(Protocol):
    """The body of a request."""

    def read(self, size: int, /) -> bytes:
        """Return at most *size* bytes."""


@define(eq=False)
class RequestThreads:
    """The threads in which servers of this program answer. Lives as long as its container.

    A request that is held keeps its thread. How many threads a server has it does not tell, so of
    a pool only those count that have been seen, and some are always left free.
    """

    most: int = 500
    """Threads held at a time."""
    _seen: WeakSet[Thread] = field(init=False, factory=WeakSet)
    _held: int = field(init=False, default=0)
    _lock: Lock = field(init=False, factory=Lock)

    def may_hold(self, environ: Mapping[str, object]) -> bool:
        """Tell whether the calling thread, which answers the request *environ*, can be spared."""
        if not environ.get("wsgi.multithread"):
            return False
        with self._lock:
            self._seen.add(current_thread())
            if self._held >= self.most:
                return False
            if str(environ.get("SERVER_SOFTWARE", "")).startswith(_THREAD_PER_CONNECTION):
                return True
            free = len(self._seen) - self._held
            return free > max(1, len(self._seen) // 4)

    def wait(self, wait: Wait) -> HttpResponse | Wait:
        """Wait in the calling thread, and go on."""
        woken = Event()
        wait.on_wake(woken.set)
        with self._lock:
            self._held += 1
        try:
            woken.wait(wait.seconds)
        finally:
            with self._lock:
                self._held -= 1
        return wait.resume()


@frozen
class WsgiSite:
    """What answers at one mounted URL of a WSGI application."""

    handler: PollingHandler
    threads: RequestThreads
    backend: str
    """The name of the framework."""

    def respond(
        self, environ: Mapping[str, object], body: Readable, native: object
    ) -> HttpResponse:
        """Answer a request, if need be when there is output.

        Args:
            environ: The request as WSGI says it.
            body: Where its body is read from.
            native: The framework's request object, for the author.
        """
        response = self.handler.handle(
            HttpRequest(
                method=str(environ["REQUEST_METHOD"]).upper(),
                path=f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}",
                query=dict(parse_qsl(str(environ.get("QUERY_STRING", "")), keep_blank_values=True)),
                headers=dict(_headers(environ)),
                body=_read(environ, body, self.handler.max_body),
                remote_address=str(environ.get("REMOTE_ADDR", "")),
                backend=self.backend,
                native=native,
                may_wait=self.threads.may_hold(environ),
            )
        )
        while isinstance(response, Wait):
            response = self.threads.wait(response)
        return response


def _headers(environ: Mapping[str, object]) -> list[tuple[str, str]]:
    named = [
        (name.removeprefix("HTTP_"), value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH")
    ]
    return [(name.replace("_", "-").lower(), str(value)) for name, value in named]


def _read(environ: Mapping[str, object], body: Readable, limit: int) -> bytes | None:
    """Return the body, or None if it is longer than *limit*."""
    length = str(environ.get("CONTENT_LENGTH") or "")
    if length.isascii() and length.isdigit():
        return body.read(int(length)) if int(length) <= limit else None
    if not environ.get("wsgi.input_terminated"):
        return b""
    content = body.read(limit + 1)
    return content if len(content) <= limit else None
