"""Checks of what authors pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pywebio.domain.arguments import (
    check_callable,
    check_count,
    check_css,
    check_flag,
    check_list,
    check_one_of,
    check_text,
)
from pywebio.exceptions import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_right_passes() -> None:
    assert check_text("name", "a") == "a"
    assert check_css("width", None) is None
    assert check_css("width", "5px") == "5px"
    assert check_count("rows", 3) == 3
    assert check_flag("inline", 1) is True
    assert check_flag("small", None) is False
    check_callable("onclick", print)
    check_list("rows", (1, 2), "rows")


@pytest.mark.parametrize(
    ("check", "error", "message"),
    [
        (lambda: check_text("name", 5), TypeError, "name must be a string, not 5"),
        (lambda: check_flag("inline", []), TypeError, r"inline must be True or False, not \[\]"),
        (lambda: check_css("width", 5), TypeError, "width must be a CSS size such as .*, not 5"),
        (lambda: check_callable("onclick", "f"), TypeError, "onclick must be a function, not 'f'"),
        (lambda: check_list("rows", "ab", "rows"), TypeError, "rows must be a list of rows"),
        (lambda: check_list("tabs", {}, "dicts"), TypeError, "tabs must be a list of dicts"),
        (lambda: check_count("rows", 0), ArgumentError, "rows=0 is no whole number from 1 on"),
        (lambda: check_count("row", True), ArgumentError, "row=True is no whole number from 1 on"),
        (lambda: check_count("col", 1.5), ArgumentError, r"col=1\.5 is no whole number from 1 on"),
    ],
)
def test_what_is_wrong_is_named(
    check: Callable[[], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        check()


def test_a_wrong_choice_is_named_with_the_legal_ones() -> None:
    with pytest.raises(ArgumentError, match=r"^size='huge' is not one of 'large', 'small'$"):
        check_one_of("size", "huge", ("large", "small"))


def test_a_legal_choice_passes() -> None:
    check_one_of("size", "large", ("large", "small"))


def test_a_choice_that_cannot_be_hashed_is_named_too() -> None:
    with pytest.raises(ArgumentError, match=r"size=\[\] is not one of"):
        check_one_of("size", [], ("large", "small"))
