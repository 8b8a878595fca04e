"""Ports and the browser of the server's own machine, from `pywebio.utils` and its servers."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import suppress

from pywebio.backends.listen import open_browser

__all__ = ["get_free_port", "open_webbrowser_on_server_started", "wait_host_port"]

logger = logging.getLogger(__name__)


def get_free_port() -> int:
    """Return a TCP port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("", 0))
        port: int = probe.getsockname()[1]
        return port


async def wait_host_port(host: str, port: int, duration: float = 10, delay: float = 2) -> bool:
    """
    Wait until something answers on a TCP port; tell whether it does.

    Args:
        host: Its host.
        port: The port.
        duration: Seconds after which to give up.
        delay: Seconds between two tries.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + duration
    while loop.time() < end:
        with suppress(OSError, asyncio.TimeoutError):
            _, writer = await asyncio.wait_for(
                asyncio.open_connection(host, port), max(0.001, end - loop.time())
            )
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            return True
        await asyncio.sleep(min(delay, max(0.0, end - loop.time())))
    return False


async def open_webbrowser_on_server_started(host: str, port: int) -> None:
    """Open `http://host:port` in a browser of this machine as soon as it answers."""
    address = f"http://{host}:{port}"
    if await wait_host_port(host, port, duration=20):
        open_browser(address)
    else:
        logger.error("no browser was opened, because nothing answers at %s", address)
