"""Start and stop one server process."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..model import Probe, Side, Target
from . import environments
from .environments import SetupError, bench_folder

HERE = Path(__file__).resolve().parent
APPS = HERE.parent / "apps"
ROOT = HERE.parents[1]
START_TIMEOUT = 30.0


def interpreter(side: Side) -> str:
    """Return the interpreter of a side, or raise SetupError."""
    if side == "published":
        return environments.published_python()
    return sys.executable if side == "limit" else environments.ours()


@contextmanager
def serve(side: Side, probe: Probe) -> Iterator[Target]:
    """Run the server of *side* that *probe* needs."""
    python, backend = interpreter(side), probe.backend
    counting = side == "counting" or (side == "ours" and probe.own_client)
    if not probe.app:
        yield Target(side, 0, 0, python, backend, counting)
        return
    port = _free_port()
    if side == "limit":
        arguments = ["-m", f"benchmarks.servers.bare.{backend}", str(port)]
    else:
        arguments = [str(HERE / "launch.py"), str(APPS / f"{probe.app}.py"), str(port), backend]
    log = bench_folder() / f"{side}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [python, *arguments],
            stdout=output,
            stderr=output,
            cwd=ROOT if side == "limit" else log.parent,
            env=environments.environ(python),
        )
    try:
        _wait_until_open(process, port, log)
        yield Target(side, port, process.pid, python, backend, counting)
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
