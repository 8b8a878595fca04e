"""Apps on Flask, by polling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pywebio.compat import find
from pywebio.platform._extras import needs

if TYPE_CHECKING:
    # Flask is loaded when one of the functions is called.
    from flask import Flask, Response

    from pywebio.container import Container
    from pywebio.options import SiteOptions, Targets
    from pywebio.ports.http import PollingHandler

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
    **flask_options: object,
) -> None:
    """
    Serve one or several apps with Flask by polling, and block until the program is stopped.

    A request is held until there is output, so a page is hardly slower than over WebSocket. A
    function runs in threads, a coroutine function as tasks of an event loop, which runs in one
    thread as long as there are sessions. None for any parameter means its default.

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
        disable_asyncio: Run coroutine apps without an event loop, and so without its thread. They
            can await nothing but functions of pywebio then.
        session_cleanup_interval: Seconds between two looks for sessions that have expired, 300 by
            default.
        session_expire_seconds: Seconds without a request after which a session is closed, 600 by
            default. A request that is held is one at its end.
        debug: Flask's debug mode (which restarts the server when a source file changes), an access
            log, and tracebacks in the page.
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
        flask_options: Options of `Flask.run`, which are those of `werkzeug.serving.run_simple`,
            such as `ssl_context` or `use_reloader`. `use_evalex` is off by default; `processes`
            cannot be given.

    Raises:
        ImportError: Flask is missing or too old; the message says what to install.
        OSError: The port cannot be used; the message says why.
        TypeError: An argument is of the wrong kind, or an option unknown; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    with needs("flask"):
        from pywebio.backends.flask_server import FlaskServer
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, polling_options

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
        extra=flask_options,
    )
    container = container or default_container()
    handler = _handler(target, applications, site_options, disable_asyncio, container)
    FlaskServer(container.threads).serve(handler, options)


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
) -> Callable[[], Response]:
    """
    Return a view function that serves one or several apps wherever it is mounted.

    The page, its files and the sessions all live at that one URL. Parameters as in
    `start_server`.

    Examples:
        >>> import flask
        >>> app = flask.Flask(__name__)
        >>> app.add_url_rule("/tool", "tool", webio_view(lambda: None))

    The methods that it answers (`GET`, `POST` and `OPTIONS`) need not be given. A request may be
    held for 25 seconds, and with it what your application keeps for a request.

    Raises:
        ImportError: Flask is missing or too old; the message says what to install.
        TypeError: An argument is of the wrong kind; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    with needs("flask"):
        from pywebio.backends.flask import view_function
    from pywebio.container import default_container
    from pywebio.options import SiteOptions

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        session_expire_seconds=session_expire_seconds,
        session_cleanup_interval=session_cleanup_interval,
        max_payload_size=max_payload_size,
        debug=debug,
    )
    container = container or default_container()
    handler = _handler(target, applications, site_options, disable_asyncio, container)
    return view_function(handler, container.threads)


def wsgi_app(
    target: Targets | None = None,
    cdn: bool | str | None = None,
    static_dir: str | None = None,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    session_expire_seconds: float | None = None,
    session_cleanup_interval: float | None = None,
    max_payload_size: int | str | None = None,
    *,
    applications: Targets | None = None,
    debug: bool | None = False,
    disable_asyncio: bool | None = False,
    container: Container | None = None,
) -> Flask:
    """
    Return a WSGI application that serves one or several apps, for any WSGI server.

    Sessions live in the process that has opened them, so a server should have one worker process
    with threads. With a single thread no request is held, and pages ask once a second. Parameters
    as in `start_server`.

    Examples:
        >>> app = wsgi_app(lambda: None)  # in tool.py; then run: gunicorn --threads 100 tool:app

    Raises:
        ImportError: Flask is missing or too old; the message says what to install.
        TypeError: An argument is of the wrong kind; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    with needs("flask"):
        from pywebio.backends.flask import application
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, static_folder

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        session_expire_seconds=session_expire_seconds,
        session_cleanup_interval=session_cleanup_interval,
        max_payload_size=max_payload_size,
        debug=debug,
    )
    folder = static_folder(static_dir)
    container = container or default_container()
    handler = _handler(target, applications, site_options, disable_asyncio, container)
    return application(handler, container.threads, folder, debug=site_options.debug)


def _handler(
    target: Targets | None,
    applications: Targets | None,
    options: SiteOptions,
    disable_asyncio: bool | None,
    container: Container,
) -> PollingHandler:
    from pywebio.backends.plain_loop import PlainLoops
    from pywebio.options import applications_of, require_flag

    plain = require_flag("disable_asyncio", disable_asyncio)
    apps = applications_of(target, applications)
    return container.polling_handler(apps, options, PlainLoops() if plain else None)


if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
