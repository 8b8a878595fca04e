"""Errors say what is wrong and what would be right."""

from __future__ import annotations

import pytest

from pywebio.exceptions import (
    ArgumentError,
    PyWebIOWarning,
    SessionClosedException,
    SessionException,
    SessionNotFoundException,
)


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
