"""Flows: what is asked of a browser, written once for threads and coroutines.

A flow is a generator. It sends commands and returns the answer. It yields None when it needs the
next event of its task, and a coroutine when it needs that to run to its end; either is sent back
into it, and what goes wrong is raised at the yield: `SessionClosedException` when the session ends.
`SessionRunner.run` steps it: a thread blocks at each yield, a coroutine awaits.
"""

from __future__ import annotations

from collections.abc import Coroutine, Generator
from typing import TypeAlias, TypeVar

from pywebio.domain.coroutines import as_coroutine

T = TypeVar("T")

Step: TypeAlias = Coroutine[object, object, object] | None
Flow: TypeAlias = Generator[Step, object, T]


def settled(result: object) -> Flow[object]:
    """Return *result* of a function of the app; if that is to be awaited, what comes of it."""
    coroutine = as_coroutine(result)
    if coroutine is None:
        return result
    return (yield coroutine)
