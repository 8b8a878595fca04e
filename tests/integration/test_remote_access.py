"""A public address, through a stand-in for the program `ssh` that each test writes."""

from __future__ import annotations

import logging
import os
import sys
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from pywebio.platform import remote_access
from tests.integration.clients.base import PATIENCE
from tests.integration.clients.programs import running_program

if TYPE_CHECKING:
    from pathlib import Path

SSH = """#!{python}
import json, sys
open({arguments!r}, "w").write("\\n".join(sys.argv[1:]))
{body}
"""
GRANT = (
    'print(json.dumps({"status": "success", "address": "https://public.example/"}), flush=True)\n'
)
FOREVER = "sys.stdin.read()\n"

SCRIPT = """
from pywebio.platform{module} import start_server
if __name__ == "__main__":
    start_server(lambda: None, host="127.0.0.1", port=0, remote_access=True)
"""


def put_ssh(folder: Path, body: str) -> Path:
    """Write a program `ssh` into *folder*; return where it notes its arguments."""
    arguments, path = folder / "arguments", folder / "ssh"
    source = SSH.format(python=sys.executable, arguments=str(arguments), body=body)
    path.write_text(source, "utf-8")
    path.chmod(0o755)
    return arguments


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let programs be found in the test's folder first."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYWEBIO_REMOTE_ACCESS", "tunnel.example:2022")
    return tmp_path


@pytest.mark.parametrize(
    "module", ["", ".aiohttp", ".fastapi", ".flask", ".django", ".tornado_http"]
)
def test_every_server_prints_its_public_address(service: Path, module: str) -> None:
    arguments = put_ssh(service, GRANT + FOREVER)
    script = service / "script.py"
    script.write_text(SCRIPT.replace("{module}", module), "utf-8")
    with running_program("-W", "error", str(script)) as process:
        assert process.stdout is not None
        lines = sorted(process.stdout.readline() for _ in range(2))
        process.terminate()
        _, errors = process.communicate(timeout=PATIENCE)
    assert lines[0] == "PyWebIO is public on https://public.example/\n"
    port = lines[1].rstrip("/\n").rpartition(":")[2]
    called = arguments.read_text("utf-8").splitlines()
    assert called[-5:] == [f"80:127.0.0.1:{port}", "-p", "2022", "--", "tunnel.example"]
    assert errors == ""


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('print(json.dumps({"status": "fail", "message": "no room"}), flush=True)', "no room"),
        ('print("Welcome", flush=True)', "tunnel.example said 'Welcome'"),
        ("print(json.dumps([1]), flush=True)", "tunnel.example said"),
        ('print("refused", file=sys.stderr)', "refused"),
        ("pass", "tunnel.example did not answer"),
    ],
)
def test_a_service_that_refuses_says_why(service: Path, body: str, reason: str) -> None:
    put_ssh(service, body)
    with pytest.raises(RuntimeError, match=reason):
        remote_access.remote_access_service(local_port=1)


def test_a_service_that_says_nothing_is_given_up(service: Path) -> None:
    put_ssh(service, FOREVER)
    with pytest.raises(RuntimeError, match="did not answer"):
        remote_access.remote_access_service(local_port=1, setup_timeout=0.2)


def test_what_goes_wrong_in_the_background_is_logged(service: Path) -> None:
    put_ssh(service, "pass")
    logged: SimpleQueue[str] = SimpleQueue()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logged.put(self.format(record))

    handler = Listener()
    logger = logging.getLogger("pywebio.backends.ssh_tunnel")
    logger.addHandler(handler)
    try:
        remote_access.start_remote_access_service(local_port=1)
        assert "did not answer" in logged.get(timeout=PATIENCE)
    finally:
        logger.removeHandler(handler)


def test_without_ssh_the_error_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="OpenSSH"):
        remote_access.start_remote_access_service()
    with pytest.raises(FileNotFoundError, match="OpenSSH"):
        remote_access.remote_access_service()


def test_daemons_do_not_count_as_threads() -> None:
    go_on = threading.Event()
    others = [each for each in threading.enumerate() if not each.daemon]
    assert remote_access.am_i_the_only_thread() is (len(others) == 1)
    thread = threading.Thread(target=go_on.wait)
    thread.start()
    assert not remote_access.am_i_the_only_thread()
    go_on.set()
    thread.join()
