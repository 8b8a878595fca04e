"""Django under servers in processes of their own: ours, Django's, and those for production."""

from __future__ import annotations

import re
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
from tests.integration.clients.polling import open_page
from tests.integration.clients.programs import free_port, printed_port, running_program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.clients.base import Page

APPS = """
import asyncio
from django.conf import settings
from pywebio.input import input
from pywebio.output import put_text
from pywebio.session import info

def thread():
    put_text("hello " + input("q"))
    put_text(info.request.META["wsgi.multithread"])
    input("wait")

async def coroutine():
    put_text("hello " + await input("q"))
    await asyncio.sleep(1000)

def told():
    put_text(settings.DEBUG, len(settings.SECRET_KEY) > 30, settings.MIDDLEWARE)
"""

PROGRAM = (
    APPS
    + """
from pywebio.platform.django import start_server
start_server([thread, coroutine, told], {options})
print("after the server")
"""
)

WSGI = (
    APPS
    + """
from pywebio.platform.django import wsgi_app
app = wsgi_app([thread, coroutine, told])
"""
)

PROJECT = (
    APPS
    + """
from django.core.management import execute_from_command_line
from django.urls import path
from pywebio.platform.django import webio_view

urlpatterns = [path("", webio_view([thread, coroutine]))]

if __name__ == "__main__":
    settings.configure(DEBUG=True, SECRET_KEY="only for tests", ROOT_URLCONF="__main__")
    address = "127.0.0.1:{port}"
    execute_from_command_line(["manage.py", "runserver", address, "--noreload", {options}])
"""
)


@contextmanager
def program(folder: Path, options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run `start_server` with *options* until the end of the block; give its process and port."""
    (folder / "program.py").write_text(PROGRAM.replace("{options}", options), "utf-8")
    with running_program("-u", "-W", "error", "program.py", folder=folder) as process:
        yield process, printed_port(process)


def stopped(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Stop a program as its user would; return what it wrote."""
    process.send_signal(signal.SIGINT)
    return process.communicate(timeout=PATIENCE)


def port_of_gunicorn(process: subprocess.Popen[str]) -> int:
    """Wait until gunicorn says where it listens."""
    assert process.stderr is not None
    for line in process.stderr:
        if said := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", line):
            return int(said[1])
    raise AssertionError("gunicorn has ended")


async def answering(port: int) -> None:
    """Wait until something serves *port*."""
    with anyio.fail_after(PATIENCE * 2):
        while True:
            try:
                await anyio.to_thread.run_sync(fetch, port, "GET", "/?test=1", {})
            except OSError:
                await anyio.sleep(0.02)
            else:
                return


async def two_pages(port: int) -> tuple[Page, Page]:
    """Use two pages at once, which both ask to be held, and leave them open."""
    first = await open_page(port, {"app": "thread"})
    second = await open_page(port, {"app": "coroutine"})
    with anyio.fail_after(PATIENCE):
        async with anyio.create_task_group() as group:
            # It polls meanwhile, with nothing to hear.
            group.start_soon(first.poll)
            await second.reply("you")
            assert await second.text() == "hello you"
            group.cancel_scope.cancel()
        await first.reply("too")
        assert await first.text() == "hello too"
    return first, second


@pytest.mark.parametrize("debug", [False, True], ids=["", "debug"])
async def test_a_program_says_where_it_is_and_stops_on_ctrl_c(tmp_path: Path, debug: bool) -> None:
    with program(tmp_path, f"port=0, debug={debug}") as (process, port):
        pages = await two_pages(port)
        told = await open_page(port, {"app": "told"})
        assert await told.text() == f"{debug} True []"
        assert fetch(port, "GET", "/favicon.ico", {}).status == 404
        output, errors = await anyio.to_thread.run_sync(stopped, process)
        for page in (*pages, told):
            await page.leave()
    assert process.returncode == 0
    assert output == "after the server\n"
    assert ("GET /favicon.ico" in errors) is debug
    assert errors == "" or debug
    assert "Traceback" not in errors


async def test_settings_of_django_are_used(tmp_path: Path) -> None:
    middleware = ["django.middleware.gzip.GZipMiddleware"]
    with program(tmp_path, f"port=0, host='127.0.0.1', MIDDLEWARE={middleware}") as (_, port):
        page = await open_page(port, {"app": "told"})
        assert await page.text() == f"False True {middleware}"
        got = await anyio.to_thread.run_sync(fetch, port, "GET", "/", {"Accept-Encoding": "gzip"})
        await page.leave()
    assert got.headers["content-encoding"] == "gzip"


def test_a_program_with_settings_of_its_own_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "site_settings.py").write_text(
        "USE_TZ = True\nSECRET_KEY = 'kept'\n"
        "MIDDLEWARE = ['django.middleware.gzip.GZipMiddleware']",
        "utf-8",
    )
    code = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"
{WSGI}
print(settings.SECRET_KEY, settings.MIDDLEWARE)
wsgi_app(thread, MIDDLEWARE=[])
"""
    with running_program("-u", "-W", "error", "-c", code, folder=tmp_path) as process:
        output, errors = process.communicate(timeout=PATIENCE * 3)
    assert output == "kept ['django.middleware.gzip.GZipMiddleware']\n"
    assert errors.strip().splitlines()[-1].startswith("ValueError: MIDDLEWARE=[] cannot be set")


def test_a_port_in_use_is_a_clear_error(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        options = f"port={port}, host='127.0.0.1'"
        (tmp_path / "program.py").write_text(PROGRAM.replace("{options}", options), "utf-8")
        with running_program("-u", "program.py", folder=tmp_path) as process:
            output, errors = process.communicate(timeout=PATIENCE * 3)
    assert output == ""
    assert f"port {port} of 127.0.0.1 is already in use" in errors.strip().splitlines()[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn needs a fork()")
@pytest.mark.parametrize(
    ("options", "multithread"),
    [(["--worker-class=sync"], False), (["--worker-class=gthread", "--threads=4"], True)],
    ids=["sync", "gthread"],
)
async def test_under_gunicorn(tmp_path: Path, options: list[str], multithread: bool) -> None:
    (tmp_path / "tool.py").write_text(WSGI, "utf-8")
    command = ["-m", "gunicorn", "--workers=1", "--bind=127.0.0.1:0", *options, "tool:app"]
    with running_program("-u", *command, folder=tmp_path) as process:
        port = await anyio.to_thread.run_sync(port_of_gunicorn, process)
        await answering(port)
        first, second = await two_pages(port)
        assert await first.text() == str(multithread)
        # More pages than there are threads.
        more = [await open_page(port, {"app": "thread"}) for _ in range(5)]
        for page in more:
            await page.reply("again")
            assert await page.text() == "hello again"
        for opened in (first, second, *more):
            await opened.leave()
        _, errors = await anyio.to_thread.run_sync(stopped, process)
    assert "Traceback" not in errors


@pytest.mark.parametrize("options", ["", "'--nothreading'"], ids=["", "nothreading"])
async def test_under_runserver(tmp_path: Path, options: str) -> None:
    port = free_port()
    text = PROJECT.replace("{port}", str(port)).replace("{options}", options)
    (tmp_path / "manage.py").write_text(text, "utf-8")
    with running_program("-u", "manage.py", folder=tmp_path) as process:
        await answering(port)
        for page in await two_pages(port):
            await page.leave()
        process.terminate()
        _, errors = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in errors
