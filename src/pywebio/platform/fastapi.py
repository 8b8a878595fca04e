"""Apps on FastAPI, Starlette and every other ASGI application, over WebSocket."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pywebio.backends.framework_settings import frame_limit
from pywebio.compat import find
from pywebio.platform._extras import needs

if TYPE_CHECKING:
    # Starlette and uvicorn are loaded when one of the functions is called.
    from starlette.applications import Starlette
    from starlette.routing import BaseRoute

    from pywebio.container import Container
    from pywebio.options import Targets

__all__ = ["asgi_app", "start_server", "webio_routes"]


def start_server(
    target: Targets | None = None,
    port: int | None = 0,
    host: str | None = "",
    debug: bool | None = False,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    auto_open_webbrowser: bool | None = False,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    static_dir: str | None = None,
    remote_access: bool | None = False,
    reconnect_timeout: float | None = 0,
    max_payload_size: int | str | None = None,
    container: Container | None = None,
    **uvicorn_settings: object,
) -> None:
    """
    Serve one or several apps with uvicorn, and block until the program is stopped.

    A function runs in threads, a coroutine function as tasks of the server's event loop. None for
    any parameter means its default.

    Args:
        target: The app, a list of apps (named as their functions), or a mapping from name to app.
            The page chooses by `?app=NAME`; without an app called `index` one lists the others.
        port: The port to serve on; 0 takes a free one. The address is printed.
        host: The address to listen on; empty for all interfaces.
        debug: Starlette's debug mode, and tracebacks in the page.
        allowed_origins: Origins that may use the apps besides the server's own host:
            `scheme://host[:port]` with the wildcards `*`, `?`, `[seq]` and `[!seq]`, such as
            `https://*.example.com`.
        check_origin: A function that gets the origin and tells whether it may use the apps;
            *allowed_origins* is then ignored. The own host is allowed all the same.
        auto_open_webbrowser: Open the page in a browser.
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
        uvicorn_settings: Settings of uvicorn, such as `ssl_certfile` or `root_path`. By default
            messages have up to 10 MiB (`ws_max_size`), there is a ping every 30 seconds
            (`ws_ping_interval`), a browser has 90 to answer it (`ws_ping_timeout`), and only
            errors are logged (`log_level`).

    Raises:
        ImportError: Something is missing or too old; the message says what to install.
        OSError: The port cannot be used; the message says why.
        TypeError: An argument is of the wrong kind, or a setting unknown; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    with needs("fastapi"):
        from pywebio.backends.uvicorn_server import UvicornServer
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of, websocket_options

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        reconnect_timeout=reconnect_timeout,
        max_payload_size=max_payload_size,
        max_frame_size=frame_limit(uvicorn_settings, "ws_max_size"),
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
        extra=uvicorn_settings,
    )
    apps = applications_of(target, applications)
    site = (container or default_container()).websocket_site(apps, site_options)
    UvicornServer().serve(site, options)


def webio_routes(
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
) -> list[BaseRoute]:
    """
    Return routes that serve one or several apps at `/` of what they are put into.

    The page, its files and the sessions all live at that one URL. Parameters as in
    `start_server`; message size and pings are settings of your server.

    Examples:
        >>> from starlette.applications import Starlette
        >>> site = Starlette()
        >>> site.mount("/tool", Starlette(routes=webio_routes(lambda: None)))

    The same with FastAPI, where `FastAPI(routes=webio_routes(...))` works as well.

    Raises:
        ImportError: Starlette is missing or too old; the message says what to install.
        TypeError: An argument is of the wrong kind; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    with needs("fastapi"):
        from pywebio.backends.starlette import site_routes
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
    return site_routes((container or default_container()).websocket_site(apps, site_options))


def asgi_app(
    target: Targets | None = None,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    *,
    applications: Targets | None = None,
    cdn: bool | str | None = None,
    static_dir: str | None = None,
    reconnect_timeout: float | None = 0,
    max_payload_size: int | str | None = None,
    debug: bool | None = False,
    container: Container | None = None,
) -> Starlette:
    """
    Return an ASGI application that serves one or several apps, for any ASGI server on asyncio.

    It may be mounted in another one: `FastAPI().mount("/tool", asgi_app(...))`. Parameters as in
    `start_server`; message size and pings are settings of your server.

    Examples:
        >>> app = asgi_app(lambda: None)  # in tool.py; then run: uvicorn tool:app

    Raises:
        ImportError: Starlette is missing or too old; the message says what to install.
        TypeError: An argument is of the wrong kind; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    with needs("fastapi"):
        from pywebio.backends.starlette import application
    from pywebio.container import default_container
    from pywebio.options import SiteOptions, applications_of, static_folder

    site_options = SiteOptions(
        cdn=cdn,
        allowed_origins=allowed_origins,
        check_origin=check_origin,
        reconnect_timeout=reconnect_timeout,
        max_payload_size=max_payload_size,
        debug=debug,
    )
    folder = static_folder(static_dir)
    apps = applications_of(target, applications)
    site = (container or default_container()).websocket_site(apps, site_options)
    return application(site, folder, debug=site_options.debug)


if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
