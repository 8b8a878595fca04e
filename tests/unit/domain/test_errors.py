"""Errors say what is wrong and what would be right."""

from __future__ import annotations

import pytest

from pywebio.domain.errors import require_one_of
from pywebio.exceptions import (
    ArgumentError,
    PyWebIOWarning,
    SessionClosedException,
    SessionException,
    SessionNotFoundException,
)


def test_a_wrong_choice_is_named_with_the_legal_ones() -> None:
    with pytest.raises(ArgumentError, match=r"^size='huge' is not one of 'large', 'small'$"):
        require_one_of("size", "huge", ("large", "small"))


def test_a_legal_choice_passes() -> None:
    require_one_of("size", "large", ("large", "small"))


def test_a_choice_that_cannot_be_hashed_is_named_too() -> None:
    with pytest.raises(ArgumentError, match=r"size=\[\] is not one of"):
        require_one_of("size", [], ("large", "small"))


@pytest.mark.parametrize("kind", [SessionClosedException, SessionNotFoundException])
def test_one_class_stands_for_every_error_of_a_session(kind: type[Exception]) -> None:
    assert issubclass(kind, SessionException)
    assert str(kind()), "it explains itself without arguments"


@pytest.mark.parametrize("kind", [ValueError, AssertionError])
def test_argument_errors_are_what_apps_of_the_published_version_catch(
    kind: type[Exception],
) -> None:
    assert issubclass(ArgumentError, kind)


def test_warnings_can_be_filtered_by_their_class() -> None:
    assert issubclass(PyWebIOWarning, UserWarning)
