"""What a transport keeps of each session, for as long as that lives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from attrs import define, field

from pywebio.ports.registry import SessionLink

T = TypeVar("T")


@define(eq=False)
class LinkData(Generic[T]):
    """At most one value for each link; it goes with the link. Lives as long as its server."""

    _values: WeakKeyDictionary[SessionLink, T] = field(init=False, factory=WeakKeyDictionary)
    _lock: Lock = field(init=False, factory=Lock)

    @contextmanager
    def values(self) -> Iterator[WeakKeyDictionary[SessionLink, T]]:
        """Lend the values: nobody else has them in the block."""
        with self._lock:
            yield self._values
