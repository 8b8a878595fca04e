"""Flask, by polling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar
from unittest import mock

from flask import Flask

from pywebio.backends import flask as flask_backend
from pywebio.backends import flask_server
from pywebio.backends.flask_server import FlaskServer
from pywebio.backends.listen import bind
from pywebio.platform.flask import start_server, webio_view
from pywebio.ports.server import ServerOptions
from pywebio.protocol.http_endpoint import HttpEndpoint
from tests.integration.clients.base import Backend, Served, Transport
from tests.integration.clients.polling import polling_options, serve_in_thread

if TYPE_CHECKING:
    from flask import Response
    from typing_extensions import Unpack

    from pywebio.domain.targets import Targets
    from pywebio.ports.http import PollingHandler
    from pywebio.ports.types import UserValue
    from tests.integration.clients.base import MountOptions, ServeOptions


def view_of(
    target: Targets | None, **options: UserValue
) -> tuple[Callable[[], Response], PollingHandler]:
    """Return what `webio_view` returns, and the handler behind it."""
    original = flask_backend.view_function
    with mock.patch.object(flask_backend, "view_function", wraps=original) as make:
        view = webio_view(target, **options)
    handler = make.call_args.args[0]
    assert isinstance(handler, HttpEndpoint)
    return view, handler


def start(
    app: Flask, handlers: Mapping[str, PollingHandler], options: ServerOptions | None = None
) -> Served:
    """Serve *app* on a free port, as `start_server` does."""
    settings = flask_server._settings(options or ServerOptions())
    (listener,) = bind(0, "127.0.0.1")
    with listener:
        server = flask_server._server(listener, app, settings)
    return serve_in_thread(server, handlers)


class FlaskBackend(Backend):
    name: ClassVar[str] = "flask"
    transport: ClassVar[Transport] = Transport.POLLING

    def serve(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served:
        given = {"host": "127.0.0.1", **polling_options(options)}
        with mock.patch.object(FlaskServer, "serve", autospec=True) as serve:
            start_server(target, **given)
        server, handler, server_options = serve.call_args.args
        folder, debug = server_options.static_dir, server_options.debug
        app = flask_backend.application(handler, server.threads, folder, debug=debug)
        return start(app, {"/": handler}, server_options)

    def mount(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served:
        app = Flask(__name__)
        app.add_url_rule("/other", "other", lambda: "another route")
        handlers = dict[str, "PollingHandler"]()
        for path, (target, options) in mounts.items():
            view, handlers[path] = view_of(target, **polling_options(options))
            app.add_url_rule(path, view_func=view)
        return start(app, handlers)
