"""An app as its author wrote it: how it runs, what it is called."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import pytest

from pywebio.domain.application import Application

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator

P = ParamSpec("P")
R = TypeVar("R")


def plain() -> None:
    """Take a look.

    This is what
    it does.
    """


async def coroutine(number: int = 1) -> None:
    """Wait."""


def generator() -> Generator[None, None, None]:
    yield


def logged(function: Callable[P, R]) -> Callable[P, R]:
    """Wrap *function* as decorators do."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    return wrapper


class CallableApp:
    """An app with a state."""

    def __call__(self) -> None:
        pass


class AsyncApp:
    async def __call__(self) -> None:
        pass


class GeneratorApp:
    def __call__(self) -> Generator[None, None, None]:
        yield


class InheritedAsyncApp(AsyncApp):
    pass


class Methods:
    def plain(self) -> None:
        pass

    async def coroutine(self) -> None:
        pass


@pytest.mark.parametrize(
    "target",
    [
        plain,
        functools.partial(plain),
        logged(plain),
        CallableApp(),
        Methods().plain,
        lambda: None,
        print,
    ],
    ids=["function", "partial", "decorated", "object", "method", "lambda", "builtin"],
)
def test_a_function_runs_in_threads(target: Callable[[], object]) -> None:
    assert not Application.of(target).is_coroutine


@pytest.mark.parametrize(
    "target",
    [
        coroutine,
        functools.partial(coroutine, 2),
        functools.partial(functools.partial(coroutine, 2)),
        logged(coroutine),
        functools.partial(logged(coroutine)),
        logged(functools.partial(coroutine)),
        logged(logged(coroutine)),
        AsyncApp(),
        InheritedAsyncApp(),
        Methods().coroutine,
        generator,
        GeneratorApp(),
    ],
    ids=[
        "function",
        "partial",
        "partial of partial",
        "decorated",
        "partial of decorated",
        "decorated partial",
        "decorated twice",
        "object",
        "object of a subclass",
        "method",
        "generator",
        "generator object",
    ],
)
def test_a_coroutine_function_runs_in_the_loop_however_it_is_wrapped(
    target: Callable[[], Coroutine[object, object, None]],
) -> None:
    assert Application.of(target).is_coroutine


def test_an_app_has_the_name_it_is_given() -> None:
    assert Application.of(plain, "chat").name == "chat"


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (plain, "plain"),
        (functools.partial(plain), "plain"),
        (logged(plain), "plain"),
        (CallableApp(), "app"),
        (functools.partial(CallableApp()), "app"),
    ],
    ids=["function", "partial", "decorated", "object", "partial of object"],
)
def test_otherwise_an_app_is_called_as_its_function(
    target: Callable[[], object], name: str
) -> None:
    assert Application.of(target).name == name


@pytest.mark.parametrize(
    "target",
    [plain, functools.partial(plain), logged(plain)],
    ids=["function", "partial", "decorated"],
)
def test_the_docstring_is_title_and_description(target: Callable[[], object]) -> None:
    app = Application.of(target)
    assert app.title == "Take a look."
    assert app.description == "This is what\nit does."


def test_an_app_object_is_described_by_its_class() -> None:
    assert Application.of(CallableApp()).title == "An app with a state."


def test_an_app_without_docstring_has_no_title() -> None:
    app = Application.of(generator)
    assert (app.title, app.description) == ("", "")


@pytest.mark.parametrize("target", [None, "app", 5, [plain]])
def test_what_cannot_be_called_is_no_app(target: object) -> None:
    with pytest.raises(TypeError, match="must be a function"):
        Application.of(target)  # type: ignore[arg-type]  # what is tested
