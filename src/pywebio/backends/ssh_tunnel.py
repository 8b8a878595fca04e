"""A public address for a server on this machine, by the `ssh` program and a forwarding service.

The service forwards the port 80 that it was asked for, and says where: its output is one line of
JSON, `{"status": "success", "address": ...}` or `{"status": "fail", "message": ...}`.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import shutil
import subprocess
from collections.abc import Mapping
from threading import Thread, Timer

from pywebio.ports.server import RemoteService

logger = logging.getLogger(__name__)

_OPTIONS = ("StrictHostKeyChecking=no", "ServerAliveInterval=30", "ExitOnForwardFailure=yes")
_OWNED = "PYWEBIO_TUNNEL_PROCESS"
"""In the environment: the `ssh` that this process had started before it replaced itself."""


class TunnelFailed(Exception):
    """There is no public address; the message says why."""


def require_ssh() -> str:
    """Return the path of the `ssh` program.

    Raises:
        FileNotFoundError: There is none; the message says what to do.
    """
    path = shutil.which("ssh")
    if path is None:
        raise FileNotFoundError(
            "remote_access=True needs the program `ssh`, and there is none on PATH: "
            "install an OpenSSH client"
        )
    return path


def start_tunnel(service: RemoteService, local_port: int) -> None:
    """Ask *service* for a public address of *local_port*; print it when it is there.

    The tunnel ends with the program. That it cannot be made, or breaks, is logged.

    Raises:
        FileNotFoundError: There is no `ssh` program.
    """
    ssh = require_ssh()
    Thread(
        target=_keep, args=(ssh, service, local_port), name="pywebio-tunnel", daemon=True
    ).start()


def _keep(ssh: str, service: RemoteService, local_port: int) -> None:
    try:
        hold_tunnel(ssh, service, local_port)
    except TunnelFailed as failed:
        logger.error("remote access failed: %s", failed)  # noqa: TRY400  # no fault of any code


def hold_tunnel(ssh: str, service: RemoteService, local_port: int) -> None:
    """Make the tunnel, print its address, and return when it has ended.

    Raises:
        TunnelFailed: It could not be made.
    """
    _end_earlier()
    arguments = [part for option in _OPTIONS for part in ("-o", option)]
    with subprocess.Popen(  # noqa: S603  # the user's own program, without a shell
        [
            *(ssh, "-T", *arguments, "-R", f"80:127.0.0.1:{local_port}"),
            *("-p", str(service.port), "--", service.host),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        os.environ[_OWNED] = str(process.pid)
        atexit.register(process.kill)
        try:
            print(f"PyWebIO is public on {_address(process, service)}", flush=True)  # noqa: T201
            process.wait()
        finally:
            process.kill()
            atexit.unregister(process.kill)
            os.environ.pop(_OWNED, None)
    logger.warning("remote access has ended")


def _address(process: subprocess.Popen[str], service: RemoteService) -> str:
    if process.stdout is None or process.stderr is None:
        raise TunnelFailed("ssh has no output")
    # Killed, it ends its output, for which this thread waits.
    patience = Timer(service.setup_timeout, process.kill)
    patience.start()
    line = process.stdout.readline()
    patience.cancel()
    if not line:
        said = process.stderr.read().strip()
        raise TunnelFailed(said or f"{service.host} did not answer")
    try:
        answer: object = json.loads(line)
    except ValueError:
        answer = None
    told: Mapping[str, object] = answer if isinstance(answer, dict) else {}
    if told.get("status") != "success" or not isinstance(told.get("address"), str):
        raise TunnelFailed(str(told.get("message") or f"{service.host} said {line.strip()!r}"))
    return str(told["address"])


def _end_earlier() -> None:
    """End the `ssh` of the program that this process ran before a reload put this one in place."""
    earlier = os.environ.pop(_OWNED, "")
    if not earlier.isdigit():
        return
    try:
        # Only a child of this very process is waited for, so no stranger is hit.
        if os.waitpid(int(earlier), os.WNOHANG)[0] == 0:
            os.kill(int(earlier), 15)
            os.waitpid(int(earlier), 0)
    except (AttributeError, OSError):
        logger.debug("the earlier ssh is gone")
