"""What stands in the page of a session, and which callbacks it may call."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from threading import Lock

from attrs import define, field

from pywebio.domain.callbacks import Callback, PageContents, Placement
from pywebio.domain.pins import PinWidget
from pywebio.ports.types import CallbackId


@define(eq=False)
class Page:
    """The page as its session knows it. Its methods may be called from any thread.

    A scope is named by its selector. What is cleared is forgotten, callbacks first of all.

    To change the page waits for nothing, not even for a lock: a finalizer may do it in the middle
    of anything. If the lock is taken, by another thread or further down the caller's own stack,
    whoever has it makes the change (flat combining). Only `pin` waits for those before it.
    """

    _contents: PageContents = field(init=False, factory=PageContents)
    _callbacks: dict[CallbackId, Callback] = field(init=False, factory=dict)
    _changes: deque[Callable[[], Sequence[CallbackId]]] = field(init=False, factory=deque)
    """Those still to be made; each returns callbacks that stand nowhere any more."""
    _lock: Lock = field(init=False, factory=Lock)
    """Held while the contents change."""

    def callback(self, callback_id: CallbackId) -> Callback | None:
        """Return what the page calls by *callback_id*; None if it is forgotten."""
        return self._callbacks.get(callback_id)

    def add_callback(self, callback_id: CallbackId, callback: Callback) -> None:
        """Let the page call *callback*."""
        self._callbacks[callback_id] = callback

    def drop_callbacks(self, callback_ids: Iterable[CallbackId]) -> None:
        """Forget callbacks that the page cannot call any more."""
        for callback_id in callback_ids:
            self._callbacks.pop(callback_id, None)

    def place(self, scope: str, placement: Placement, keep: int | None = None) -> None:
        """Note what an output has brought into *scope*.

        With *keep*, only so many of the callbacks in *scope* are remembered, the newest.
        """
        self._change(partial(self._place, scope, placement, keep))

    def clear(self, scope: str) -> None:
        """Note that *scope* is empty now, and forget the callbacks that were in it."""
        self._change(partial(self._contents.clear, scope))

    def remove(self, scope: str) -> None:
        """Note that *scope* is gone, with all that was in it."""
        self._change(partial(self._contents.remove, scope))

    def pin(self, name: str) -> PinWidget | None:
        """Return the pin of that name, as it is shown now."""
        with self._lock:
            freed = self._make_changes()
            widget = self._contents.pins.find(name)
        self.drop_callbacks(freed)
        self._settle()
        return widget

    def change_pin(self, name: str, widget: PinWidget) -> None:
        """Note that the pin of that name has become *widget*."""
        self._change(partial(self._replace_pin, name, widget))

    def close(self) -> None:
        """Let nothing be called any more: the session has ended."""
        self._callbacks.clear()

    def _place(self, scope: str, placement: Placement, keep: int | None) -> Sequence[CallbackId]:
        self._contents.place(scope, placement)
        return () if keep is None else self._contents.trim(scope, keep)

    def _replace_pin(self, name: str, widget: PinWidget) -> Sequence[CallbackId]:
        self._contents.pins.replace(name, widget)
        return ()

    def _change(self, change: Callable[[], Sequence[CallbackId]]) -> None:
        self._changes.append(change)
        self._settle()

    def _settle(self) -> None:
        """Make the changes, unless somebody is at it, who will see them in time."""
        while self._changes and self._lock.acquire(blocking=False):
            try:
                freed = self._make_changes()
            finally:
                self._lock.release()
            self.drop_callbacks(freed)

    def _make_changes(self) -> list[CallbackId]:
        """Make all changes; return the callbacks to be dropped. The lock is held."""
        freed: list[CallbackId] = []
        while self._changes:
            freed += self._changes.popleft()()
        return freed
