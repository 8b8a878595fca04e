"""
Every Python block of the documentation works as a reader would use it, and so does every example.

* A block that names an address of its own (`http://localhost:8080/...`) is a server: it is started,
  on another port, and a session is opened at that address. The commands of the `sh` block after it
  start it, one after the other; without one it is run as a script.
* All other blocks of a page are run one after the other, in a session. They share their names, also
  those of servers that start only `if __name__ == "__main__"`. A block that only defines things is
  used by calling its last function that needs no arguments.
* The `text` block after it says what is to be seen. A line `> 36` answers the question that is
  open, `> [Save]` clicks a button, `> age = 36` changes a pin or a field, and before the `>` may
  stand the label of the question. Each other line is shown by the page, or printed, in this order;
  `ValueError: ...` is how the block ends. Without a `text` block questions are answered somehow.
* Examples in docstrings are blocks, too, and know all names of the public API.

Blocks in other languages are for the eye; `py` is Python with libraries that the tests do not install. `documentation/` is what does this.
"""

from __future__ import annotations

import os
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

from tests.integration.clients import polling, websocket
from tests.integration.clients.base import PATIENCE, fetch, until
from tests.integration.documentation.blocks import Block, blocks_of, docstrings
from tests.integration.documentation.run import run_blocks

if TYPE_CHECKING:
    from tests.integration.clients.base import PageOptions

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
EXAMPLES = sorted(ROOT.glob("examples/*.py"))
PACKAGES = [f"src/pywebio/{name}" for name in ("input", "output", "pin", "session", "platform")]
LANGUAGES = {
    "python",
    "py",
    "sh",
    "text",
    "console",
    "js",
    "json",
    "css",
    "html",
    "http",
    "nginx",
    "ini",
    "toml",
}

BLOCKS = {page: blocks_of(page.read_text("utf-8")) for page in PAGES}
SERVERS = [
    pytest.param(block, command, id=f"{page.relative_to(ROOT)}:{block.line}-{command}")
    for page, blocks in BLOCKS.items()
    for block in blocks
    if block.language == "python" and block.path
    for command in block.commands or [f"python {block.file}"]
]
SCRIPTS = [
    pytest.param(page, id=str(page.relative_to(ROOT)))
    for page, blocks in BLOCKS.items()
    if any(each.language == "python" and (not each.path or each.dialogue) for each in blocks)
]


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
async def test_a_snippet_serves_its_app(tmp_path: Path, snippet: Block, command: str) -> None:
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


def run_blocks_of(*paths: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the blocks of pages, or of the docstrings of files, in *folder*."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.integration.documentation.run", *paths],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=PATIENCE * 6,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("page", SCRIPTS)
def test_the_blocks_of_a_page_do_what_it_says(tmp_path: Path, page: Path) -> None:
    run = run_blocks_of(page, folder=tmp_path)
    assert run.returncode == 0, run.stderr


def test_examples_in_docstrings_run(tmp_path: Path) -> None:
    files = [path for package in PACKAGES for path in sorted((ROOT / package).glob("*.py"))]
    assert any("```python" in text for path in files for text, _ in docstrings(path))
    run = run_blocks_of(*files, folder=tmp_path)
    assert run.returncode == 0, run.stderr


UNTRUE = {
    "it shows something else": ("put_text(1)", "2"),
    "it shows it earlier": ("put_text(2)\nput_text(1)", "1\n2"),
    "it asks something else": ("input('Name')", "Age > 7"),
    "it has no such button": ("put_button('Save', print)", "> [Open]"),
    "it has no such pin": ("put_text(1)", "> age = 7"),
    "it fails": ("put_text(1)\n1 / 0", "1"),
    "it fails in another way": ("1 / 0", "ValueError: division by zero"),
    "it fails and nobody said so": ("1 / 0", ""),
    "it fails after a click": ("put_button('x', lambda: 1 / 0)", "> [x]"),
    "it does not take the answer": ("input('n', validate=lambda n: 'No')", "> 7"),
}


@pytest.mark.parametrize("case", UNTRUE)
def test_a_page_that_is_not_true_is_found(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, dialogue = UNTRUE[case]
    shown = f"```text\n{dialogue}\n```\n" if dialogue else ""
    start = "from pywebio.input import *\nfrom pywebio.output import *\n"
    page = f"# Page\n\n```python\n{start}{code}\n```\n\n{shown}"
    with pytest.raises((AssertionError, ZeroDivisionError)):
        run_blocks(blocks_of(page), "page.md", {}, timeout=0.5)
    assert "page.md:4" in capsys.readouterr().err


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
async def test_an_example_serves(tmp_path: Path, example: Path) -> None:
    port = free_port()
    with running(f"python {example}", tmp_path, PORT=str(port)) as process:
        await until(lambda: answers(port) or process.poll() is not None, f"{example} listens")
        assert process.poll() is None, (tmp_path / "log").read_text()
        # Not each has something at its root; tests/browser opens what they are about.
        assert fetch(port, "GET", "/", {"Host": f"localhost:{port}"}).status in (200, 404)


def test_no_block_goes_untested() -> None:
    blocks = [
        (f"{page.name}:{block.line}", block) for page, each in BLOCKS.items() for block in each
    ]
    without_language = [place for place, block in blocks if block.language not in LANGUAGES]
    assert not without_language, f"languages are {', '.join(sorted(LANGUAGES))}"
    without_path = [
        place
        for place, block in blocks
        if block.language == "python" and "8080" in block.code and not block.path
    ]
    assert not without_path, "a server names its address in a comment"
