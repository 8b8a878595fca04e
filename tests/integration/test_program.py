"""A script as its author starts it: in a process of its own."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import pytest

from tests.integration.clients.base import PATIENCE, fetch
from tests.integration.clients.programs import free_port, printed_port, running_program
from tests.integration.clients.websocket import open_page

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
import asyncio, sys
from {module} import start_server
from pywebio.input import input
from pywebio.output import put_text
from pywebio.session import defer_call

def thread():
    put_text("hello " + input("q"))
    input("wait")

async def coroutine():
    put_text("hello " + await input("q"))
    await asyncio.sleep(1000)

if __name__ == "__main__":
    start_server([thread, coroutine], host="127.0.0.1", {options})
    print("after the server")
"""


every_server = pytest.mark.parametrize(
    "module", ["pywebio", "pywebio.platform.aiohttp", "pywebio.platform.fastapi"]
)


@contextmanager
def script(
    folder: Path, options: str = "", module: str = "pywebio"
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run the script until the end of the block; give its process and its port."""
    path = folder / "script.py"
    path.write_text(SCRIPT.replace("{options}", options).replace("{module}", module), "utf-8")
    with running_program("-W", "error", str(path)) as process:
        yield process, printed_port(process)


@every_server
@pytest.mark.parametrize("debug", [False, True], ids=["", "debug"])
@pytest.mark.parametrize("app", ["thread", "coroutine"])
async def test_a_script_prints_its_address_and_stops_on_ctrl_c(
    tmp_path: Path, module: str, app: str, debug: bool
) -> None:
    with script(tmp_path, f"debug={debug}", module) as (process, port):
        page = await open_page(port, {"app": app, "ack": 0})
        await page.reply("you")
        assert await page.text() == "hello you"
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
        await page.leave()
    assert process.returncode == 0
    assert output == "after the server\n"
    assert errors == ""


@every_server
async def test_a_script_ends_on_sigterm(tmp_path: Path, module: str) -> None:
    with script(tmp_path, module=module) as (process, port):
        page = await open_page(port, {"app": "thread"})
        await page.next("input_group")
        process.terminate()
        _, errors = process.communicate(timeout=PATIENCE)
        await page.leave()
    assert process.returncode in (0, -signal.SIGTERM)
    assert errors == ""


@every_server
def test_a_port_in_use_is_a_clear_error(tmp_path: Path, module: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        path = tmp_path / "script.py"
        path.write_text(
            SCRIPT.replace("{options}", f"port={port}").replace("{module}", module), "utf-8"
        )
        run = subprocess.run(
            [sys.executable, str(path)],
            capture_output=True,
            text=True,
            timeout=PATIENCE * 3,
            check=False,
        )
    assert run.returncode != 0
    last = run.stderr.strip().splitlines()[-1]
    assert f"port {port} of 127.0.0.1 is already in use" in last
    assert "port=0" in last
    assert run.stdout == ""


def test_a_host_that_is_none_of_this_machine_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    path.write_text(
        "from pywebio import start_server\nstart_server(print, host='192.0.2.1')", "utf-8"
    )
    run = subprocess.run(
        [sys.executable, str(path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE * 3,
        check=False,
    )
    assert run.returncode != 0
    assert "192.0.2.1" in run.stderr.strip().splitlines()[-1]


def test_all_interfaces_share_one_free_port(tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    path.write_text("from pywebio import start_server\nstart_server(lambda: None)", "utf-8")
    with running_program("-W", "error", str(path)) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        port = int(line.rstrip("/\n").rpartition(":")[2])
        assert line == f"PyWebIO is running on http://localhost:{port}/\n"
        assert fetch(port, "GET", "/", {}).status == 200


DEBUG = """
from pywebio import start_server
from pywebio.output import put_text

def app():
    put_text("version 1")

start_server(app, host="127.0.0.1", port=PORT, debug=True)
"""


async def touch_again_and_again(path: anyio.Path) -> None:
    # The first look of Tornado's autoreload only notes the times of the files.
    while True:
        await path.touch()
        await anyio.sleep(0.2)


async def test_debug_restarts_when_the_script_changes(tmp_path: Path) -> None:
    port = free_port()
    path = tmp_path / "script.py"
    path.write_text(DEBUG.replace("PORT", str(port)), "utf-8")
    with running_program("-W", "error", str(path)) as process:
        assert process.stdout is not None
        assert str(port) in process.stdout.readline()
        page = await open_page(port, {})
        assert await page.text() == "version 1"
        await page.leave()
        path.write_text(path.read_text("utf-8").replace("version 1", "version 2"), "utf-8")
        async with anyio.create_task_group() as group:
            group.start_soon(touch_again_and_again, anyio.Path(path))
            assert str(port) in await anyio.to_thread.run_sync(process.stdout.readline)
            group.cancel_scope.cancel()
        page = await open_page(port, {})
        assert await page.text() == "version 2"
        await page.leave()
