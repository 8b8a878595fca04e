"""The command `pywebio run`, as people call it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pywebio
from pywebio.cli import load
from pywebio.platform._by_name import BACKENDS
from tests.integration.clients import polling, websocket
from tests.integration.clients.base import PATIENCE, fetch
from tests.integration.clients.programs import printed_port, running_program

if TYPE_CHECKING:
    from tests.integration.clients.base import Page, PageOptions

COMMAND = [sys.executable, "-W", "error", "-m", "pywebio"]

APP = """
from pywebio.input import input
from pywebio.output import put_text

def main():
    name = input("name")
    put_text("hello", name)
"""


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[int]:
    """Run `pywebio run` with *arguments* until the end of the block; give its port."""
    command = [*COMMAND[1:], "run", *arguments, "--port", "0", "--host", "127.0.0.1"]
    with running_program(*command, folder=folder) as process:
        yield printed_port(process)


def refused(folder: Path, *arguments: str) -> str:
    """Return what `pywebio` says to *arguments* that it cannot work with."""
    run = subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=PATIENCE * 3,
        check=False,
    )
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    return run.stderr


async def opened(port: int, app: str | None = None) -> Page:
    options: PageOptions = {"app": app, "ack": 0}
    if 'protocol: "http"' in fetch(port, "GET", "/", {}).text:
        return await polling.open_page(port, options)
    return await websocket.open_page(port, options)


@pytest.mark.parametrize("name", BACKENDS)
async def test_every_backend_serves_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "tool.py").write_text(APP, "utf-8")
    with running(tmp_path, "tool.py", "--backend", name) as port:
        page = await opened(port)
        await page.reply("Ann")
        assert await page.text() == "hello Ann"
        await page.ended()
        await page.leave()


async def test_a_module_of_a_package_imports_its_neighbours(tmp_path: Path) -> None:
    package = tmp_path / "tools"
    package.mkdir()
    (package / "words.py").write_text("WORD = 'hi'", "utf-8")
    (package / "greet.py").write_text(
        "from pywebio.output import put_text\nfrom tools.words import WORD\n"
        "def greeting(): put_text(WORD)\ndef other(): ...",
        "utf-8",
    )
    with running(tmp_path, "tools.greet:greeting") as port:
        page = await opened(port)
        assert await page.text() == "hi"
        await page.leave()


async def test_options_reach_the_server(tmp_path: Path) -> None:
    (tmp_path / "tool.py").write_text(f"{APP}\napps = {{'a': main, 'b': main}}", "utf-8")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text("a file", "utf-8")
    options = ["--static-dir", "files", "--allow-origin", "http://a.example"]
    options += ["--allow-origin", "http://b.example", "--reconnect-timeout", "30"]
    with running(tmp_path, "tool.py:apps", *options, "--max-payload-size", "5M") as port:
        assert fetch(port, "GET", "/static/a.txt", {}).text == "a file"
        for origin in ("http://a.example", "http://b.example"):
            page = await websocket.open_page(port, {"app": "b", "ack": 0, "origin": origin})
            await page.next("input_group")
            page.drop()
            await page.again()
            await page.leave()


def test_the_version_is_told() -> None:
    run = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == f"pywebio {pywebio.__version__}\n"


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    (tmp_path / "tool.py").write_text(APP, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused(tmp_path, "run", "tool.py", "--port", port, "--host", "127.0.0.1")
    assert f"port {port} of 127.0.0.1 is already in use" in said


def test_a_missing_framework_is_told(tmp_path: Path) -> None:
    (tmp_path / "tool.py").write_text(f"import sys\nsys.modules['flask'] = None\n{APP}", "utf-8")
    said = refused(tmp_path, "run", "tool.py", "--backend", "flask")
    assert "pip install --upgrade 'pywebio[flask]'" in said


@pytest.mark.parametrize(
    ("source", "arguments", "says"),
    [
        (None, ["tool.py"], "there is no file tool.py"),
        (None, ["tool"], "there is no file and no module 'tool'"),
        (None, ["no.tool:main"], "there is no file and no module 'no.tool'"),
        ("x = 1", ["tool.py"], "define a function `main` without arguments"),
        ("def f(x): ...", ["tool.py"], "pywebio run tool.py:NAME"),
        ("def f(): ...\ndef g(): ...", ["tool.py"], "tool.py:f, tool.py:g"),
        ("def f(): ...", ["tool.py:g"], "tool.py has no 'g'"),
        ("x = 1", ["tool.py:x"], "target must be a function, a list or a mapping"),
        ("def f(): ...", ["tool.py", "--port", "70000"], "port=70000 is no port"),
        ("def f(): ...", ["tool.py", "--backend", "flsk"], "invalid choice: 'flsk'"),
        ("def f(): ...", ["tool.py", "--reconnect-timeout", "-1"], "reconnect_timeout=-1.0"),
        (
            "def f(): ...",
            ["tool.py", "--backend", "flask", "--reconnect-timeout", "5"],
            "reconnect_timeout=5.0 means nothing to the backend 'flask'",
        ),
    ],
)
def test_what_cannot_be_run_is_explained(
    tmp_path: Path, source: str | None, arguments: list[str], says: str
) -> None:
    if source is not None:
        (tmp_path / "tool.py").write_text(source, "utf-8")
    assert says in refused(tmp_path, "run", *arguments)


@pytest.mark.parametrize(
    "source",
    [
        "start_server(f, port=0)",
        "import pywebio\npywebio.platform.start_server(f)",
        "def go():\n    start_server(f)\ngo()",
        "if True:\n    [start_server(each) for each in [f]]",
    ],
)
def test_a_file_that_serves_itself_is_not_run(tmp_path: Path, source: str) -> None:
    source = f"from pywebio import start_server\nprint('run')\ndef f(): ...\n{source}"
    (tmp_path / "tool.py").write_text(source, "utf-8")
    said = refused(tmp_path, "run", "tool.py:f")
    assert said == "pywebio: tool.py starts a server itself: run it with `python tool.py`\n"


def test_an_app_that_serves_another_is_not_run(tmp_path: Path) -> None:
    source = (
        "from pywebio import start_server\ndef f(): ...\ndef main(): start_server(f)\n"
        "if __name__ == '__main__': main()"
    )
    (tmp_path / "tool.py").write_text(source, "utf-8")
    said = refused(tmp_path, "run", "tool.py")
    assert "run it with `python tool.py`, or name the app" in said
    with running(tmp_path, "tool.py:f") as port:
        assert fetch(port, "GET", "/", {}).status == 200


@pytest.mark.parametrize(
    ("source", "chosen"),
    [
        ("def f(): ...\ndef main(): ...\ndef app(): ...", "main"),
        ("def f(): ...\nasync def app(): ...", "app"),
        ("def f(): ...\ndef main(argv): ...", "f"),
        ("from os.path import join\ndef _g(): ...\ndef f(x=1, *y, **z): ...", "f"),
        ("def f(): ...\ndef g(): ...\napp = {'f': f, 'g': g}", "app"),
        ("def f(): ...\ndef g(): ...\nmain = [f, g]", "main"),
        ("import asyncio\ndef f():\n    asyncio.start_server(1, 2)", "f"),
    ],
)
def test_the_app_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, chosen: str
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "modules", {**sys.modules})
    path = tmp_path / "tool.py"
    path.write_text(source, "utf-8")
    found = load(str(path))
    assert found is vars(sys.modules["tool"])[chosen]


def test_a_file_may_have_the_name_of_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "modules", {**sys.modules})
    path = tmp_path / "json.py"
    path.write_text("class Thing: ...\ndef main(): ...", "utf-8")
    found = load(f"{path}:Thing.__module__")
    assert found == "json_app"
    assert "loads" in vars(sys.modules["json"])
