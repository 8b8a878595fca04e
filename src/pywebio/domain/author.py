"""Which code is the author's: what errors and warnings point at."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import MutableMapping
from os import sep
from pathlib import Path

from attrs import frozen

_PACKAGE = f"{Path(__file__).parent.parent}{sep}"
_DEMO = f"{_PACKAGE}demo{sep}"
_STANDARD_LIBRARY = f"{Path(traceback.__file__).parent}{sep}"
_INSTALLED = (f"{sep}site-packages{sep}", f"{sep}dist-packages{sep}")


def is_ours(file: str) -> bool:
    """Tell whether *file* is PyWebIO's own; its demo is an author's work."""
    return file.startswith(_PACKAGE) and not file.startswith(_DEMO)


def is_authors(file: str) -> bool:
    """Tell whether *file* is neither PyWebIO's, nor Python's, nor an installed library's."""
    return not (
        is_ours(file)
        or file.startswith((_STANDARD_LIBRARY, "<frozen"))
        or any(folder in file for folder in _INSTALLED)
    )


@frozen
class Call:
    """A call of a function of PyWebIO."""

    function: str
    """Its name."""
    file: str
    line: int
    names: MutableMapping[str, object]
    """The global names of the calling module."""

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"{Path(self.file).name}, line {self.line}"


def current_call() -> Call | None:
    """Return the call by which PyWebIO's code was entered; None if nobody else called it."""
    frame = inspect.currentframe()
    function = ""
    while frame is not None and is_ours(frame.f_code.co_filename):
        function = frame.f_code.co_name
        frame = frame.f_back
    if frame is None:
        return None
    return Call(function, frame.f_code.co_filename, frame.f_lineno, frame.f_globals)
