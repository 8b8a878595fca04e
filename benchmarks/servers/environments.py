"""The interpreters: the running one, and one with the published version."""

import sys
from functools import cache
from pathlib import Path

from tools.published_version import SetupError, environ, frameworks, published_python, run

__all__ = ["SetupError", "bench_folder", "environ", "frameworks", "ours", "published_python"]

FOLDER = Path(__file__).resolve().parents[2] / ".bench"


def bench_folder() -> Path:
    """Return the folder for everything the benchmarks write, ignored by git."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n")
    return FOLDER


@cache
def ours() -> str:
    """Return the running interpreter, if it can import this project."""
    run([sys.executable, "-c", "import pywebio.platform.tornado"], "this project does not import")
    return sys.executable
