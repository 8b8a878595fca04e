"""What the environment variables say that begin with `PYWEBIO_`, read here and nowhere else.

    PYWEBIO_DEBUG              1 or 0: debug mode, whatever the program says
    PYWEBIO_THEME              theme of all pages, whatever the program says
    PYWEBIO_SCRIPT_MODE_PORT   port of script mode, which then opens no browser
    PYWEBIO_REMOTE_ACCESS      HOST[:PORT] of the service that `remote_access=True` uses

An empty variable is like none. `PYWEBIO_DJANGO_WITH_TORNADO` of PyWebIO 1.x chose between two
servers for Django; there is one now, so it says nothing.
"""

from __future__ import annotations

import os

from pywebio.domain.errors import ArgumentError
from pywebio.domain.page_config import THEMES

_TRUE = ("1", "true", "yes", "on")
_FALSE = ("0", "false", "no", "off")


def debug() -> bool | None:
    """Return what `PYWEBIO_DEBUG` says; None if it says nothing.

    Raises:
        ArgumentError: It is neither true nor false.
    """
    value = os.environ.get("PYWEBIO_DEBUG", "")
    if value.strip().lower() in _TRUE:
        return True
    if value.strip().lower() in _FALSE:
        return False
    if value.strip():
        raise _wrong("PYWEBIO_DEBUG", value, f"one of {', '.join((*_TRUE, *_FALSE))}")
    return None


def theme() -> str | None:
    """Return the theme that `PYWEBIO_THEME` names; None if it names none.

    Raises:
        ArgumentError: There is no such theme.
    """
    value = os.environ.get("PYWEBIO_THEME", "")
    if value and value not in THEMES:
        raise _wrong("PYWEBIO_THEME", value, f"one of {', '.join(THEMES)}")
    return value or None


def script_mode_port() -> int | None:
    """Return the port that `PYWEBIO_SCRIPT_MODE_PORT` gives; None if it gives none.

    Raises:
        ArgumentError: It is no port.
    """
    value = os.environ.get("PYWEBIO_SCRIPT_MODE_PORT", "")
    return _port("PYWEBIO_SCRIPT_MODE_PORT", value, value) if value else None


def remote_access_service() -> tuple[str, int | None] | None:
    """Return host and port of the service that `PYWEBIO_REMOTE_ACCESS` names; None if none.

    Raises:
        ArgumentError: It names no host, or no port.
    """
    name = "PYWEBIO_REMOTE_ACCESS"
    value = os.environ.get(name, "")
    if not value:
        return None
    host, colon, port = value.partition(":")
    if not host or host.startswith("-"):
        raise _wrong(name, value, "HOST or HOST:PORT")
    return host, _port(name, value, port) if colon else None


def _port(name: str, value: str, port: str) -> int:
    if not (port.isascii() and port.isdigit()) or not 0 < int(port) < 2**16:
        raise _wrong(name, value, "a port from 1 to 65535")
    return int(port)


def _wrong(name: str, value: str, legal: str) -> ArgumentError:
    return ArgumentError(f"the environment variable {name}={value!r} is not {legal}")
