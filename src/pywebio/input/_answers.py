"""The types of answers, for type checkers.

A thread app uses the answer as it is, a coroutine app awaits it. No signature can tell one from
the other, so each type here is the plain one that can be awaited as well: `input(type=NUMBER)` is
an int to a type checker, and so is `await input(type=NUMBER)`. At run time these are the plain
types; in a coroutine app the call returns an awaitable instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Generator

    class TextAnswer(str):  # noqa: SLOT000  # it exists for type checkers only
        """What a user typed."""

        def __await__(self) -> Generator[None, None, str]: ...

    class IntAnswer(int):
        """A whole number."""

        def __await__(self) -> Generator[None, None, int]: ...

    class FloatAnswer(float):
        """A number."""

        def __await__(self) -> Generator[None, None, float]: ...

    class ListAnswer(list[T]):
        """Several values."""

        def __await__(self) -> Generator[None, None, list[T]]: ...

    class DictAnswer(dict[str, T]):
        """Values by name."""

        def __await__(self) -> Generator[None, None, dict[str, T]]: ...

else:
    TextAnswer, IntAnswer, FloatAnswer = str, int, float
    ListAnswer, DictAnswer = list, dict
