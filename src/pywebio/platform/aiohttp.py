"""Apps on aiohttp, over WebSocket."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pywebio.backends.client_files import INDEX, STATIC_PATH
from pywebio.backends.framework_settings import frame_limit
from pywebio.compat import find
from pywebio.platform._extras import needs

if TYPE_CHECKING:
    # aiohttp is loaded when one of the functions is called.
    from aiohttp.typedefs import Handler
    from aiohttp.web import RouteDef

    from pywebio.container import Container
    from pywebio.options import Targets

__all__ = ["start_server", "static_routes", "webio_handler"]


def start_server(
    target: Targets | None = None,
    port: int | None = 0,
    host: str | None = "",
    debug: bool | None = False,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    auto_open_webbrowser: bool | None = False,
    websocket_settings: Mapping[str, object] | None = None,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    static_dir: str | None = None,
    remote_access: bool | None = False,
    reconnect_timeout: float | None = 0,
    max_payload_size: int | str | None = None,
    container: Container | None = None,
    **aiohttp_settings: object,
) -> None:
    """
    Serve one or several apps with aiohttp, and block until the program is stopped.

    A function runs in threads, a coroutine function as tasks of the server's event loop. None for
    any parameter means its default.

    Args:
        target: The app, a list of apps (named as their functions), or a mapping from name to app.
            The page chooses by `?app=NAME`; without an app called `index` one lists the others.
        port: The port to serve on; 0 takes a free one. The address is printed.
        host: The address to listen on; empty for all interfaces.
        debug: Debug mode of asyncio, and tracebacks in the page.
        allowed_origins: Origins that may use the apps besides the server's own host:
            `scheme://host[:port]` with the wildcards `*`, `?`, `[seq]` and `[!seq]`, such as
            `https://*.example.com`.
        check_origin: A function that gets the origin and tells whether it may use the apps;
            *allowed_origins* is then ignored. The own host is allowed all the same.
        auto_open_webbrowser: Open the page in a browser.
        websocket_settings: Parameters of `aiohttp.web.WebSocketResponse`. By default messages have
            up to 10 MiB (`max_msg_size`), and a browser that has not answered a ping for 90 seconds
            is given up; there is one every 30. With `heartbeat` aiohttp pings itself, every so many
            seconds (None: never), and wants an answer within half of them.
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
        aiohttp_settings: Parameters of `aiohttp.web.Application`, such as `middlewares`.

    Raises:
        ImportError: aiohttp is missing or too old; the message says what to install.
        OSError: The port cannot be used; the message says why.
        TypeError: An argument is of the wrong kind, or a setting unknown; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    with needs("aiohttp"):
        from pywebio.backends.aiohttp_server import AiohttpServer
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of, websocket_options

    settings = _checked(websocket_settings)
    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        reconnect_timeout=reconnect_timeout,
        max_payload_size=max_payload_size,
        max_frame_size=_frame_limit(settings),
        debug=debug,
    )
    options = websocket_options(
        site_options,
        port=port,
        host=host,
        static_dir=static_dir,
        auto_open_webbrowser=auto_open_webbrowser,
        ping_interval=None,
        ping_timeout=None,
        remote_access=remote_access,
        extra=aiohttp_settings,
    )
    apps = applications_of(target, applications)
    site = (container or default_container()).websocket_site(apps, site_options)
    AiohttpServer(settings).serve(site, options)


def webio_handler(
    target: Targets | None = None,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    websocket_settings: Mapping[str, object] | None = None,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    reconnect_timeout: float | None = 0,
    max_payload_size: int | str | None = None,
    debug: bool | None = False,
    container: Container | None = None,
) -> Handler:
    """
    Return a coroutine function that handles requests of aiohttp, to be routed wherever you like.

    The page, its files and the sessions all live at that one URL. Parameters as in
    `start_server`. (aiohttp's access log, if you use it, shows the ids of sessions that were
    resumed, which are secrets: leave the query out of its format.)

    Examples:
        >>> from aiohttp import web
        >>> app = web.Application()
        >>> _ = app.add_routes([web.get("/tool", webio_handler(lambda: None))])

    Raises:
        ImportError: aiohttp is missing or too old; the message says what to install.
        TypeError: An argument is of the wrong kind, or a setting unknown; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    with needs("aiohttp"):
        from pywebio.backends.aiohttp import site_handler
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of

    settings = _checked(websocket_settings)
    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        reconnect_timeout=reconnect_timeout,
        max_payload_size=max_payload_size,
        max_frame_size=_frame_limit(settings),
        debug=debug,
    )
    apps = applications_of(target, applications)
    site = (container or default_container()).websocket_site(apps, site_options)
    return site_handler(site, {"max_msg_size": site_options.max_frame_size, **settings})


def static_routes(static_path: str = STATIC_PATH, *, prefix: str = "/") -> list[RouteDef]:
    """
    Return routes for the client's files, for pages that find their app by `?pywebio_api=URL`.

    `webio_handler` needs none of them: its page loads its files from its own URL.

    Examples:
        >>> from aiohttp import web
        >>> app = web.Application()
        >>> _ = app.add_routes([web.get("/io", webio_handler(lambda: None))])
        >>> _ = app.add_routes(static_routes(prefix="/client/"))

    The page is then at `/client/?pywebio_api=/io`.

    Args:
        static_path: The folder with the files, `STATIC_PATH` or a copy. What is no such folder is
            taken as *prefix*. Other files in it are not served.
        prefix: The URL of the page, its index; the files lie below it.

    Raises:
        ImportError: aiohttp is missing or too old; the message says what to install.
        ValueError: The prefix is no path of a URL.
    """
    from pathlib import Path

    with needs("aiohttp"):
        from pywebio.backends.aiohttp import client_routes

    folder = Path(static_path)
    if not (folder / INDEX).is_file():
        folder, prefix = Path(STATIC_PATH), static_path
    return client_routes(folder, prefix)


def _checked(settings: Mapping[str, object] | None) -> Mapping[str, object]:
    if settings is not None and not isinstance(settings, Mapping):
        raise TypeError(
            "websocket_settings must be a mapping of parameters of "
            f"aiohttp.web.WebSocketResponse, not {settings!r}"
        )
    return settings or {}


def _frame_limit(settings: Mapping[str, object]) -> int | None:
    if not settings.get("max_msg_size"):
        return None  # for aiohttp 0 is no limit
    limit = frame_limit(settings, "max_msg_size")
    # aiohttp refuses a message of just that size.
    return None if limit is None else limit - 1


if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
