"""What the parameters of the platform functions mean, the same for every backend."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path

from attrs import field, frozen

from pywebio import environment
from pywebio.domain.errors import ArgumentError
from pywebio.domain.sizes import parse_size
from pywebio.domain.targets import Targets, applications_of
from pywebio.ports.server import RemoteService, ServerOptions

__all__ = [
    "ServerOptions",
    "SiteOptions",
    "Targets",
    "applications_of",
    "polling_options",
    "remote_service",
    "require_flag",
    "static_folder",
    "websocket_options",
]

REMOTE_ACCESS_HOST, REMOTE_ACCESS_PORT = "app.pywebio.online", 1022
"""The service behind `remote_access=True`, PyWebIO's own; `PYWEBIO_REMOTE_ACCESS` names another."""

_FRAME_SIZE = 10 * 2**20
_SMALLEST_FRAME_SIZE = 1024
_PAYLOAD_SIZE = 200 * 2**20
_PING_INTERVAL = 30.0
_EXPIRE_SECONDS = 600.0
_CLEANUP_INTERVAL = 300.0
_POLLING_PORT = 8080
_POLLING_HOST = "localhost"


def _payload_size(size: float | str | None) -> int:
    return _PAYLOAD_SIZE if size is None else parse_size(size, "max_payload_size")


def _frame_size(size: float | str | None) -> int:
    if size is None:
        return _FRAME_SIZE
    limit = parse_size(size, "websocket_max_message_size")
    if limit < _SMALLEST_FRAME_SIZE:
        raise ArgumentError(
            f"websocket_max_message_size={size!r} leaves no room for the events of a page: "
            f"give at least {_SMALLEST_FRAME_SIZE} bytes"
        )
    return limit


def _reconnect_timeout(value: float | None) -> float:
    return _seconds("reconnect_timeout", value, 0.0)


def _expire_seconds(value: float | None) -> float:
    return _positive("session_expire_seconds", value, _EXPIRE_SECONDS)


def _cleanup_interval(value: float | None) -> float:
    return _positive("session_cleanup_interval", value, _CLEANUP_INTERVAL)


def _positive(name: str, value: float | None, default: float) -> float:
    seconds = _seconds(name, value, default)
    if seconds == 0:
        raise ArgumentError(
            f"{name}={value!r} leaves no time: give seconds, {default:g} by default"
        )
    return seconds


def _seconds(name: str, value: float | None, default: float) -> float:
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
        raise ArgumentError(f"{name}={value!r} is no number of seconds")
    return float(value)


def _port(value: int | None) -> int:
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**16:
        raise ArgumentError(f"port={value!r} is no port: give a whole number from 0 to 65535")
    return value


def _host(value: str | None) -> str:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"host must be an address to listen on, not {value!r}")
    return value or ""


def static_folder(value: str | None) -> str | None:
    """Return the folder *value*, if there is one.

    Raises:
        TypeError: It is no path.
        ArgumentError: There is no such folder.
    """
    if value is not None and not isinstance(value, (str, PathLike)):
        raise TypeError(f"static_dir must be the path of a folder, not {value!r}")
    if value is not None and not Path(value).is_dir():
        raise ArgumentError(f"static_dir={value!r} is no folder")
    return None if value is None else fspath(value)


def require_flag(name: str, value: object) -> bool:
    """Return *value*, True, False, or None for False.

    Raises:
        TypeError: It is something else; probably an argument stands in another's place.
    """
    if value is None or isinstance(value, bool):
        return bool(value)
    raise TypeError(f"{name} must be True or False, not {value!r}; is an argument out of place?")


def _debug(value: bool | None) -> bool:
    given, forced = require_flag("debug", value), environment.debug()
    return given if forced is None else forced


def _cdn(value: bool | str | None) -> None:
    if not (value is None or isinstance(value, (bool, str))):
        raise TypeError(
            f"cdn must be True, False or a URL, not {value!r}; is an argument out of place?"
        )


@frozen(kw_only=True)
class SiteOptions:
    """How the sessions of one mounted URL behave."""

    allowed_origins: Sequence[str] | None = None
    check_origin: Callable[[str], object] | None = None
    reconnect_timeout: float = field(default=None, converter=_reconnect_timeout)
    """Seconds for which a session over WebSocket waits for a lost browser."""
    session_expire_seconds: float = field(default=None, converter=_expire_seconds)
    """Seconds without a request after which a session by polling is closed."""
    session_cleanup_interval: float = field(default=None, converter=_cleanup_interval)
    """Seconds between two looks for such sessions."""
    max_payload_size: int = field(default=None, converter=_payload_size)
    """Bytes of one upload."""
    max_frame_size: int = field(default=None, converter=_frame_size)
    """Bytes of one WebSocket message."""
    debug: bool = field(default=False, converter=_debug)
    """Tracebacks in the page."""
    cdn: None = field(default=None, converter=_cdn)
    """Checked, and no more: where PyWebIO 1.x found its files, those of this version are not."""


def websocket_options(
    site: SiteOptions,
    *,
    port: int | None,
    host: str | None,
    static_dir: str | None,
    auto_open_webbrowser: bool | None,
    ping_interval: float | None,
    ping_timeout: float | None,
    remote_access: bool | None,
    extra: Mapping[str, object],
) -> ServerOptions:
    """Return the options of a WebSocket server; None is the default everywhere.

    Raises:
        TypeError: A value is of the wrong kind; the message names its parameter.
    """
    interval = _seconds("websocket_ping_interval", ping_interval, _PING_INTERVAL)
    return ServerOptions(
        port=_port(port),
        host=_host(host),
        debug=site.debug,
        static_dir=static_folder(static_dir),
        auto_open_webbrowser=require_flag("auto_open_webbrowser", auto_open_webbrowser),
        remote_access=_remote_access(remote_access),
        max_frame_size=site.max_frame_size,
        ping_interval=interval,
        ping_timeout=_seconds("websocket_ping_timeout", ping_timeout, max(3 * interval, 30.0)),
        extra=extra,
    )


def polling_options(
    site: SiteOptions,
    *,
    port: int | None,
    host: str | None,
    static_dir: str | None,
    auto_open_webbrowser: bool | None,
    remote_access: bool | None,
    extra: Mapping[str, object],
) -> ServerOptions:
    """Return the options of a polling server; None is the default everywhere.

    Raises:
        TypeError: A value is of the wrong kind; the message names its parameter.
    """
    return ServerOptions(
        port=_POLLING_PORT if port is None else _port(port),
        host=_POLLING_HOST if host is None else _host(host),
        debug=site.debug,
        static_dir=static_folder(static_dir),
        auto_open_webbrowser=require_flag("auto_open_webbrowser", auto_open_webbrowser),
        remote_access=_remote_access(remote_access),
        extra=extra,
    )


def remote_service(
    host: str | None = None, port: int | None = None, setup_timeout: float = 60.0
) -> RemoteService:
    """Return the forwarding service: the given one, else the environment's, else PyWebIO's.

    Raises:
        TypeError: *host* or *port* is of the wrong kind.
        ArgumentError: `PYWEBIO_REMOTE_ACCESS` names no service.
    """
    known = environment.remote_access_service() or (REMOTE_ACCESS_HOST, None)
    if host is not None:
        known = (_host(host), None)
    return RemoteService(
        host=known[0],
        port=_port(port) or known[1] or REMOTE_ACCESS_PORT,
        setup_timeout=setup_timeout,
    )


def _remote_access(wanted: bool | None) -> RemoteService | None:
    return remote_service() if require_flag("remote_access", wanted) else None
