"""Programs of their own, as people start them."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.integration.clients.base import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path


@contextmanager
def running_program(*command: str, folder: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """Run Python with *command* until the end of the block; a program that hangs is killed."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, *command], cwd=folder, stdout=pipe, stderr=pipe, text=True
    )
    watch = threading.Timer(PATIENCE * 3, process.kill)
    watch.start()
    try:
        with process:
            try:
                yield process
            finally:
                process.terminate()
    finally:
        watch.cancel()


def printed_port(process: subprocess.Popen[str]) -> int:
    """Wait until the program says where it serves; return the port."""
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    printed = re.fullmatch(r"PyWebIO is running on https?://.+:(\d+)/\n", line)
    if printed is None:
        process.terminate()
        raise AssertionError(line + process.stderr.read())
    return int(printed[1])


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
