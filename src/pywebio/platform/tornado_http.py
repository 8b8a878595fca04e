"""Apps on Tornado, by polling: for networks that let no WebSocket through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pywebio.compat import find

if TYPE_CHECKING:
    # Tornado is loaded when one of the functions is called.
    from tornado.web import RequestHandler

    from pywebio.container import Container
    from pywebio.options import Targets

__all__ = ["start_server", "webio_handler"]


def start_server(
    target: Targets | None = None,
    port: int | None = 8080,
    host: str | None = "localhost",
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    session_cleanup_interval: float | None = None,
    session_expire_seconds: float | None = None,
    debug: bool | None = False,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    static_dir: str | None = None,
    auto_open_webbrowser: bool | None = False,
    remote_access: bool | None = False,
    max_payload_size: int | str | None = None,
    container: Container | None = None,
    **tornado_app_settings: object,
) -> None:
    """
    Serve one or several apps with Tornado by polling, and block until the program is stopped.

    A request is held until there is output, so a page is hardly slower than over WebSocket. A
    function runs in threads, a coroutine function as tasks of the server's event loop. None for
    any parameter means its default.

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
        session_cleanup_interval: Seconds between two looks for sessions that have expired, 300 by
            default.
        session_expire_seconds: Seconds without a request after which a session is closed, 600 by
            default. A request that is held is one at its end.
        debug: Tornado's debug mode (which restarts the server when a source file changes), and
            tracebacks in the page.
        applications: Another name for *target*.
        cdn: Accepted for PyWebIO 1.x, a bool or a URL; the page always uses the files that come
            with the package.
        static_dir: A folder to serve at `/static/`.
        auto_open_webbrowser: Open the page in a browser.
        remote_access: Give the server a public address too, through the program `ssh` and the
            service that the environment variable `PYWEBIO_REMOTE_ACCESS` names (`HOST[:PORT]`; by
            default PyWebIO's own). It is printed as soon as it is known.
        max_payload_size: Bytes of one upload, all files together: a number, or text such as
            `'40M'`; 200 MiB by default.
        container: Parts to use instead of `default_container()`'s.
        tornado_app_settings: Further settings of `tornado.web.Application`.

    Raises:
        OSError: The port cannot be used; the message says why.
        TypeError: An argument is of the wrong kind; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    from pywebio.backends.asyncio_loop import RunningLoop
    from pywebio.backends.tornado_http import TornadoHttpServer
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of, polling_options

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
        extra=tornado_app_settings,
    )
    apps = applications_of(target, applications)
    container = container or default_container()
    TornadoHttpServer().serve(container.polling_handler(apps, site_options, RunningLoop()), options)


def webio_handler(
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
    container: Container | None = None,
) -> type[RequestHandler]:
    """
    Return a Tornado request handler that serves one or several apps wherever it is mounted.

    The page, its files and the sessions all live at that one URL. Parameters as in
    `start_server`.

    Examples:
        >>> import tornado.web
        >>> application = tornado.web.Application([(r"/tool", webio_handler(lambda: None))])

    Raises:
        TypeError: An argument is of the wrong kind; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    from pywebio.backends.asyncio_loop import RunningLoop
    from pywebio.backends.tornado_http import handler_class
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        session_expire_seconds=session_expire_seconds,
        session_cleanup_interval=session_cleanup_interval,
        max_payload_size=max_payload_size,
        debug=debug,
    )
    apps = applications_of(target, applications)
    container = container or default_container()
    return handler_class(container.polling_handler(apps, site_options, RunningLoop()))


if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
