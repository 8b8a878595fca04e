"""Functions about functions, from `pywebio.utils`."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Generator, Iterable
from functools import partial
from logging import Logger
from typing import TypeVar, cast

from pywebio.domain.coroutines import drive_generator
from pywebio.ports.types import UserValue

__all__ = [
    "catch_exp_call",
    "get_function_attr",
    "get_function_doc",
    "get_function_name",
    "iscoroutinefunction",
    "isgeneratorfunction",
    "run_as_function",
    "to_coroutine",
]

R = TypeVar("R")
Y = TypeVar("Y")


def _innermost(function: object) -> object:
    while isinstance(function, partial):
        function = function.func
    return function


def iscoroutinefunction(object: object) -> bool:
    """Tell whether *object*, or the function in a partial, is a coroutine function."""
    return inspect.iscoroutinefunction(_innermost(object))


def isgeneratorfunction(object: object) -> bool:
    """Tell whether *object*, or the function in a partial, is a generator function."""
    return inspect.isgeneratorfunction(_innermost(object))


def get_function_name(func: object, default: str | None = None) -> str | None:
    """Return the name of *func*, or of the function in a partial; *default* if it has none."""
    name: str | None = getattr(_innermost(func), "__name__", default)
    return name


def get_function_doc(func: object) -> str:
    """Return the docstring of *func*, or of the function in a partial; empty if it has none."""
    return inspect.getdoc(_innermost(func)) or ""


def get_function_attr(func: object, attrs: Iterable[str]) -> dict[str, UserValue]:
    """Return those of *attrs* that *func* has, by name; the outermost partial wins."""
    found: dict[str, UserValue] = {}
    layer = func
    while True:
        for name in attrs:
            if hasattr(layer, name):
                found.setdefault(name, getattr(layer, name))
        if not isinstance(layer, partial):
            return found
        layer = layer.func


def catch_exp_call(func: Callable[[], R], logger: Logger) -> R | None:
    """Return what *func* returns; log an exception that it raises, and return None."""
    try:
        return func()
    except Exception:
        logger.exception("uncaught exception in %r", func)
        return None


def run_as_function(gen: Generator[Y, Y, R]) -> R:
    """Return the result of *gen*, which gets back whatever it yields."""
    try:
        value = next(gen)
        while True:
            value = gen.send(value)
    except StopIteration as stop:
        result: R = stop.value
        return result


async def to_coroutine(gen: Generator[Awaitable[UserValue], UserValue, R]) -> R:
    """Return the result of *gen*, which gets the results of the awaitables that it yields."""
    return cast(R, await drive_generator(gen))
