"""Choosing a backend by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pywebio.container import Container
    from pywebio.options import Targets

BACKENDS = ("tornado", "tornado_http", "aiohttp", "fastapi", "flask", "django")
"""Modules of this package with a `start_server`."""


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
    backend: str | None = None,
    **settings: object,
) -> None:
    """
    Serve one or several apps, and block until the program is stopped.

    A function runs in threads, a coroutine function as tasks of an event loop. None for any
    parameter means its default.

    Args:
        target: The app, a list of apps (named as their functions), or a mapping from name to app.
            The page chooses by `?app=NAME`; without an app called `index` one lists the others.
        port: The port to serve on; 0 takes a free one. The address is printed.
        host: The address to listen on; empty for all interfaces.
        debug: The framework's debug mode (Tornado's restarts the server when a source file
            changes), and tracebacks in the page.
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
        backend: What serves: `'tornado'` (the default), `'aiohttp'` or `'fastapi'` over WebSocket,
            `'tornado_http'`, `'flask'` or `'django'` by polling.
        settings: Further parameters of `pywebio.platform.BACKEND.start_server`; what that does not
            know it hands to the framework, Tornado's to `tornado.web.Application`.

    Raises:
        ImportError: The framework is missing or too old; the message says what to install.
        OSError: The port cannot be used; the message says why.
        TypeError: An argument is of the wrong kind, or means nothing to the backend; the message
            names it.
        ValueError: An argument has a value that cannot be used, or there is no such backend.
    """
    from inspect import signature

    serve = _server_of(backend)
    # The port and the host mean the same for all backends, whatever each has for a default.
    given: dict[str, object] = {
        "port": 0 if port is None else port,
        "host": "" if host is None else host,
    }
    optional: dict[str, object] = {
        "target": target,
        "debug": debug,
        "allowed_origins": allowed_origins,
        "check_origin": check_origin,
        "auto_open_webbrowser": auto_open_webbrowser,
        "websocket_max_message_size": websocket_max_message_size,
        "websocket_ping_interval": websocket_ping_interval,
        "websocket_ping_timeout": websocket_ping_timeout,
        "applications": applications,
        "cdn": cdn,
        "static_dir": static_dir,
        "remote_access": remote_access,
        "reconnect_timeout": reconnect_timeout,
        "max_payload_size": max_payload_size,
        "container": container,
    }
    known = signature(serve).parameters
    defaults = signature(start_server).parameters
    for name, value in optional.items():
        if value is None or value is defaults[name].default:
            continue
        if name not in known:
            raise TypeError(f"{name}={value!r} means nothing to the backend {backend!r}")
        given[name] = value
    serve(**given, **settings)


class _Serve(Protocol):
    def __call__(self, **arguments: object) -> object: ...


def _server_of(backend: str | None) -> _Serve:
    name = "tornado" if backend is None else backend
    if name not in BACKENDS:
        from difflib import get_close_matches

        from pywebio.exceptions import ArgumentError

        near = get_close_matches(str(name), BACKENDS, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ArgumentError(
            f"backend={backend!r} is not one of {', '.join(map(repr, BACKENDS))}{hint}"
        )
    serve: _Serve = import_module(f"pywebio.platform.{name}").start_server
    return serve
