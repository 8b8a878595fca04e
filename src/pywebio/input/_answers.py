"""The types of answers, for type checkers.

A thread app uses the answer as it is, a coroutine app awaits it. No signature can tell one from
the other, so each type here is the plain one that is a coroutine as well: `input(type=NUMBER)` is
an int to a type checker, and so is `await input(type=NUMBER)`. At run time these are the plain
types; in a coroutine app the call returns an awaitable instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Coroutine

    class TextAnswer(str, Coroutine[object, object, str]):  # noqa: SLOT000  # it exists for type checkers only
        """What a user typed."""

    class IntAnswer(int, Coroutine[object, object, int]):
        """A whole number."""

    class FloatAnswer(float, Coroutine[object, object, float]):
        """A number."""

    class ListAnswer(list[T], Coroutine[object, object, list[T]]):
        """Several values."""

    class DictAnswer(dict[str, T], Coroutine[object, object, dict[str, T]]):
        """Values by name."""

else:
    TextAnswer, IntAnswer, FloatAnswer = str, int, float
    ListAnswer, DictAnswer = list, dict
