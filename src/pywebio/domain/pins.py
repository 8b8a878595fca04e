"""The pins of a page: which widget stands under which name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Protocol

from attrs import define, field, frozen

_KEPT = 1000
"""So many names without a widget keep their callbacks, even if the page never held as many pins."""


class PinWidget(Protocol):
    """A field that stands in the page under a name."""

    def read(self, sent: object) -> object:
        """Return what the app gets for *sent*, the value that the page names.

        Raises:
            RefusedValue: The field has no such value.
        """


@frozen
class UnknownWidget:
    """A widget that an app has made from a spec of its own: nothing is known of its values."""

    def read(self, sent: object) -> object:
        return sent


def place_of_callbacks(name: str) -> str:
    """Return the place in the page, which no selector names, where callbacks of a pin stand."""
    return f"pin:{name}"


@define(eq=False)
class PagePins:
    """The newest widget of each name, and the scope it stands in."""

    _widgets: dict[str, PinWidget] = field(init=False, factory=dict)
    _scopes: dict[str, str] = field(init=False, factory=dict)
    """Of each name."""
    _names: dict[str, dict[str, None]] = field(init=False, factory=dict)
    """In each scope; a set that keeps its order."""
    _gone: dict[str, None] = field(init=False, factory=dict)
    """Names that have callbacks and no widget any more, the oldest first."""
    _most: int = field(init=False, default=_KEPT)
    """So many widgets the page has held at most."""

    def place(self, scope: str, pins: Iterable[tuple[str, PinWidget]]) -> None:
        """Note that *pins* now stand in *scope*, in place of others of their names."""
        for name, widget in pins:
            self._take_away(name)
            self._gone.pop(name, None)
            self._widgets[name] = widget
            self._scopes[name] = scope
            self._names.setdefault(scope, {})[name] = None
        self._most = max(self._most, len(self._widgets))

    def find(self, name: str) -> PinWidget | None:
        """Return the widget of that name."""
        return self._widgets.get(name)

    def replace(self, name: str, widget: PinWidget) -> None:
        """Note that the widget of that name has changed into *widget*."""
        if name in self._widgets:
            self._widgets[name] = widget

    def clear(self, scope: str, has_callbacks: Callable[[str], bool]) -> list[str]:
        """Forget the widgets in *scope*; return names whose callbacks are to be forgotten as well.

        Callbacks outlive their widget, because apps show a part of a page anew without registering
        them again. Those that have waited longest go when there are more than the page ever held.
        """
        for name in tuple(self._names.get(scope, ())):
            self._take_away(name)
            if has_callbacks(name):
                self._gone[name] = None
        excess = max(len(self._gone) - self._most, 0)
        forgotten = list(islice(self._gone, excess))
        for name in forgotten:
            del self._gone[name]
        return forgotten

    def _take_away(self, name: str) -> None:
        if self._widgets.pop(name, None) is None:
            return
        scope = self._scopes.pop(name)
        del self._names[scope][name]
        if not self._names[scope]:
            del self._names[scope]
