"""A request and its answer as frozen values, whatever framework carried them."""

from __future__ import annotations

from collections.abc import Mapping
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
    remote_address: str = ""
    """The address of the client, as the backend knows it."""
    backend: str = ""
    """The backend's name, as `session.info.backend` tells it."""
    native: object = None
    """The framework's own request object, handed to the author as `session.info.request`."""


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
