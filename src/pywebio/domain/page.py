"""What stands in the page of a session, and which callbacks it may call."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from attrs import define, field

from pywebio.domain.callbacks import Callback, PageContents, Placement
from pywebio.domain.pins import PinWidget
from pywebio.ports.types import CallbackId


@define(eq=False)
class Page:
    """The page as its session knows it. Its methods may be called from any thread.

    A scope is named by its selector. What is cleared is forgotten, callbacks first of all.
    """

    _contents: PageContents = field(init=False, factory=PageContents)
    _callbacks: dict[CallbackId, Callback] = field(init=False, factory=dict)
    _lock: Lock = field(init=False, factory=Lock)

    def callback(self, callback_id: CallbackId) -> Callback | None:
        """Return what the page calls by *callback_id*; None if it is forgotten."""
        return self._callbacks.get(callback_id)

    def add_callback(self, callback_id: CallbackId, callback: Callback) -> None:
        """Let the page call *callback*."""
        with self._lock:
            self._callbacks[callback_id] = callback

    def drop_callbacks(self, callback_ids: Iterable[CallbackId]) -> None:
        """Forget callbacks that the page cannot call any more."""
        with self._lock:
            self._drop(callback_ids)

    def place(self, scope: str, placement: Placement, keep: int | None = None) -> None:
        """Note what an output has brought into *scope*.

        With *keep*, only so many of the callbacks in *scope* are remembered, the newest.
        """
        with self._lock:
            self._contents.place(scope, placement)
            if keep is not None:
                self._drop(self._contents.trim(scope, keep))

    def clear(self, scope: str) -> None:
        """Note that *scope* is empty now, and forget the callbacks that were in it."""
        with self._lock:
            self._drop(self._contents.clear(scope))

    def remove(self, scope: str) -> None:
        """Note that *scope* is gone, with all that was in it."""
        with self._lock:
            self._drop(self._contents.remove(scope))

    def pin(self, name: str) -> PinWidget | None:
        """Return the pin of that name, as it is shown now."""
        with self._lock:
            return self._contents.pins.find(name)

    def change_pin(self, name: str, widget: PinWidget) -> None:
        """Note that the pin of that name has become *widget*."""
        with self._lock:
            self._contents.pins.replace(name, widget)

    def close(self) -> None:
        """Let nothing be called any more: the session has ended."""
        with self._lock:
            self._callbacks.clear()

    def _drop(self, callback_ids: Iterable[CallbackId]) -> None:
        for callback_id in callback_ids:
            self._callbacks.pop(callback_id, None)
