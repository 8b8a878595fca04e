"""A backend for plain Werkzeug, in full: PyWebIO asks no more of a framework. See docs/backends.md.

A request becomes a frozen value, a frozen value the answer. If the answer has to wait for output,
the thread of the request does.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.serving import run_simple
from werkzeug.wrappers import Request, Response

from pywebio.container import default_container
from pywebio.input import input
from pywebio.options import SiteOptions, applications_of
from pywebio.output import put_text
from pywebio.ports.http import HttpRequest, HttpResponse, PollingHandler, Wait

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def wsgi_app(handler: PollingHandler) -> WSGIApplication:
    """Return what answers with *handler*, wherever it is mounted."""

    @Request.application
    def answer(request: Request) -> Response:
        response = handler.handle(to_request(request, handler.max_body))
        while isinstance(response, Wait):
            response = held(response)
        return Response(response.body, response.status, dict(response.headers))

    return answer


def to_request(request: Request, max_body: int) -> HttpRequest:
    """Return what PyWebIO needs of Werkzeug's *request*."""
    request.max_content_length = max_body
    body: bytes | None
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        body = None
    return HttpRequest(
        method=request.method,
        path=f"{request.root_path}{request.path}",
        query=dict(request.args.items(multi=True)),
        headers={name.lower(): value.strip() for name, value in request.headers},
        body=body,
        remote_address=request.remote_addr or "",
        backend="werkzeug",
        native=request,
        # Each request has a thread of its own, and may keep it.
        may_wait=True,
    )


def held(wait: Wait) -> HttpResponse | Wait:
    """Wait in the thread of the request, and go on."""
    woken = threading.Event()
    wait.on_wake(woken.set)
    woken.wait(wait.seconds)
    return wait.resume()


def greet() -> None:
    """Greet"""
    name = input("Your name")
    put_text("Hello", name)


if __name__ == "__main__":
    apps = applications_of(greet, None)
    site = wsgi_app(default_container().polling_handler(apps, SiteOptions()))
    run_simple("localhost", int(os.environ.get("PORT", "8080")), site, threaded=True)
