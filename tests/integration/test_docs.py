"""
Every Python block of the documentation works as a reader would use it, and so does every example.

A block that names an address of its own (`http://localhost:8080/...`) is a server: it is started,
on another port, and a session is opened at that address. The commands of the `sh` block after it
start it, one after the other; without one it is run as a script. Any other block is run to its end.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import define, field

from tests.integration.clients import polling, websocket
from tests.integration.clients.base import PATIENCE, fetch, until

if TYPE_CHECKING:
    from tests.integration.clients.base import PageOptions

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]

EXAMPLES = sorted(ROOT.glob("examples/*.py"))

BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ADDRESS = re.compile(r"http://localhost:8080(/[^\s,]*)")
NAME = re.compile(r"# (\w+\.py)\n")


@define
class Snippet:
    """A Python block."""

    code: str
    where: str
    commands: list[str] = field(factory=list)

    @property
    def file(self) -> str:
        """What its first line calls it."""
        named = NAME.match(self.code)
        return named[1] if named else "app.py"

    @property
    def path(self) -> str | None:
        """Where it serves an app; None if it does not."""
        address = ADDRESS.search(self.code)
        return address and address[1]


def snippets() -> Iterator[Snippet]:
    for page in PAGES:
        last: Snippet | None = None
        text = page.read_text("utf-8")
        for block in BLOCK.finditer(text):
            kind, content = block.groups()
            if kind == "python":
                line = text.count("\n", 0, block.start()) + 1
                last = Snippet(content, f"{page.name}:{line}")
                yield last
            elif last is not None:
                last.commands.extend(content.splitlines())


SNIPPETS = list(snippets())
SERVERS = [
    pytest.param(each, command, id=f"{each.where}-{command}")
    for each in SNIPPETS
    if each.path
    for command in each.commands or [f"python {each.file}"]
]
SCRIPTS = [pytest.param(each, id=each.where) for each in SNIPPETS if not each.path]


def on_another_port(text: str, port: int) -> str:
    return text.replace("8080", str(port))


@contextmanager
def running(command: str, folder: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run *command* with this interpreter, until the end of the block."""
    program, *arguments = shlex.split(command)
    module = [] if program == "python" else ["-m", program]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *module, *arguments],
            cwd=folder,
            env={**os.environ, **environment},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        # The server's own processes as well.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), PATIENCE).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(("snippet", "command"), SERVERS)
async def test_a_snippet_serves_its_app(tmp_path: Path, snippet: Snippet, command: str) -> None:
    port = free_port()
    (tmp_path / snippet.file).write_text(on_another_port(snippet.code, port), "utf-8")
    host = f"localhost:{port}"
    path = snippet.path or ""
    with running(on_another_port(command, port), tmp_path) as process:
        await until(lambda: answers(port) or process.poll() is not None, f"{command} listens")
        assert process.poll() is None, (tmp_path / "log").read_text()
        shown = fetch(port, "GET", path, {"Host": host})
        assert shown.status == 200, shown.text
        options: PageOptions = {"path": path, "host": host, "ack": 0}
        transport = polling if 'protocol: "http"' in shown.text else websocket
        page = await transport.open_page(port, options)
        await page.next()
        await page.leave()


@pytest.mark.parametrize("snippet", SCRIPTS)
def test_a_snippet_runs(tmp_path: Path, snippet: Snippet) -> None:
    (tmp_path / snippet.file).write_text(snippet.code, "utf-8")
    subprocess.run(
        [sys.executable, "-W", "error", snippet.file],
        cwd=tmp_path,
        timeout=PATIENCE * 3,
        check=True,
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
async def test_an_example_serves(tmp_path: Path, example: Path) -> None:
    port = free_port()
    with running(f"python {example}", tmp_path, PORT=str(port)) as process:
        await until(lambda: answers(port) or process.poll() is not None, f"{example} listens")
        assert process.poll() is None, (tmp_path / "log").read_text()
        # Not each has something at its root; tests/browser opens what they are about.
        assert fetch(port, "GET", "/", {"Host": f"localhost:{port}"}).status in (200, 404)


def test_no_server_goes_untested() -> None:
    forgotten = [each.where for each in SNIPPETS if "8080" in each.code and not each.path]
    assert not forgotten
