"""A request and its answer as frozen values, whatever framework carried them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from attrs import Factory, frozen


@frozen(kw_only=True)
class HttpRequest:
    """What the core needs to know of a request."""

    method: str
    """Upper case."""
    path: str = "/"
    query: Mapping[str, str] = Factory(dict)
    """One value per name: the last one given."""
    headers: Mapping[str, str] = Factory(dict)
    """Names in lower case."""
    body: bytes | None = b""
    """None if it is longer than the handler takes."""
    remote_address: str = ""
    """The address of the client, as the backend knows it."""
    backend: str = ""
    """The backend's name, as `session.info.backend` tells it."""
    native: object = None
    """The framework's own request object, handed to the author as `session.info.request`."""
    may_wait: bool = False
    """The server can spare the thread, or task, of this request for some time."""


@frozen(kw_only=True)
class HttpResponse:
    """What is to be answered."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = Factory(dict)


class HttpHandler(Protocol):
    """Answers the plain requests of one mounted URL."""

    def handle(self, request: HttpRequest) -> HttpResponse:
        """Answer *request*; never raises for what a client sends."""


@frozen(eq=False)
class Wait:
    """The answer is not there yet: wait in whatever way the server waits, then call `resume`."""

    seconds: float
    """Wait at most so long."""
    on_wake: Callable[[Callable[[], None]], None]
    """Takes what ends the waiting sooner; it is called from any thread, perhaps at once."""
    resume: Callable[[], HttpResponse | Wait]
    """Never raises for what a client sends."""


class PollingHandler(Protocol):
    """Answers all requests of one mounted URL: the page, and sessions by polling."""

    @property
    def max_body(self) -> int:
        """Bytes of the longest body that is to be read."""

    def handle(self, request: HttpRequest) -> HttpResponse | Wait:
        """Answer *request*; never raises for what a client sends. Callable from any thread."""
