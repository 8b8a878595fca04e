"""Sizes as authors write them."""

from __future__ import annotations

import pytest

from pywebio.domain.sizes import parse_size
from pywebio.exceptions import ArgumentError


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (0, 0),
        (1024, 1024),
        (1.9, 1),
        ("0B", 0),
        ("500", 500),
        ("500B", 500),
        ("40K", 40 * 1024),
        ("40 KB", 40 * 1024),
        ("1.5M", 1536 * 1024),
        ("2gb", 2 * 1024**3),
        (" 1k ", 1024),
    ],
)
def test_numbers_and_texts_are_bytes(text: float | str, size: int) -> None:
    assert parse_size(text, "max_size") == size


@pytest.mark.parametrize(
    "wrong",
    ["", "K", "-1", -1, "1T", "1.M", "1,5M", "1e3", True, None, b"1", float("nan"), float("inf")],
    ids=repr,
)
def test_everything_else_is_an_error_that_names_value_and_parameter(wrong: float | str) -> None:
    with pytest.raises(ArgumentError, match=r"max_size=.* is no size") as raised:
        parse_size(wrong, "max_size")
    assert repr(wrong) in str(raised.value)
