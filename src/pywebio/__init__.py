"""PyWebIO: write an interactive web app as a plain script.

Where things are (ARCHITECTURE.md draws it):

    input/ output/ session/ pin/   what app authors call
    platform/                      how an app is served: the documented import paths
    container.py                   which part does what; the one process-wide default
    backends/                      one file per framework or store
    protocol/                      the wire, without I/O
    domain/                        what a session is
    ports/                         the interfaces and values between them
    testing/                       fakes and contract checks for the ports
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from pywebio.exceptions import (
    SessionClosedException,
    SessionException,
    SessionNotFoundException,
)
from pywebio.platform import config, start_server

__version__ = "2.0.0.dev0"

STATIC_PATH = str(Path(__file__).parent / "static")
"""The folder with the files of the browser client, for a web server that is to serve them."""

__all__ = [
    "STATIC_PATH",
    "SessionClosedException",
    "SessionException",
    "SessionNotFoundException",
    "__version__",
    "config",
    "start_server",
]


def __getattr__(name: str) -> ModuleType:
    """Load a submodule when it is first used: `import pywebio; pywebio.output.put_text("hi")`."""
    if name in ("input", "output", "pin", "session"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
