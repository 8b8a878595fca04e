"""Start and stop one server process."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..model import Side, Target
from . import environments
from .environments import SetupError, bench_folder

HERE = Path(__file__).resolve().parent
APPS = HERE.parent / "apps"
START_TIMEOUT = 30.0


def interpreter(side: Side) -> str:
    """Return the interpreter of a side, or raise SetupError."""
    if side == "published":
        return environments.published()
    return sys.executable if side == "limit" else environments.ours()


@contextmanager
def serve(side: Side, app: str) -> Iterator[Target]:
    """Run the server of *side* with the apps of `apps/<app>.py`."""
    python, port = interpreter(side), _free_port()
    if not app:
        yield Target(side, 0, 0, python)
        return
    if side == "limit":
        arguments = [str(HERE / "limit.py"), str(port)]
    else:
        arguments = [str(HERE / "launch.py"), str(APPS / f"{app}.py"), str(port)]
    log = bench_folder() / f"{side}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [python, *arguments],
            stdout=output,
            stderr=output,
            cwd=log.parent,
            env=environments.environ(python),
        )
    try:
        _wait_until_open(process, port, log)
        yield Target(side, port, process.pid, python)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address: tuple[str, int] = probe.getsockname()
        return address[1]


def _wait_until_open(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_TIMEOUT
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    last = (log.read_text().strip().splitlines() or ["it printed nothing"])[-1]
    raise SetupError(f"the server did not start: {last}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
