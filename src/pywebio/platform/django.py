"""Apps on Django, by polling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pywebio.compat import find
from pywebio.platform._extras import needs

if TYPE_CHECKING:
    # Django is loaded when one of the functions is called.
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpRequest, HttpResponseBase

    from pywebio.container import Container
    from pywebio.options import Targets

__all__ = ["start_server", "webio_view", "wsgi_app"]


def start_server(
    target: Targets | None = None,
    port: int | None = 8080,
    host: str | None = "localhost",
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    disable_asyncio: bool | None = False,
    session_cleanup_interval: float | None = None,
    session_expire_seconds: float | None = None,
    debug: bool | None = False,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    static_dir: str | None = None,
    remote_access: bool | None = False,
    auto_open_webbrowser: bool | None = False,
    max_payload_size: int | str | None = None,
    container: Container | None = None,
    **django_options: object,
) -> None:
    """
    Serve one or several apps with Django's threaded server, and block until the program is stopped.

    A request is held until there is output, so a page is hardly slower than over WebSocket. A
    function runs in threads, a coroutine function as tasks of one event loop in a thread of its
    own. None for any parameter means its default.

    Django has one set of settings per process: those of the project if there is one
    (`DJANGO_SETTINGS_MODULE`), else those of the first server. A database connection that an app
    opens in a thread is the app's to close: `django.db.connection.close()`.

    Args:
        target: The app, a list of apps (named as their functions), or a mapping from name to app.
            The page chooses by `?app=NAME`; without an app called `index` one lists the others.
        port: The port to serve on; 0 takes a free one. The address is printed.
        host: The address to listen on; empty for all interfaces.
        allowed_origins: Origins that may use the apps besides the server's own host:
            `scheme://host[:port]` with the wildcards `*`, `?`, `[seq]` and `[!seq]`, such as
            `https://*.example.com`.
        check_origin: A function that gets the origin and tells whether it may use the apps;
            *allowed_origins* is then ignored. The own host is allowed all the same.
        disable_asyncio: Run coroutine functions without an event loop; they can then await
            functions of PyWebIO only.
        session_cleanup_interval: Seconds between two looks for sessions that have expired, 300 by
            default.
        session_expire_seconds: Seconds without a request after which a session is closed, 600 by
            default. A request that is held is one at its end.
        debug: Django's debug mode and a log of all requests, and tracebacks in the page.
        applications: Another name for *target*.
        cdn: Accepted for PyWebIO 1.x, a bool or a URL; the page always uses the files that come
            with the package.
        static_dir: A folder to serve at `/static/`.
        remote_access: Give the server a public address too, through the program `ssh` and the
            service that the environment variable `PYWEBIO_REMOTE_ACCESS` names (`HOST[:PORT]`; by
            default PyWebIO's own). It is printed as soon as it is known.
        auto_open_webbrowser: Open the page in a browser.
        max_payload_size: Bytes of one upload, all files together: a number, or text such as
            `'40M'`; 200 MiB by default.
        container: Parts to use instead of `default_container()`'s.
        django_options: Settings of Django, such as `MIDDLEWARE` (none by default). `DEBUG`,
            `ALLOWED_HOSTS`, `ROOT_URLCONF` and `SECRET_KEY` cannot be given.

    Raises:
        ImportError: Django is missing or too old; the message says what to install.
        OSError: The port cannot be used; the message says why.
        TypeError: An argument is of the wrong kind, or a setting cannot be given; the message
            names it.
        ValueError: An argument has a value that cannot be used, or a setting is another one in
            this process already.
    """
    with needs("django"):
        from pywebio.backends.django_server import DjangoServer
    from pywebio.backends.plain_loop import PlainLoops
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of, polling_options, require_flag

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        session_expire_seconds=session_expire_seconds,
        session_cleanup_interval=session_cleanup_interval,
        max_payload_size=max_payload_size,
        debug=debug,
    )
    options = polling_options(
        site_options,
        port=port,
        host=host,
        static_dir=static_dir,
        auto_open_webbrowser=auto_open_webbrowser,
        remote_access=remote_access,
        extra=django_options,
    )
    loops = PlainLoops() if require_flag("disable_asyncio", disable_asyncio) else None
    container = container or default_container()
    apps = applications_of(target, applications)
    handler = container.polling_handler(apps, site_options, loops)
    DjangoServer(container.threads).serve(handler, options)


def webio_view(
    target: Targets | None = None,
    session_expire_seconds: float | None = None,
    session_cleanup_interval: float | None = None,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    max_payload_size: int | str | None = None,
    debug: bool | None = False,
    disable_asyncio: bool | None = False,
    container: Container | None = None,
) -> Callable[[HttpRequest], HttpResponseBase]:
    """
    Return a view that serves one or several apps wherever it stands in a project.

    The page, its files and the sessions all live at that one URL. Parameters as in
    `start_server`. The view needs no CSRF token, because it has *allowed_origins*. The first
    request of a session is `session.info.request`, with its user.

    Examples:
        >>> from django.contrib.auth.decorators import login_required
        >>> from django.urls import path
        >>> urlpatterns = [path("tool/", login_required(webio_view(lambda: None)))]

    Raises:
        ImportError: Django is missing or too old; the message says what to install.
        TypeError: An argument is of the wrong kind; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    with needs("django"):
        from pywebio.backends.django import view_function
    from pywebio.backends.plain_loop import PlainLoops
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of, require_flag

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        session_expire_seconds=session_expire_seconds,
        session_cleanup_interval=session_cleanup_interval,
        max_payload_size=max_payload_size,
        debug=debug,
    )
    loops = PlainLoops() if require_flag("disable_asyncio", disable_asyncio) else None
    container = container or default_container()
    apps = applications_of(target, applications)
    return view_function(container.polling_handler(apps, site_options, loops), container.threads)


def wsgi_app(
    target: Targets | None = None,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    static_dir: str | None = None,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    disable_asyncio: bool | None = False,
    session_cleanup_interval: float | None = None,
    session_expire_seconds: float | None = None,
    max_payload_size: int | str | None = None,
    debug: bool | None = False,
    container: Container | None = None,
    **django_options: object,
) -> WSGIHandler:
    """
    Return a WSGI application that serves one or several apps, for any WSGI server.

    Parameters as in `start_server`. With several worker processes a browser must always come to
    the same one.

    Examples:
        >>> app = wsgi_app(lambda: None)  # in tool.py; then: gunicorn --threads 40 tool:app

    Raises:
        ImportError: Django is missing or too old; the message says what to install.
        TypeError: An argument is of the wrong kind, or a setting cannot be given; the message
            names it.
        ValueError: An argument has a value that cannot be used, or a setting is another one in
            this process already.
    """
    with needs("django"):
        from pywebio.backends.django import application
    from pywebio.backends.plain_loop import PlainLoops
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of, polling_options, require_flag

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        session_expire_seconds=session_expire_seconds,
        session_cleanup_interval=session_cleanup_interval,
        max_payload_size=max_payload_size,
        debug=debug,
    )
    options = polling_options(
        site_options,
        port=None,
        host=None,
        static_dir=static_dir,
        auto_open_webbrowser=None,
        remote_access=None,
        extra=django_options,
    )
    loops = PlainLoops() if require_flag("disable_asyncio", disable_asyncio) else None
    container = container or default_container()
    apps = applications_of(target, applications)
    handler = container.polling_handler(apps, site_options, loops)
    return application(handler, container.threads, options)


if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
