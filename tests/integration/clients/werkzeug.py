"""The backend of `examples/write_a_backend.py`, which knows the public ports and no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from examples.write_a_backend import wsgi_app
from pywebio.container import Container, default_container
from pywebio.options import SiteOptions, applications_of
from tests.integration.clients.base import Backend, Served, Transport
from tests.integration.clients.polling import polling_options, serve_in_thread

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from typing_extensions import Unpack

    from pywebio.domain.targets import Targets
    from pywebio.ports.http import PollingHandler
    from pywebio.ports.types import UserValue
    from tests.integration.clients.base import MountOptions, ServeOptions

NOT_FOUND = Response(status=404)


class WerkzeugBackend(Backend):
    name: ClassVar[str] = "werkzeug"
    transport: ClassVar[Transport] = Transport.POLLING
    lacks: ClassVar[frozenset[str]] = frozenset(
        {"port", "host", "static_dir", "auto_open_webbrowser", "cdn", "remote_access"}
    )

    def serve(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served:
        given = polling_options(options)
        folder = given.pop("static_dir", None)
        handler = handler_of(target, given)
        app = routed({"/": wsgi_app(handler)})
        return start(
            SharedDataMiddleware(app, {"/static": folder}) if folder else app, {"/": handler}
        )

    def mount(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served:
        handlers = {
            path: handler_of(target, polling_options(options))
            for path, (target, options) in mounts.items()
        }
        apps = {path: wsgi_app(handler) for path, handler in handlers.items()}
        return start(routed({"/other": Response("another route"), **apps}), handlers)


def routed(apps: Mapping[str, WSGIApplication]) -> WSGIApplication:
    """Return what answers with *apps* by path."""
    return lambda environ, begin: apps.get(environ["PATH_INFO"], NOT_FOUND)(environ, begin)


def handler_of(target: Targets | None, options: Mapping[str, UserValue]) -> PollingHandler:
    """Return what answers for *target*."""
    container = options.get("container") or default_container()
    assert isinstance(container, Container)
    site = {name: value for name, value in options.items() if name != "container"}
    return container.polling_handler(applications_of(target, None), SiteOptions(**site))


def start(app: WSGIApplication, handlers: Mapping[str, PollingHandler]) -> Served:
    """Serve *app* on a free port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    return serve_in_thread(server, handlers)
