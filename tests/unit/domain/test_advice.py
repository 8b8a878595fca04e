"""Warnings that reach the author."""

from __future__ import annotations

import sys
import warnings

import pytest

from pywebio.domain.advice import warn_author, warn_of_near_misses
from pywebio.domain.errors import PyWebIOWarning

KNOWN = ("name", "required", "onchange", "min_value", "maxlength")


def warnings_of(*given: str) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warn_of_near_misses("input()", given, KNOWN)
    return [str(warning.message) for warning in caught]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("requird", "required"),
        ("onchnage", "onchange"),
        ("Required", "required"),
        ("names", "name"),
        ("max_length", "maxlength"),
    ],
)
def test_a_slip_is_warned_of_with_the_name_that_was_meant(given: str, meant: str) -> None:
    (message,) = warnings_of(given)
    assert f"input() has no {given!r}" in message
    assert f"Did you mean {meant!r}?" in message


@pytest.mark.parametrize(
    "given", ["min", "max", "minlength", "data-x", "title", "class", "pattern", "required"]
)
def test_other_names_are_taken_in_silence(given: str) -> None:
    assert warnings_of(given) == []


def test_a_warning_names_the_line_outside_of_the_package() -> None:
    with pytest.warns(PyWebIOWarning, match="so it is") as caught:
        warn_author("so it is")
    assert caught[0].filename == __file__
    assert caught[0].lineno == sys._getframe().f_lineno - 2
