"""The interpreters: the running one, and one with the published version."""

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
OURS = {"PYTHONPATH"}
"""Variables that lead to this project; the published version must not see them."""
FOLDER = Path(__file__).resolve().parents[2] / ".bench"


class SetupError(Exception):
    """A side cannot be measured; the text says why."""


def bench_folder() -> Path:
    """Return the folder for everything the benchmarks write, ignored by git."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n")
    return FOLDER


@cache
def ours() -> str:
    """Return the running interpreter, if it can import this project."""
    _check(sys.executable, "import pywebio.platform.tornado", "this project does not import")
    return sys.executable


@cache
def published() -> str:
    """Return an interpreter with the published version, made on first use."""
    requirements = [PUBLISHED, *frameworks()]
    folder = bench_folder() / "published"
    python, stamp = folder / "bin" / "python", folder / "installed.txt"
    wanted = "\n".join([sys.version, *requirements])
    if not (stamp.exists() and stamp.read_text() == wanted):
        print(f"making {folder} with {' '.join(requirements)}", file=sys.stderr, flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(folder)], "venv failed")
        _run([str(python), "-m", "pip", "install", "-q", *requirements], "pip install failed")
        stamp.write_text(wanted)
    _check(str(python), "import pywebio.platform.tornado", "the published version does not import")
    return str(python)


def frameworks() -> list[str]:
    """Return the requirements that pin the frameworks of the running interpreter."""
    pinned = []
    for name in FRAMEWORKS:
        with suppress(PackageNotFoundError):
            pinned.append(f"{name}=={version(name)}")
    return pinned


def environ(python: str) -> dict[str, str]:
    """Return the environment for an interpreter."""
    hidden = set() if python == sys.executable else OURS
    return {key: value for key, value in os.environ.items() if key not in hidden}


def _check(python: str, code: str, complaint: str) -> None:
    _run([python, "-c", code], complaint)


def _run(command: list[str], complaint: str) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=bench_folder(),
            env=environ(command[0]),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(f"{complaint}: {error}") from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise SetupError(f"{complaint}: {reason}")
