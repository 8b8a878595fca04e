"""Telling authors of mistakes that do not stop their app, at their own line."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterable
from difflib import get_close_matches

from pywebio.domain.errors import PyWebIOWarning

_ALIKE = 0.8
"""How much of two names must be the same for one to be taken for a slip of the other: `requird` and
`required` are, `min` and `min_value` or `minlength` and `maxlength` are not."""


def warn_author(message: str) -> None:
    """Give a `PyWebIOWarning` at the line outside of this package that has led here."""
    # One above this function is its caller, which counts as one.
    warnings.warn(message, PyWebIOWarning, stacklevel=_frames_to_the_author())


def warn_of_near_misses(where: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Warn of names in *given* that look like slips of *known* ones.

    *where* names what takes them in the message, such as `input()`.
    """
    known = tuple(known)
    for name in given:
        meant = get_close_matches(name, known, n=1, cutoff=_ALIKE)
        if meant and name not in known:
            warn_author(
                f"{where} has no parameter {name!r}; it is handed on to the page as it is. "
                f"Did you mean {meant[0]!r}?"
            )


def _frames_to_the_author() -> int:
    """Return how far above the caller's frame the code outside of this package begins."""
    frame, level = inspect.currentframe(), 0
    while frame is not None and str(frame.f_globals.get("__name__")).startswith("pywebio."):
        frame, level = frame.f_back, level + 1
    return level
