"""Polling in the request threads of a WSGI server (PEP 3333), whatever framework is on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from io import BytesIO
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Protocol
from urllib.parse import parse_qsl
from weakref import WeakSet

from attrs import define, field, frozen

from pywebio.ports.http import HttpRequest, HttpResponse, PollingHandler, Wait

_THREAD_PER_CONNECTION = ("Werkzeug/", "WSGIServer/")
"""How servers name themselves that never run out of threads: Flask's, Django's, wsgiref."""

_PIECE = 2**18
"""Bytes that are read at a time."""
_REST = 2**30
"""Bytes of a body that is too long which are read all the same: a browser hears of an answer only when
it has sent what it has."""
_MAX_DIGITS = 15


class Readable(Protocol):
    """The body of a request."""

    def read(self, size: int, /) -> bytes:
        """Return at most *size* bytes, none at the end."""


@define(eq=False)
class RequestThreads:
    """The threads in which servers of this program answer. Lives as long as its container.

    A request that is held keeps its thread. How many threads a server has it does not tell, so of
    a pool only those count that have been seen, and some are always left free.
    """

    most: int = 500
    """Threads held at a time."""
    _seen: WeakSet[Thread] = field(init=False, factory=WeakSet)
    _lent: int = field(init=False, default=0)
    _lock: Lock = field(init=False, factory=Lock)

    @contextmanager
    def spared(self, environ: Mapping[str, object]) -> Iterator[bool]:
        """Tell whether the calling thread, which answers the request *environ*, can be spared.

        If so, it is from now on and until the end of the block: others are asking as well. Only a
        GET is ever held for long.
        """
        with self._lock:
            spared = self._can_spare(environ)
            lent = spared and environ["REQUEST_METHOD"] == "GET"
            self._lent += lent
        try:
            yield spared
        finally:
            with self._lock:
                self._lent -= lent

    def _can_spare(self, environ: Mapping[str, object]) -> bool:
        if not environ.get("wsgi.multithread") or self._lent >= self.most:
            return False
        if str(environ.get("SERVER_SOFTWARE", "")).startswith(_THREAD_PER_CONNECTION):
            return True
        self._seen.add(current_thread())
        return len(self._seen) - self._lent > max(1, len(self._seen) // 4)


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
            body: Where its body is read from. One that is too long is read and dropped.
            native: The framework's request object, for the author.
        """
        with self.threads.spared(environ) as may_wait:
            response = self.handler.handle(
                HttpRequest(
                    method=str(environ["REQUEST_METHOD"]).upper(),
                    path=f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}",
                    query=_query(environ),
                    headers=_headers(environ),
                    body=_read(environ, body, self.handler.max_body),
                    remote_address=str(environ.get("REMOTE_ADDR", "")),
                    backend=self.backend,
                    native=native,
                    may_wait=may_wait,
                )
            )
            while isinstance(response, Wait):
                response = _waited(response)
        return response


def _waited(wait: Wait) -> HttpResponse | Wait:
    """Wait in the calling thread, and go on."""
    # No event: an output that the garbage collector drops in this very call may wake it.
    woken: SimpleQueue[None] = SimpleQueue()
    wait.on_wake(partial(woken.put, None))
    with suppress(Empty):
        woken.get(timeout=wait.seconds)
    return wait.resume()


def _query(environ: Mapping[str, object]) -> dict[str, str]:
    return dict(parse_qsl(str(environ.get("QUERY_STRING", "")), keep_blank_values=True))


def _headers(environ: Mapping[str, object]) -> dict[str, str]:
    named = {
        name.removeprefix("HTTP_"): value
        for name, value in environ.items()
        if name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH")
    }
    # Blanks around a value are not part of it, but some servers leave them there.
    return {name.replace("_", "-").lower(): str(value).strip() for name, value in named.items()}


def _read(environ: Mapping[str, object], body: Readable, limit: int) -> bytes | None:
    """Return the body, or None if it is longer than *limit*."""
    length = str(environ.get("CONTENT_LENGTH") or "")
    if not (length.isascii() and length.isdigit()):
        # It may come in chunks, whose end not every server tells.
        length = str(limit + _REST) if environ.get("wsgi.input_terminated") else "0"
        content: BytesIO | None = BytesIO()
    elif len(length) > _MAX_DIGITS:
        return None
    else:
        content = BytesIO() if int(length) <= limit else None
    left = min(int(length), limit + _REST)
    while left and (piece := body.read(min(left, _PIECE))):
        left -= len(piece)
        if content is not None:
            content.write(piece)
            content = content if content.tell() <= limit else None
    return None if content is None else content.getvalue()
