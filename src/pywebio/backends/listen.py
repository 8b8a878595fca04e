"""What every server does around serving: bind a port, say where, open a browser, swift threads."""

from __future__ import annotations

import errno
import socket
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

from pywebio.backends.ssh_tunnel import start_tunnel
from pywebio.ports.server import ServerOptions

_SWITCH_INTERVAL = 0.001
"""Seconds, see `swift_threads`."""


def bind(port: int, host: str) -> list[socket.socket]:
    """Return sockets that listen on *port* (0: a free one) of *host* (empty: all interfaces).

    Raises:
        OSError: The address cannot be used; the message says what to do.
    """
    addresses = socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_ADDRCONFIG
    )
    # IPv4 first: the free port that it gets is then taken for IPv6 too.
    addresses.sort(key=lambda address: address[0] != socket.AF_INET)
    sockets: list[socket.socket] = []
    for family, kind, protocol, _, address in addresses:
        where = (address[0], port or (sockets[0].getsockname()[1] if sockets else 0), *address[2:])
        listener = socket.socket(family, kind, protocol)
        sockets.append(listener)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            listener.bind(where)
        except OSError as error:
            for each in sockets:
                each.close()
            raise _explained(error, port, host) from error
        listener.setblocking(False)
        listener.listen(1024)
    return sockets


def announce(
    sockets: Sequence[socket.socket], options: ServerOptions, scheme: str = "http"
) -> None:
    """Print the address that is served; open it in a browser and make it public if asked to.

    Raises:
        FileNotFoundError: It cannot be made public: there is no program `ssh`.
    """
    if options.remote_access is not None:
        start_tunnel(options.remote_access, sockets[0].getsockname()[1])
    address = address_of(sockets, options.host, scheme)
    print(f"PyWebIO is running on {address}", flush=True)  # noqa: T201  # what the user waits for
    if options.auto_open_webbrowser:
        open_browser(address)


def address_of(sockets: Sequence[socket.socket], host: str, scheme: str = "http") -> str:
    """Return the URL at which a browser on this machine finds what listens on *host*."""
    port = sockets[0].getsockname()[1]
    shown = host if host not in ("", "0.0.0.0", "::") else "localhost"  # noqa: S104
    return f"{scheme}://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def open_browser(address: str) -> None:
    """Open *address* in the user's browser, which may take its time."""
    Thread(target=webbrowser.open, args=(address,), daemon=True).start()


@contextmanager
def swift_threads() -> Iterator[None]:
    """Shorten the interpreter's thread switch interval, for a server that owns its process.

    A click crosses threads three times. With CPython's 5 ms each of them would wait that long for
    an app that computes in another thread.
    """
    interval = sys.getswitchinterval()
    sys.setswitchinterval(min(interval, _SWITCH_INTERVAL))
    try:
        yield
    finally:
        sys.setswitchinterval(interval)


def _explained(error: OSError, port: int, host: str) -> OSError:
    where = f"port {port} of {host or 'this machine'}"
    if error.errno == errno.EADDRINUSE:
        return OSError(
            error.errno,
            f"{where} is already in use: stop the program that uses it, or choose another port "
            "(port=0 takes a free one)",
        )
    if error.errno == errno.EACCES:
        return OSError(error.errno, f"{where} needs more rights: choose a port from 1024 up")
    return OSError(error.errno, f"cannot listen on {where}: {error.strerror}")
