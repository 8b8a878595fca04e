"""How the page of an app looks and what it loads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial, update_wrapper
from threading import Lock
from typing import TypeVar, cast

from attrs import define, field, fields, frozen

from pywebio.domain.errors import require_one_of
from pywebio.ports.types import Json

THEMES = ("default", "dark", "sketchy", "minty", "yeti")

_MARK = "__pywebio_page__"

R = TypeVar("R")


def _urls(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@frozen(kw_only=True)
class PageConfig:
    """Settings of a page; None and empty say nothing."""

    title: str | None = None
    description: str | None = None
    theme: str | None = None
    js_code: str | None = None
    """JavaScript that runs after the client has started."""
    js_file: tuple[str, ...] = field(default=(), converter=_urls)
    """URLs of scripts."""
    css_style: str | None = None
    css_file: tuple[str, ...] = field(default=(), converter=_urls)
    """URLs of style sheets."""
    manifest: bool | Mapping[str, Json] | None = None
    """The web app manifest: False for none, or members to set in it."""

    def __attrs_post_init__(self) -> None:
        require_one_of("theme", self.theme, (None, *THEMES))

    def over(self, other: PageConfig) -> PageConfig:
        """Return a config with the settings of this one, and where it says nothing, of *other*."""
        names = [each.name for each in fields(PageConfig)]
        merged = {
            name: getattr(other, name) if getattr(self, name) in (None, ()) else getattr(self, name)
            for name in names
        }
        return PageConfig(**merged)


PAGE_OF_NONE = PageConfig()


@define(eq=False)
class PageDefaults:
    """What plain `config()` calls have set, for all apps. Lives as long as its container."""

    _configs: list[PageConfig] = field(init=False, factory=list)
    _lock: Lock = field(init=False, factory=Lock)

    def add(self, config: PageConfig) -> None:
        """Let *config* hold for all apps; it wins over earlier ones."""
        with self._lock:
            self._configs.append(config)

    def withdraw(self, config: PageConfig) -> None:
        """Take *config* back."""
        with self._lock:
            self._configs = [each for each in self._configs if each is not config]

    def merged(self) -> PageConfig:
        """Return what holds now."""
        merged = PageConfig()
        for config in tuple(self._configs):
            merged = config.over(merged)
        return merged


def with_page(function: Callable[[], R], config: PageConfig) -> Callable[[], R]:
    """Return *function*, wrapped, as an app with the page settings *config*."""
    # A wrapper, because one function may be served with different pages.
    wrapped = update_wrapper(partial(function), function)
    setattr(wrapped, _MARK, config.over(page_of(function)))
    return wrapped


def page_of(function: object) -> PageConfig:
    """Return the page settings that `with_page` has given *function*."""
    return cast(PageConfig, getattr(function, _MARK, PAGE_OF_NONE))
