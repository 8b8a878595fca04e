"""How the page of an app looks and what it loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial, update_wrapper
from threading import Lock
from typing import TypeVar, cast

from attrs import define, field, fields, frozen

from pywebio.domain.advice import near_miss
from pywebio.domain.arguments import check_one_of
from pywebio.domain.errors import ArgumentError
from pywebio.domain.texts import IDS
from pywebio.ports.types import Json

THEMES = ("default", "auto", "dark", "sketchy", "minty", "yeti")
"""`auto` is another name of `default`: light or dark, as the system of the user is."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

_MARK = "__pywebio_page__"

R = TypeVar("R")


def _urls(value: str | Iterable[str] | None) -> tuple[str, ...]:
    urls = (value,) if isinstance(value, str) else tuple(value or ())
    for url in urls:
        if not isinstance(url, str):
            raise TypeError(f"the URL of a script or style sheet must be a text, not {url!r}")
    return urls


def _check_text(name: object, text: object) -> None:
    if not isinstance(name, str) or not isinstance(text, str):
        raise ArgumentError(f"texts: {name!r}: {text!r} must be a pair of strings")
    if name not in IDS:
        meant = near_miss(name, IDS)
        advice = f"Did you mean {meant!r}?" if meant else f"There are {', '.join(IDS)}."
        raise ArgumentError(f"texts: the page has no text {name!r}. {advice}")


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
    language: str | None = None
    """What the app is written in, such as `fa` or `zh-TW`; None follows the browser."""
    texts: Mapping[str, str] | None = None
    """Texts of the page in other words, by id."""
    footer: str | None = None
    """HTML at the foot of the page."""

    def __attrs_post_init__(self) -> None:
        check_one_of("theme", self.theme, (None, *THEMES))
        if self.language is not None and not _LANGUAGE.fullmatch(self.language):
            raise ArgumentError(
                f"language={self.language!r} is no language tag such as 'en', 'fa' or 'zh-TW'"
            )
        for name, text in (self.texts or {}).items():
            _check_text(name, text)

    @property
    def right_to_left(self) -> bool:
        """Whether the app's language is written from right to left."""
        return (self.language or "").lower().partition("-")[0] in _RIGHT_TO_LEFT

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
