"""The command `pywebio-path-deploy`, as people call it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from pywebio.deploy_cli import main
from tests.integration.clients.base import PATIENCE, fetch

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = [sys.executable, "-W", "error", "-c", "from pywebio.deploy_cli import main; main()"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tool.py").write_text("def main():\n    'First'\n", "utf-8")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "x.txt").write_text("x", "utf-8")
    return tmp_path


@contextmanager
def deployed(folder: Path, *arguments: str) -> Iterator[int]:
    """Run the command until the end of the block; give its port."""
    command = [*COMMAND, str(folder), "-p", "0", "-h", "127.0.0.1", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        watch = threading.Timer(PATIENCE * 3, process.kill)
        watch.start()
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline().rstrip("/\n").rpartition(":")[2])
        finally:
            watch.cancel()
            process.kill()


@pytest.mark.parametrize("http", [False, True])
def test_a_folder_is_served(folder: Path, http: bool) -> None:
    arguments = ["--http", "--session-expire-seconds", "60"] if http else ["-d", "--no-cdn"]
    with deployed(folder, "--static-dir", str(folder / "files"), *arguments) as port:
        assert "<title>First</title>" in fetch(port, "GET", "/tool", {}).text
        assert fetch(port, "GET", "/tool?test=1", {}).text == ("ok" if http else "")
        assert "tool" in fetch(port, "GET", "/", {}).text
        assert fetch(port, "GET", "/static/x.txt", {}).text == "x"
        (folder / "tool.py").write_text("def main():\n    'Second'\n", "utf-8")
        assert "<title>First</title>" in fetch(port, "GET", "/tool", {}).text
        assert "<title>Second</title>" in fetch(port, "GET", "/tool?reload", {}).text
        assert "<title>Second</title>" in fetch(port, "GET", "/tool", {}).text


def test_lists_can_be_refused(folder: Path) -> None:
    with deployed(folder, "--no-index") as port:
        assert fetch(port, "GET", "/", {}).status == 403


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["/no/such/folder"], "is no folder"),
        ([".", "--max-payload-size", "big"], "max_payload_size"),
        ([".", "--http", "--reconnect-timeout", "5"], "means nothing with --http"),
        ([".", "--session-expire-seconds", "5"], "means nothing without --http"),
        ([], "PATH"),
    ],
)
def test_wrong_use_is_explained(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert reason in capsys.readouterr().err
