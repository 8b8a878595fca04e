"""A program that starts no server: its page, and its end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import pytest

from tests.integration.clients.base import PATIENCE, Command, PageClosed, fetch
from tests.integration.clients.websocket import WebSocketPage, open_page

if TYPE_CHECKING:
    from pathlib import Path

USE = "from pywebio.input import *\nfrom pywebio.output import *\nfrom pywebio.session import *\n"


class Program:
    """A script that runs, and what it has printed."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    async def page(self, *, counts: bool = True) -> WebSocketPage:
        """Open its page as soon as it is served."""
        with anyio.fail_after(PATIENCE):
            while True:
                try:
                    return await open_page(self.port, {"ack": 0} if counts else {})
                except ConnectionRefusedError:
                    assert self.process.poll() is None, self.process.communicate()
                    await anyio.sleep(0.02)

    async def line(self) -> str:
        """Wait for the next line that it prints."""
        assert self.process.stdout is not None
        return (await anyio.to_thread.run_sync(self.process.stdout.readline)).rstrip("\n")

    async def end(self) -> tuple[int, str, str]:
        """Wait for its end; return its code, and the rest that it has printed."""

        def communicate() -> tuple[str, str]:
            return self.process.communicate(timeout=PATIENCE)

        output, errors = await anyio.to_thread.run_sync(communicate)
        return self.process.returncode, output, errors


