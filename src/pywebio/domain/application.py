"""An app as its author wrote it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from attrs import frozen

from pywebio.domain.page_config import PAGE_OF_NONE, PageConfig, page_of

Target: TypeAlias = Callable[[], object]
"""An app: a function, or a coroutine or generator function, without arguments."""


@frozen
class Application:
    """One app of a server."""

    name: str
    target: Target
    is_coroutine: bool
    """It runs as tasks of the event loop; else in threads."""
    title: str
    """First paragraph of the docstring."""
    description: str
    """The rest of the docstring."""
    page: PageConfig = PAGE_OF_NONE
    """What `config()` has set for it."""

    @classmethod
    def of(cls, target: Target, name: str | None = None) -> Application:
        """Look at *target*, through partials and decorators made with `functools.wraps`.

        Raises:
            TypeError: *target* cannot be called.
        """
        if not callable(target):
            raise TypeError(f"an app must be a function, not {target!r}")
        title, description = _split_docstring(target)
        return cls(
            name or function_name(target),
            target,
            is_async(target),
            title,
            description,
            page_of(target),
        )


def is_async(function: object) -> bool:
    """Tell whether *function*, or what it wraps, is a coroutine or generator function."""
    return any(
        inspect.iscoroutinefunction(each) or inspect.isgeneratorfunction(each)
        for layer in _layers(function)
        # An object that can be called is what its class says.
        for each in (layer, inspect.getattr_static(type(layer), "__call__", None))
    )


def function_name(function: object) -> str:
    """Return the name of the innermost function."""
    name = "app"
    for layer in _layers(function):
        name = getattr(layer, "__name__", None) or name
    return name


def _layers(function: object) -> Iterator[object]:
    layer = function
    while callable(layer):
        yield layer
        layer = layer.func if isinstance(layer, partial) else getattr(layer, "__wrapped__", None)


def _split_docstring(function: object) -> tuple[str, str]:
    text = ""
    for layer in _layers(function):
        if not isinstance(layer, partial):
            text = inspect.getdoc(layer) or text
    title, _, description = text.partition("\n\n")
    return " ".join(title.split()), description.strip()
