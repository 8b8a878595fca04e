"""Flask: sessions by polling, wherever the view is mounted."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import cast

from attrs import define, field
from flask import Flask, Request, Response, request
from werkzeug.local import LocalProxy

from pywebio.backends.wsgi import RequestThreads, WsgiSite
from pywebio.ports.http import PollingHandler

_METHODS = ["GET", "POST", "OPTIONS"]

if int(version("flask").partition(".")[0]) < 3:
    raise ImportError(f"Flask {version('flask')} is too old, 3.0 is the oldest", name="flask")


def view_function(handler: PollingHandler, threads: RequestThreads) -> Callable[[], Response]:
    """Return a view that answers with *handler*."""
    site = WsgiSite(handler, threads, "flask")

    def webio_view(**_path_variables: object) -> Response:
        # The author reads it in other threads, where Flask's `request` means nothing.
        native = cast(LocalProxy[Request], request)._get_current_object()  # noqa: SLF001  # its published name
        response = site.respond(native.environ, _Body(native), native)
        return Response(response.body, response.status, dict(response.headers))

    # Flask calls a page by the name of its view, unless the author does.
    webio_view.__name__ = f"webio_view_{id(site):x}"
    vars(webio_view).update(
        methods=_METHODS, required_methods=_METHODS, provide_automatic_options=False
    )
    return webio_view


@define
class _Body:
    """The body of a request, also if another function of the author's has read it before."""

    _request: Request
    _cached: BytesIO | None = field(init=False, default=None)

    def read(self, size: int) -> bytes:
        piece: bytes = self._request.stream.read(size)
        if piece or not size:
            return piece
        if self._cached is None:
            self._cached = BytesIO(self._request.get_data())
        return self._cached.read(size)


def application(
    handler: PollingHandler, threads: RequestThreads, static_dir: str | None, *, debug: bool
) -> Flask:
    """Return an application with *handler* at `/`, and the author's files at `/static/`."""
    folder = None if static_dir is None else Path(static_dir).resolve()
    app = Flask(__name__, static_folder=folder, static_url_path="/static")
    app.debug = debug
    app.add_url_rule("/", "webio_view", view_function(handler, threads))
    return app
