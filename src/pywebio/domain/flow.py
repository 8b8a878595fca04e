"""Flows: what is asked of a browser, written once for threads and coroutines.

A flow is a generator. It sends commands, yields when it needs the next event of its task, and
returns the answer. `SessionRunner.run` steps it: a thread blocks at each yield, a coroutine awaits.
When the session ends, `SessionClosedException` is raised at the yield.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias, TypeVar

from pywebio.ports.events import TaskEvent

T = TypeVar("T")

Flow: TypeAlias = Generator[None, TaskEvent, T]
