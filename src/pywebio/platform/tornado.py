"""Apps on Tornado, over WebSocket."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pywebio.compat import find

if TYPE_CHECKING:
    # `import pywebio` loads no server: an app's own module is often imported by something else.
    from tornado.web import RequestHandler

    from pywebio.container import Container
    from pywebio.options import Targets

__all__ = ["start_server", "webio_handler"]


def start_server(
    target: Targets | None = None,
    port: int | None = 0,
    host: str | None = "",
    debug: bool | None = False,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    auto_open_webbrowser: bool | None = False,
    websocket_max_message_size: int | str | None = None,
    websocket_ping_interval: float | None = None,
    websocket_ping_timeout: float | None = None,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    static_dir: str | None = None,
    remote_access: bool | None = False,
    reconnect_timeout: float | None = 0,
    max_payload_size: int | str | None = None,
    container: Container | None = None,
    **tornado_app_settings: object,
) -> None:
    """
    Serve one or several apps with Tornado, and block until the program is stopped.

    A function runs in threads, a coroutine function as tasks of the server's event loop. None for
    any parameter means its default.

    Args:
        target: The app, a list of apps (named as their functions), or a mapping from name to app.
            The page chooses by `?app=NAME`; without an app called `index` one lists the others.
        port: The port to serve on; 0 takes a free one. The address is printed.
        host: The address to listen on; empty for all interfaces.
        debug: Tornado's debug mode (which restarts the server when a source file changes), and
            tracebacks in the page.
        allowed_origins: Origins that may use the apps besides the server's own host:
            `scheme://host[:port]` with the wildcards `*`, `?`, `[seq]` and `[!seq]`, such as
            `https://*.example.com`.
        check_origin: A function that gets the origin and tells whether it may use the apps;
            *allowed_origins* is then ignored. The own host is allowed all the same.
        auto_open_webbrowser: Open the page in a browser.
        websocket_max_message_size: Bytes of the largest message that a browser may send, 10 MiB by
            default. Uploads are sliced and may be larger, see *max_payload_size*.
        websocket_ping_interval: Seconds between pings, 30 by default; 0 for none.
        websocket_ping_timeout: Seconds without an answer after which a connection is closed; by
            default three times the interval, at least 30.
        applications: Another name for *target*.
        cdn: Accepted for PyWebIO 1.x, a bool or a URL; the page always uses the files that come
            with the package.
        static_dir: A folder to serve at `/static/`.
        remote_access: Give the server a public address too, through the program `ssh` and the
            service that the environment variable `PYWEBIO_REMOTE_ACCESS` names (`HOST[:PORT]`; by
            default PyWebIO's own). It is printed as soon as it is known.
        reconnect_timeout: Seconds for which a session waits for its browser after the connection
            was lost; nothing is lost meanwhile. 0: it ends with the connection.
        max_payload_size: Bytes of one upload, all files together: a number, or text such as
            `'40M'`; 200 MiB by default.
        container: Parts to use instead of `default_container()`'s.
        tornado_app_settings: Further settings of `tornado.web.Application`.

    Raises:
        OSError: The port cannot be used; the message says why.
        TypeError: An argument is of the wrong kind; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    from pywebio.backends.tornado_server import TornadoServer
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of, websocket_options

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        reconnect_timeout=reconnect_timeout,
        max_payload_size=max_payload_size,
        max_frame_size=websocket_max_message_size,
        debug=debug,
    )
    options = websocket_options(
        site_options,
        port=port,
        host=host,
        static_dir=static_dir,
        auto_open_webbrowser=auto_open_webbrowser,
        ping_interval=websocket_ping_interval,
        ping_timeout=websocket_ping_timeout,
        remote_access=remote_access,
        extra=tornado_app_settings,
    )
    apps = applications_of(target, applications)
    site = (container or default_container()).websocket_site(apps, site_options)
    TornadoServer().serve(site, options)


def webio_handler(
    target: Targets | None = None,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    reconnect_timeout: float | None = 0,
    max_payload_size: int | str | None = None,
    debug: bool | None = False,
    container: Container | None = None,
) -> type[RequestHandler]:
    """
    Return a Tornado request handler that serves one or several apps wherever it is mounted.

    The page, its files and the sessions all live at that one URL. Parameters as in
    `start_server`; message size and pings are settings of your `tornado.web.Application`.

    Examples:
        >>> import tornado.web
        >>> application = tornado.web.Application([(r"/tool", webio_handler(lambda: None))])

    Raises:
        TypeError: An argument is of the wrong kind; the message names it.
    """
    from pywebio.backends.tornado import handler_class
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        reconnect_timeout=reconnect_timeout,
        max_payload_size=max_payload_size,
        debug=debug,
    )
    apps = applications_of(target, applications)
    return handler_class((container or default_container()).websocket_site(apps, site_options))


if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
