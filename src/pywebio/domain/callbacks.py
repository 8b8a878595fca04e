"""Functions of the app that the page may call, and how long it may."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from attrs import define, field, frozen

from pywebio.domain.pins import PagePins, PinWidget, place_of_callbacks
from pywebio.ports.types import CallbackId


@define(eq=False)
class Callback:
    """A function that an event of the page calls with its data."""

    function: Callable[[object], object]
    name: str
    serial: bool = False
    """Thread sessions: nothing else starts while it runs."""
    mutex: bool = False
    """Coroutine sessions: events that arrive while it runs are dropped."""
    running: bool = field(init=False, default=False)


@frozen
class Placement:
    """What an output brings to the page besides its looks."""

    callbacks: tuple[CallbackId, ...] = ()
    scopes: tuple[str, ...] = ()
    """Selectors of the scopes inside."""
    contents: tuple[tuple[str, Placement], ...] = ()
    """What stands in those scopes from the start."""
    pins: tuple[tuple[str, PinWidget], ...] = ()
    """Widgets by name."""
    depth: int = 0
    """How many outputs stand in each other inside of it."""

    def inside_scope(self, scope: str) -> Placement:
        """Return what an output brings that is the scope *scope* and holds this."""
        return Placement(scopes=(scope,), contents=((scope, self),), depth=self.depth)

    def __add__(self, other: Placement) -> Placement:
        return Placement(
            self.callbacks + other.callbacks,
            self.scopes + other.scopes,
            self.contents + other.contents,
            self.pins + other.pins,
            max(self.depth, other.depth),
        )


NOTHING_PLACED = Placement()


@define
class _Scope:
    callbacks: list[CallbackId] = field(factory=list)
    scopes: dict[str, None] = field(factory=dict)
    """A set that keeps its order."""


@define(eq=False)
class PageContents:
    """Which callbacks and pins are in which scope of the page.

    It exists to forget: when a scope is cleared, the callbacks that stood in it and nowhere else
    can never be called again.
    """

    pins: PagePins = field(init=False, factory=PagePins)
    _scopes: dict[str, _Scope] = field(init=False, factory=dict)
    _around: dict[str, str] = field(init=False, factory=dict)
    """In which scope each scope was placed last."""
    _places: Counter[CallbackId] = field(init=False, factory=Counter)

    def place(self, scope: str, placement: Placement) -> None:
        """Note that *placement* now stands in *scope*."""
        if placement.pins:
            self.pins.place(scope, placement.pins)
        if not placement.callbacks and not placement.scopes:
            return
        here = self._scopes.setdefault(scope, _Scope())
        here.callbacks.extend(placement.callbacks)
        self._places.update(placement.callbacks)
        here.scopes.update(dict.fromkeys(placement.scopes))
        self._around.update(dict.fromkeys(placement.scopes, scope))
        for inner_scope, inner in placement.contents:
            self.place(inner_scope, inner)

    def clear(self, scope: str) -> list[CallbackId]:
        """Empty *scope* with all scopes inside; return the callbacks that are nowhere any more."""
        freed: list[CallbackId] = []
        open_scopes = [scope]
        while open_scopes:
            inner = open_scopes.pop()
            forgotten = self.pins.clear(
                inner, lambda name: place_of_callbacks(name) in self._scopes
            )
            open_scopes.extend(map(place_of_callbacks, forgotten))
            here = self._scopes.pop(inner, None)
            if here is not None:
                open_scopes.extend(here.scopes)
                for inside in here.scopes:
                    self._around.pop(inside, None)
                freed.extend(self._displace(here.callbacks))
        return freed

    def trim(self, scope: str, keep: int) -> list[CallbackId]:
        """Forget all but the newest *keep* callbacks in *scope*; return what `clear` returns."""
        here = self._scopes.get(scope, _Scope())
        old, here.callbacks = here.callbacks[:-keep], here.callbacks[-keep:]
        return self._displace(old)

    def remove(self, scope: str) -> list[CallbackId]:
        """Empty *scope* and take it away; return what `clear` returns."""
        freed = self.clear(scope)
        around = self._scopes.get(self._around.pop(scope, ""))
        if around is not None:
            around.scopes.pop(scope, None)
        return freed

    def _displace(self, callbacks: Iterable[CallbackId]) -> list[CallbackId]:
        freed = []
        for callback_id in callbacks:
            self._places[callback_id] -= 1
            if self._places[callback_id] <= 0:
                del self._places[callback_id]
                freed.append(callback_id)
        return freed


def callback_of(
    function: Callable[[object], object],
    name: str,
    options: Mapping[str, object],
    *,
    is_coroutine: bool,
) -> Callback:
    """Return a callback with the *options* that authors pass as keywords.

    Raises:
        TypeError: There is no such option in this kind of session.
    """
    allowed = "mutex_mode" if is_coroutine else "serial_mode"
    unknown = set(options) - {allowed}
    if unknown:
        kind = "coroutine" if is_coroutine else "thread"
        raise TypeError(
            f"{', '.join(sorted(unknown))}: no such option for a callback of a {kind} app; "
            f"there is only {allowed}"
        )
    wanted = bool(options.get(allowed, False))
    return Callback(
        function, name, serial=wanted and not is_coroutine, mutex=wanted and is_coroutine
    )
