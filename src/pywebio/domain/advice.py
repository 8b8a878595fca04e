"""Telling authors of mistakes that do not stop their app, at their own line."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import cast

from pywebio.domain.author import Call, current_call
from pywebio.domain.errors import PyWebIOWarning

_ALIKE = 0.8
"""How much of two names must be the same for one to be taken for a slip of the other: `requird` and
`required` are, `min` and `min_value` or `minlength` and `maxlength` are not."""


def warn_author(message: str) -> None:
    """Give a `PyWebIOWarning` at the line outside of this package that has led here."""
    call = current_call()
    if call is None:
        warnings.warn(message, PyWebIOWarning, stacklevel=2)
    else:
        warn_at(call, message)


def warn_at(call: Call, message: str) -> None:
    """Give a `PyWebIOWarning` at *call*, which may be over."""
    # What Python keeps for each module, to tell a warning once only.
    told = call.names.setdefault("__warningregistry__", {})
    warnings.warn_explicit(
        message,
        PyWebIOWarning,
        call.file,
        call.line,
        str(call.names.get("__name__")),
        cast(dict[str | tuple[str, type[Warning], int], int], told),
    )


def near_miss(name: str, known: Iterable[str]) -> str | None:
    """Return the one of *known* that *name* looks like a slip of, if there is one."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=_ALIKE)), None)


def warn_of_near_misses(
    where: str,
    given: Iterable[str],
    known: Iterable[str],
    synonyms: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Warn of names in *given* that look like slips of *known* ones.

    Args:
        where: What takes them, as the message names it, such as `input()`.
        given: The names that an author has used.
        known: Those that have a meaning there.
        synonyms: Other names that stand for known ones, if these are known there.
    """
    known = tuple(known)
    for name in given:
        if name in known:
            continue
        meant = synonyms.get(name) if synonyms.get(name) in known else near_miss(name, known)
        if meant is not None:
            warn_author(
                f"{where} has no {name!r}, which is handed on to the page as it is. "
                f"Did you mean {meant!r}?"
            )
