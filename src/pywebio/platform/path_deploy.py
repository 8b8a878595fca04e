"""The apps in the Python files of a folder, each at the URL path of its file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from os import PathLike, fspath
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pywebio.backends.app_folder import AppFolder
    from pywebio.container import Container
    from pywebio.options import Targets
    from pywebio.ports.http import PollingHandler
    from pywebio.ports.server import Site

__all__ = ["path_deploy", "path_deploy_http"]


def path_deploy(
    base: str | PathLike[str],
    port: int | None = 0,
    host: str | None = "",
    index: bool | Callable[[str], str] | None = True,
    static_dir: str | None = None,
    reconnect_timeout: float | None = 0,
    cdn: bool | str | None = None,
    debug: bool | None = False,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    max_payload_size: int | str | None = None,
    *,
    auto_open_webbrowser: bool | None = False,
    websocket_max_message_size: int | str | None = None,
    websocket_ping_interval: float | None = None,
    websocket_ping_timeout: float | None = None,
    container: Container | None = None,
    **tornado_app_settings: object,
) -> None:
    """
    Serve the apps in a folder with Tornado over WebSocket, and block until the program is stopped.

    A file that defines `main` (an app, a list or a mapping of apps) is served at its path without
    `.py`. A folder, whose path ends in `/`, is served by its `index.py`, or shown as a list. Names
    that begin with `.` or `_` are hidden. A file is run once, and again when the URL says `?reload`.

    Args:
        base: The folder. It is put on Python's path, so that apps can import from it.
        index: Show a list of folders without `index.py`: True, False, or a function that gets the
            folder's path and returns HTML.
        port: The port to serve on; 0 takes a free one. The address is printed.
        host: The address to listen on; empty for all interfaces.
        static_dir: A folder to serve at `/static/`.
        reconnect_timeout: As for `pywebio.start_server`.
        cdn: Accepted for PyWebIO 1.x, a bool or a URL; the page always uses the files that come
            with the package.
        debug: Tornado's debug mode, and tracebacks in the page.
        allowed_origins: As for `pywebio.start_server`.
        check_origin: As for `pywebio.start_server`.
        max_payload_size: As for `pywebio.start_server`.
        auto_open_webbrowser: Open the page in a browser.
        websocket_max_message_size: As for `pywebio.start_server`.
        websocket_ping_interval: As for `pywebio.start_server`.
        websocket_ping_timeout: As for `pywebio.start_server`.
        container: Parts to use instead of `default_container()`'s.
        tornado_app_settings: Further settings of `tornado.web.Application`.

    Raises:
        OSError: The port cannot be used; the message says why.
        RuntimeError: The program is in script mode.
        TypeError: An argument is of the wrong kind; the message names it.
        ValueError: An argument has a value that cannot be used.
    """
    from functools import partial

    from pywebio.backends.tornado import handler_class
    from pywebio.backends.tornado_folder import folder_application
    from pywebio.backends.tornado_server import run
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
        remote_access=False,
        extra=tornado_app_settings,
    )
    parts = container or default_container()
    # Before the files of the folder are run.
    parts.script.yield_to_servers()

    def site_of(main: object) -> Site:
        return parts.websocket_site(applications_of(cast("Targets", main), None), site_options)

    application = partial(
        folder_application,
        _folder(base, index),
        lambda main: handler_class(site_of(main), options.ping_interval, options.ping_timeout),
        options,
        {"websocket_max_message_size": options.max_frame_size, **options.extra},
    )
    run(application, options, options.max_frame_size + 2**20)


def path_deploy_http(
    base: str | PathLike[str],
    port: int | None = 0,
    host: str | None = "",
    index: bool | Callable[[str], str] | None = True,
    static_dir: str | None = None,
    cdn: bool | str | None = None,
    debug: bool | None = False,
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
    session_expire_seconds: float | None = None,
    session_cleanup_interval: float | None = None,
    max_payload_size: int | str | None = None,
    *,
    auto_open_webbrowser: bool | None = False,
    container: Container | None = None,
    **tornado_app_settings: object,
) -> None:
    """
    Serve the apps in a folder with Tornado by polling, and block until the program is stopped.

    As `path_deploy`; parameters as for `pywebio.platform.tornado_http.start_server`.
    """
    from functools import partial

    from pywebio.backends.asyncio_loop import RunningLoop
    from pywebio.backends.tornado_folder import folder_application
    from pywebio.backends.tornado_http import handler_class
    from pywebio.backends.tornado_server import run
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
        port=port or 0,
        host=host or "",
        static_dir=static_dir,
        auto_open_webbrowser=auto_open_webbrowser,
        remote_access=False,
        extra=tornado_app_settings,
    )
    parts, loops = container or default_container(), RunningLoop()
    parts.script.yield_to_servers()

    def polling_of(main: object) -> PollingHandler:
        apps = applications_of(cast("Targets", main), None)
        return parts.polling_handler(apps, site_options, loops)

    application = partial(
        folder_application,
        _folder(base, index),
        lambda main: handler_class(polling_of(main)),
        options,
        options.extra,
    )
    run(application, options)


def _folder(base: str | PathLike[str], index: bool | Callable[[str], str] | None) -> AppFolder:
    from pathlib import Path

    from pywebio.backends.app_folder import AppFolder
    from pywebio.exceptions import ArgumentError

    path = Path(base).resolve()
    if not path.is_dir():
        raise ArgumentError(f"base={fspath(base)!r} is no folder: give one that holds apps")
    if not (index is None or isinstance(index, bool) or callable(index)):
        raise TypeError(f"index must be True, False or a function, not {index!r}")
    # What Python does for a script: its folder is where it imports from.
    if str(path) not in sys.path:
        sys.path.insert(0, str(path))
    return AppFolder(path, True if index is None else index)
