"""Django, by polling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar
from unittest import mock

import django
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.http import HttpResponse
from django.urls import path as url_path

from pywebio.backends import django as backend
from pywebio.backends.django import SiteHandler, Urls, application
from pywebio.backends.django_server import DjangoServer, Listener
from pywebio.backends.listen import bind
from pywebio.platform.django import start_server, webio_view
from tests.integration.clients.base import Backend, Served, Transport
from tests.integration.clients.polling import PollingServed, polling_options, serve_in_thread

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpRequest, HttpResponseBase
    from typing_extensions import Unpack

    from pywebio.domain.targets import Targets
    from pywebio.ports.http import PollingHandler
    from pywebio.ports.types import UserValue
    from tests.integration.clients.base import MountOptions, ServeOptions

# Once per process, so here is what all tests need. A database in memory would keep a connection open
# for every thread that has asked.
_FOLDER = TemporaryDirectory(prefix="pywebio-django-")
settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": f"{_FOLDER.name}/db.sqlite3",
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
    ],
    LOGGING_CONFIG=None,
    LOGIN_URL="/login/",
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ROOT_URLCONF=(),
    SECRET_KEY="only for tests",
    USE_TZ=True,
)
django.setup()


def mounted_view(
    target: Targets | None, options: Mapping[str, UserValue]
) -> tuple[Callable[[HttpRequest], HttpResponseBase], PollingHandler]:
    """Return what `webio_view` returns, and the handler behind it."""
    with mock.patch.object(backend, "view_function", wraps=backend.view_function) as made:
        view = webio_view(target, **polling_options(options))
    return view, made.call_args.args[0]


class ServerOfDjango(ThreadedWSGIServer):
    """What `manage.py runserver` and Django's own tests use."""

    def __init__(self, app: WSGIApplication) -> None:
        super().__init__(("127.0.0.1", 0), WSGIRequestHandler)
        self.set_app(app)


def start(
    server: Listener | ServerOfDjango, handlers: Mapping[str, PollingHandler]
) -> PollingServed:
    """Serve on a free port, with a thread for every connection."""
    return serve_in_thread(server, handlers)


def start_ours(
    app: WSGIHandler, handlers: Mapping[str, PollingHandler], *, access_log: bool = False
) -> PollingServed:
    """Serve on a free port as `start_server` does."""
    (listener,) = bind(0, "127.0.0.1")
    return start(Listener(listener, app, access_log=access_log), handlers)


def started(target: Targets | None, options: Mapping[str, UserValue]) -> PollingServed:
    """Do what `start_server` does with *options*, without blocking."""
    with mock.patch.object(DjangoServer, "serve", autospec=True) as serve:
        start_server(target, **options)
    server, handler, server_options = serve.call_args.args
    app = application(handler, server.threads, server_options)
    return start_ours(app, {"/": handler}, access_log=server_options.debug)


class DjangoBackend(Backend):
    name: ClassVar[str] = "django"
    transport: ClassVar[Transport] = Transport.POLLING
    lacks: ClassVar[frozenset[str]] = frozenset(
        {
            "websocket_max_message_size",
            "websocket_ping_interval",
            "websocket_ping_timeout",
        }
    )

    def serve(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served:
        given = polling_options({"host": "127.0.0.1", **options})
        return started(target, {k: v for k, v in given.items() if k not in self.lacks})

    def mount(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served:
        views = {
            path: mounted_view(target, {**options}) for path, (target, options) in mounts.items()
        }
        patterns = [url_path(path.removeprefix("/"), view) for path, (view, _) in views.items()]
        patterns.append(url_path("other", lambda _: HttpResponse("another route")))
        handlers = {path: handler for path, (_, handler) in views.items()}
        return start_ours(SiteHandler(Urls(patterns)), handlers)
