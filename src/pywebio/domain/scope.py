"""Scopes: where in the page output goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pywebio.domain.errors import ArgumentError

ROOT = "ROOT"

_NAME = re.compile(r"[A-Za-z0-9_-]+")

# An immutable stack in a ContextVar: every thread, task and callback has its own, and coroutines
# that run side by side in one task (asyncio.gather) do not see each other's.
_stack: ContextVar[tuple[str, ...]] = ContextVar("pywebio_scopes", default=(ROOT,))


def scope_stack() -> tuple[str, ...]:
    """Return the scopes entered at this point, outermost first; the first is ROOT."""
    return _stack.get()


def reset_scopes() -> None:
    """Begin a task: only ROOT is entered."""
    _stack.set((ROOT,))


@contextmanager
def entered(name: str) -> Iterator[str]:
    """Make *name* the current scope for the block."""
    before = _stack.get()
    _stack.set((*before, name))
    try:
        yield name
    finally:
        # Not reset(token): a generator-based block may be left in another context than it was entered.
        _stack.set(before)


def check_name(name: str, what: str) -> str:
    """Return *name* if it can be used in the page.

    Raises:
        ValueError: It has other characters than A-Z a-z 0-9 _ -, or none.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ArgumentError(
            f"{what} {name!r} is not a legal name: use one or more of A-Z a-z 0-9 _ -"
        )
    return name


def dom_id(name: str) -> str:
    """Return the id of a scope's element (protocol reference, section 8)."""
    return "pywebio-scope-" + name.replace(" ", "-")


def selector(name: str) -> str:
    """Return the selector of a scope's element."""
    return "#" + dom_id(name)
