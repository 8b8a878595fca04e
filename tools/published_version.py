"""
The published version in an environment of its own, ``.published``: what benchmarks and tests compare with.

Run as a program, it makes that environment if it is not there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PUBLISHED = "pywebio==1.8.4"
FRAMEWORKS = (
    "tornado",
    "flask",
    "werkzeug",
    "django",
    "aiohttp",
    "fastapi",
    "starlette",
    "uvicorn",
    "websockets",
)
"""What the published version gets in the versions that the running interpreter has."""
FOLDER = Path(__file__).resolve().parents[1] / ".published"
SECONDS = 300


class SetupError(Exception):
    """An interpreter cannot be used; the text says why."""


@cache
def published_python() -> str:
    """Return an interpreter with the published version, made on first use.

    Raises:
        SetupError: It cannot be made.
    """
    requirements = [PUBLISHED, *frameworks()]
    python, stamp = FOLDER / "bin" / "python", FOLDER / "installed.txt"
    wanted = "\n".join([sys.version, *requirements])
    if not (stamp.exists() and stamp.read_text("utf-8") == wanted):
        print(f"• {PUBLISHED} in {FOLDER.name}, to compare with", file=sys.stderr, flush=True)
        run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], "venv failed")
        run([str(python), "-m", "pip", "install", "-q", *requirements], "pip install failed")
        stamp.write_text(wanted, "utf-8")
    run(
        [str(python), "-c", "import pywebio.platform.tornado"],
        "the published version does not import",
    )
    return str(python)


def frameworks() -> list[str]:
    """Return the requirements that pin the frameworks of the running interpreter."""
    pinned = []
    for name in FRAMEWORKS:
        with suppress(PackageNotFoundError):
            pinned.append(f"{name}=={version(name)}")
    return pinned


def environ(python: str) -> dict[str, str]:
    """Return the environment for *python*: what leads to this project is for its own alone."""
    hidden = set() if python == sys.executable else {"PYTHONPATH"}
    return {key: value for key, value in os.environ.items() if key not in hidden}


def run(command: list[str], complaint: str) -> None:
    """Run *command*, away from this project's sources.

    Raises:
        SetupError: It failed; *complaint* says what that means.
    """
    try:
        done = subprocess.run(
            command,
            cwd=FOLDER.parent / "tools",
            env=environ(command[0]),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(f"{complaint}: {error}") from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise SetupError(f"{complaint}: {reason}")


if __name__ == "__main__":
    try:
        published_python()
    except SetupError as failed:
        sys.exit(str(failed))
