"""A public address for a server on this machine, by a tunnel through the program `ssh`."""

from __future__ import annotations

import threading

__all__ = ["am_i_the_only_thread", "remote_access_service", "start_remote_access_service"]


def start_remote_access_service(
    *,
    local_port: int = 8080,
    server: str | None = None,
    server_port: int | None = None,
    setup_timeout: float = 60,
) -> None:
    """
    Make a server of this machine public, and print its address as soon as that is known.

    The tunnel ends with the program. What goes wrong with it is logged. `start_server` does this
    with `remote_access=True`.

    Args:
        local_port: The port of the server.
        server: The host of the forwarding service; by default what the environment variable
            `PYWEBIO_REMOTE_ACCESS` says, which is `HOST[:PORT]`, else PyWebIO's own service.
        server_port: Its port; by default that of the environment variable, else 1022.
        setup_timeout: Seconds after which the service must have answered.

    Raises:
        FileNotFoundError: There is no program `ssh`.
    """
    from pywebio.backends.ssh_tunnel import start_tunnel
    from pywebio.options import remote_service

    start_tunnel(remote_service(server, server_port, setup_timeout), local_port)


def remote_access_service(
    local_port: int = 8080,
    server: str | None = None,
    server_port: int | None = None,
    setup_timeout: float = 60,
) -> None:
    """
    Do what `start_remote_access_service` does, and return when the tunnel has ended.

    Raises:
        FileNotFoundError: There is no program `ssh`.
        RuntimeError: The service refused, or did not answer; the message says why.
    """
    from pywebio.backends.ssh_tunnel import TunnelFailed, hold_tunnel, require_ssh
    from pywebio.options import remote_service

    try:
        hold_tunnel(require_ssh(), remote_service(server, server_port, setup_timeout), local_port)
    except TunnelFailed as failed:
        raise RuntimeError(f"remote access failed: {failed}") from failed


def am_i_the_only_thread() -> bool:
    """Tell whether all other threads are daemons, so that the program ends with this one."""
    this = threading.current_thread()
    return all(each is this or each.daemon for each in threading.enumerate())