@asynccontextmanager
async def program(folder: Path, source: str, **environment: str) -> AsyncIterator[Program]:
    """Run *source* until the end of the block; a program that hangs is killed."""
    script = folder / "script.py"
    script.write_text(USE + source, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    with subprocess.Popen(  # noqa: ASYNC220  # it takes no time, and is read in threads
        [sys.executable, "-u", "-W", "error", str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYWEBIO_SCRIPT_MODE_PORT": str(port), **environment},
    ) as process:
        watch = threading.Timer(PATIENCE * 3, process.kill)
        watch.start()
        try:
            yield Program(process, port)
        finally:
            watch.cancel()
            process.kill()


async def rest_of(page: WebSocketPage) -> list[Command]:
    """Return all further commands of *page*, up to the end of its session."""
    commands: list[Command] = []
    try:
        while not commands or commands[-1].name != "close_session":
            commands.append(await page.receive())
    except PageClosed:
        pass
    return commands


@pytest.mark.parametrize("counts", [True, False], ids=["ours", "published"])
async def test_a_script_asks_shows_and_ends(tmp_path: Path, counts: bool) -> None:
    source = "put_text('hello', input('name'))\nput_text('last')\nprint('end')"
    async with program(tmp_path, source) as script:
        page = await script.page(counts=counts)
        await page.reply("you")
        assert await page.text() == "hello you"
        assert await page.text() == "last"
        assert [command.name for command in await rest_of(page)] == ["close_session"]
        assert await script.end() == (0, "end\n", "")
        await page.leave()


async def test_a_second_page_is_told_that_there_is_one(tmp_path: Path) -> None:
    source = "print(input('name'))"
    async with program(tmp_path, source) as script:
        page = await script.page()
        form = await page.next("input_group")
        second = await script.page()
        assert "a single page" in await second.text()
        assert (await rest_of(second))[-1].name == "close_session"
        await page.submit(form, "still there")
        assert await script.line() == "still there"
        await page.ended()
        assert (await script.end())[0] == 0
        await page.leave()
        await second.leave()


async def test_the_program_goes_on_when_its_page_is_closed(tmp_path: Path) -> None:
    source = """
import time
def late():
    time.sleep(0.3)
    print("deferred")
defer_call(late)
put_text("there")
for attempt in (lambda: input("name"), lambda: put_text("again"), lambda: run_js("1")):
    try:
        attempt()
    except SessionClosedException as error:
        print(type(error).__name__)
print("end")
"""
    source = "from pywebio.exceptions import SessionClosedException\n" + source
    async with program(tmp_path, source) as script:
        page = await script.page()
        await page.next("input_group")
        await page.leave()
        code, output, errors = await script.end()
    lines = output.splitlines()
    # What was deferred is waited for, however long it takes.
    assert (code, errors, lines.count("SessionClosedException")) == (0, "", 3)
    assert {"deferred", "end"} < set(lines)


async def test_callbacks_keep_the_program_until_the_page_is_closed(tmp_path: Path) -> None:
    source = """
put_buttons(["again"], onclick=lambda label: print("clicked", label))
@defer_call
def bye():
    print("deferred")
print("end")
"""
    async with program(tmp_path, source) as script:
        page = await script.page()
        button = await page.button()
        assert await script.line() == "end"
        for _ in range(2):
            await page.click(button, 0)
            assert await script.line() == "clicked again"
        assert script.process.poll() is None
        await page.leave()
        assert await script.end() == (0, "deferred\n", "")


async def test_every_thread_may_use_the_page(tmp_path: Path) -> None:
    source = """
from threading import Thread
def work(name):
    put_text(name, input(name))
plain = Thread(target=work, args=("plain",))
registered = Thread(target=work, args=("registered",))
register_thread(registered)
daemon = Thread(target=input, args=("forgotten",), daemon=True)
for thread in (plain, registered, daemon):
    thread.start()
"""
    async with program(tmp_path, source) as script:
        page = await script.page()
        forms = [await page.next("input_group") for _ in range(3)]
        asked = {form.spec["label"]: form for form in forms}
        assert set(asked) == {"plain", "registered", "forgotten"}
        shown: list[str] = []
        for name in ("registered", "plain"):
            await page.submit(asked[name], name.upper())
            shown.append(await page.text())
        assert shown == ["registered REGISTERED", "plain PLAIN"]
        # Only a daemon is left, which holds nothing up.
        assert (await rest_of(page))[-1].name == "close_session"
        assert (await script.end())[0] == 0
        await page.leave()


async def test_hold_returns_when_the_page_is_closed(tmp_path: Path) -> None:
    async with program(tmp_path, "put_text('there')\nhold()\nprint('end')") as script:
        page = await script.page()
        assert await page.text() == "there"
        await page.leave()
        assert await script.end() == (0, "end\n", "")


@pytest.mark.parametrize("debug", ["", "1"])
async def test_the_page_hears_of_an_exception(tmp_path: Path, debug: str) -> None:
    source = "put_text('there')\nraise ValueError('private')"
    async with program(tmp_path, source, PYWEBIO_DEBUG=debug) as script:
        page = await script.page()
        assert await page.text() == "there"
        told = await rest_of(page)
        code, _, errors = await script.end()
        await page.leave()
    assert (told[0].name, told[-1].name) == ("popup" if debug else "toast", "close_session")
    assert ("private" in str(told)) == bool(debug)
    assert code == 1
    assert errors.count("ValueError: private") == 1


@pytest.mark.parametrize("holds", [False, True], ids=["running", "held"])
async def test_ctrl_c_ends_the_program(tmp_path: Path, holds: bool) -> None:
    source = "put_buttons(['a'], onclick=print)\nprint('here')\n"
    async with program(tmp_path, source + ("" if holds else "input('name')")) as script:
        page = await script.page()
        assert await script.line() == "here"
        if not holds:
            await page.next("input_group")
        script.process.send_signal(signal.SIGINT)
        await rest_of(page)
        code, _, errors = await script.end()
        await page.leave()
    assert "KeyboardInterrupt" in errors
    assert code in ((0,) if holds else (1, -signal.SIGINT, 130))


async def test_a_program_with_a_page_cannot_serve_apps(tmp_path: Path) -> None:
    source = """
from pywebio import start_server
from pywebio.platform.flask import webio_view
put_text("there")
for serve in (start_server, webio_view):
    try:
        serve(lambda: None)
    except RuntimeError as error:
        print(error)
"""
    async with program(tmp_path, source) as script:
        page = await script.page()
        await page.ended()
        _, output, errors = await script.end()
        await page.leave()
    assert output.count("cannot serve apps: this program has") == 2
    assert errors == ""


async def test_a_program_that_serves_apps_has_no_page(tmp_path: Path) -> None:
    source = """
from pywebio.exceptions import SessionNotFoundException
from pywebio.platform.tornado import webio_handler
webio_handler(lambda: None)
try:
    put_text("there")
except SessionNotFoundException as error:
    print(error)
"""
    async with program(tmp_path, source) as script:
        code, output, _ = await script.end()
    assert code == 0
    assert "call this from an app" in output


async def test_coroutines_of_a_script_ask_without_await(tmp_path: Path) -> None:
    source = """
import asyncio
async def main():
    put_text("hello", input("name"))
asyncio.run(main())
"""
    async with program(tmp_path, source) as script:
        page = await script.page()
        await page.reply("you")
        assert await page.text() == "hello you"
        await page.ended()
        assert await script.end() == (0, "", "")
        await page.leave()


async def test_a_port_in_use_is_an_error_of_the_first_call(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with program(tmp_path, "put_text('x')", PYWEBIO_SCRIPT_MODE_PORT=port) as script:
            code, _, errors = await script.end()
    assert code == 1
    assert f"port {port} of 127.0.0.1 is already in use" in errors.splitlines()[-1]


async def test_the_page_is_opened_in_a_browser(tmp_path: Path) -> None:
    source = """
import webbrowser
webbrowser.open = lambda address: print(address)
put_text("there")
"""
    async with program(tmp_path, source, PYWEBIO_SCRIPT_MODE_PORT="") as script:
        address = await script.line()
        script.port = int(address.rstrip("/").rpartition(":")[2])
        answer = await anyio.to_thread.run_sync(fetch, script.port, "GET", "/", {})
        assert answer.status == 200
        page = await script.page()
        assert await page.text() == "there"
        await page.ended()
        code, _, errors = await script.end()
        await page.leave()
    assert code == 0
    assert errors == f"PyWebIO shows this program on {address}\n"
