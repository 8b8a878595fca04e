"""Django: sessions by polling, wherever the view stands in a project."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from threading import current_thread, main_thread

import django
from attrs import frozen
from django.apps import apps
from django.conf import ENVIRONMENT_VARIABLE, global_settings, settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.management.utils import get_random_secret_key
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.static import serve

from pywebio.backends.wsgi import RequestThreads, WsgiSite
from pywebio.ports.http import HttpResponse as Response
from pywebio.ports.http import PollingHandler
from pywebio.ports.server import ServerOptions

if django.VERSION < (4, 2):
    raise ImportError(f"Django {django.__version__} is too old, 4.2 is the oldest", name="django")

_OURS = {
    "DEBUG": "give debug=True instead",
    "ALLOWED_HOSTS": "allowed_origins or check_origin say who may use the apps, under any host name",
    "ROOT_URLCONF": "the apps are the root; for other pages beside them mount webio_view(...)",
    "SECRET_KEY": "it is made anew when the program starts; to keep one, mount webio_view(...)",
}
"""Settings that are not the author's, and what to do instead."""

_RELOADED = "django-main-thread"
"""The name of the thread of `runserver` that is not the main one but does its work."""


_NOT_FOUND = Response(
    status=404, body=b"no such page", headers={"Content-Type": "text/plain; charset=utf-8"}
)


class _Answer(HttpResponse):
    # Django logs answers from 400 up. What clients do wrong is no news.
    _has_been_logged = True


def view_function(
    handler: PollingHandler, threads: RequestThreads
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return a view that answers with *handler*."""
    site = WsgiSite(handler, threads, "django")

    def webio_view(request: HttpRequest, *_parts: object, **_named: object) -> HttpResponseBase:
        if request.META.get("HTTP_WEBIO_SESSION_ID", "").startswith("NEW-"):
            # The user is looked up when somebody asks, which an event loop may not do.
            _ = getattr(getattr(request, "user", None), "pk", None)
        try:
            response = site.respond(_environ(request), request, request)
        except UnreadablePostError:
            return _Answer(status=400)  # nobody reads it: the browser has gone
        return _native(response, with_body=request.method != "HEAD")

    # The origin policy of the site protects it.
    return csrf_exempt(webio_view)


def _environ(request: HttpRequest) -> Mapping[str, object]:
    """Return what Django says of a request, corrected."""
    thread = current_thread()
    # Under ASGI, and by `runserver --nothreading`, too much is promised.
    alone = thread is main_thread() or thread.name == _RELOADED
    if isinstance(request, WSGIRequest) and not alone:
        return request.META
    return {**request.META, "wsgi.multithread": False}


def _native(response: Response, *, with_body: bool) -> HttpResponse:
    answer = _Answer(
        response.body if with_body else b"",
        status=response.status,
        headers=dict(response.headers),
    )
    if response.status != 204:
        # Without it Django's server closes the connection.
        answer["Content-Length"] = str(len(response.body))
    return answer


@frozen(eq=False)
class Urls:
    """What a project has a module for."""

    urlpatterns: Sequence[URLPattern]

    def handler404(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        """Answer what is not there."""
        return _native(_NOT_FOUND, with_body=request.method != "HEAD")


class SiteHandler(WSGIHandler):
    """A WSGI application with URLs of its own, beside others in one process."""

    def __init__(self, urls: Urls) -> None:
        self._urls = urls
        super().__init__()

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """Answer *request*."""
        request.urlconf = self._urls  # type: ignore[assignment]  # Django takes objects, not names alone
        return super().get_response(request)


def _file(request: HttpRequest, name: str, folder: str) -> HttpResponseBase:
    try:
        return serve(request, name, folder)
    except SuspiciousFileOperation:
        raise Http404 from None  # Django would log who looks outside


def application(
    handler: PollingHandler, threads: RequestThreads, options: ServerOptions
) -> SiteHandler:
    """Return a WSGI application with *handler* at `/`, and the author's files at `/static/`.

    Raises:
        TypeError: There is no such setting, or it is not the author's.
        ValueError: Django runs in this process already, with another value of a setting.
    """
    _set_up(options.extra, debug=options.debug)
    patterns = [path("", view_function(handler, threads))]
    if options.static_dir is not None:
        patterns.append(path("static/<path:name>", _file, {"folder": options.static_dir}))
    return SiteHandler(Urls(patterns))


def _set_up(given: Mapping[str, object], *, debug: bool) -> None:
    for name in given:
        _check_name(name)
    if settings.configured or os.environ.get(ENVIRONMENT_VARIABLE):
        _check_same(given)
    else:
        # Logging is the program's own matter, except where all there is to see is asked for.
        quiet = {} if debug or "LOGGING" in given else {"LOGGING_CONFIG": None}
        settings.configure(
            **{
                **quiet,
                **given,
                "DEBUG": debug,
                "ALLOWED_HOSTS": ["*"],
                "ROOT_URLCONF": (),
                "SECRET_KEY": get_random_secret_key(),
            }
        )
    if not apps.ready:
        django.setup(set_prefix=False)


def _check_name(name: str) -> None:
    if name in _OURS:
        raise TypeError(f"{name} cannot be given here: {_OURS[name]}")
    if not name.isupper():
        upper = name.upper()
        hint = f"; did you mean {upper}?" if hasattr(global_settings, upper) else ""
        raise TypeError(
            f"{name!r} is neither a parameter nor a setting of Django, which are in capitals{hint}"
        )


def _check_same(given: Mapping[str, object]) -> None:
    for name, value in given.items():
        present = getattr(settings, name, None)
        if present != value:
            raise ValueError(
                f"{name}={value!r} cannot be set: a process has one set of Django settings, and "
                f"in this one {name} is {present!r} already"
            )
