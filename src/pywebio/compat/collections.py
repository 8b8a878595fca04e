"""Containers, from `pywebio.utils`."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Hashable
from queue import Queue
from time import monotonic
from typing import TypeVar

from pywebio.ports.types import UserValue

__all__ = ["LRUDict", "LimitedSizeQueue", "Setter"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Setter:
    """An object that takes any attribute; those that were not set are None."""

    def __getattr__(self, name: str) -> UserValue:
        if name.startswith("__"):
            raise AttributeError(name)
        return None

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)


class LRUDict(OrderedDict[K, V]):
    """A dict in the order in which its keys were set last."""

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)


class LimitedSizeQueue(Queue[V]):
    """A queue whose reader takes everything at once. Writing waits while it is full."""

    def get(self) -> list[V]:  # type: ignore[override]  # what PyWebIO 1.x did
        """Return all items as a list, without waiting."""
        with self.mutex:
            items = list(self.queue)
            self.queue: deque[V] = deque()
            self.not_full.notify_all()
        return items

    def wait_empty(self, timeout: float | None = None) -> None:
        """Wait until the queue is empty, at most *timeout* seconds."""
        end = None if timeout is None else monotonic() + timeout
        with self.not_full:
            while self.queue:
                left = None if end is None else end - monotonic()
                if left is not None and left <= 0:
                    return
                self.not_full.wait(left)
