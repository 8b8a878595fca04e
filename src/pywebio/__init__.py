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
    compat/ io_ctrl.py utils.py    names that apps of PyWebIO 1.8 import from inside
"""

from __future__ import annotations

import logging
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from pywebio.domain import context as _context
from pywebio.exceptions import (
    SessionClosedException,
    SessionException,
    SessionNotFoundException,
)
from pywebio.platform import _bokeh_import, config, start_server

if TYPE_CHECKING:
    from pywebio.domain.tasks import TaskContext

__version__ = "2.0.0.dev0"
"""The version of this package."""

STATIC_PATH = str(Path(__file__).parent / "static")
"""The folder with the files of the browser client, for a web server that is to serve them."""

_SUBMODULES = ("exceptions", "input", "io_ctrl", "output", "pin", "platform", "session", "utils")
"""Those that `import pywebio` and `from pywebio import *` bring."""

__all__ = [
    "STATIC_PATH",
    "SessionClosedException",
    "SessionException",
    "SessionNotFoundException",
    "config",
    "enable_debug",
    "exceptions",
    "input",
    "io_ctrl",
    "output",
    "pin",
    "platform",
    "session",
    "start_server",
    "utils",
]


def enable_debug(level: int | None = None) -> None:
    """
    Write the log messages of PyWebIO and Tornado to the standard error stream.

    Args:
        level: From which level on, as in `logging`; by default `logging.DEBUG`.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in ("pywebio", "tornado"):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG if level is None else level)


def _script_task() -> TaskContext:
    from pywebio.container import default_container
    from pywebio.platform.script_mode import open_page

    return default_container().script.task(open_page)


# What belongs to no session uses the page of the script, if there is to be one.
_context.find_outside(_script_task)
_bokeh_import.install_with_bokeh()


def __getattr__(name: str) -> ModuleType:
    """Load a submodule when it is first used: `import pywebio; pywebio.output.put_text("hi")`."""
    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
