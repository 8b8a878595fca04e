"""Values that can be sent, and a clear error for all others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pywebio.domain.jsonable import is_number, json_key, to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from pywebio.ports.types import Json


@pytest.mark.parametrize(
    "value", [None, True, False, 0, -1, 10**30, 1.5, "", "text", "\ud800", [], {}, [[1]], {"a": {}}]
)
def test_json_values_stay_what_they_are(value: object) -> None:
    assert to_json(value, "value") == value


def test_tuples_become_lists() -> None:
    assert to_json((1, (2, 3)), "value") == [1, [2, 3]]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")], ids=str)
def test_a_float_that_is_not_finite_is_null(value: float) -> None:
    assert to_json([value], "value") == [None]


@pytest.mark.parametrize(
    ("key", "text"),
    [("a", "a"), (1, "1"), (1.5, "1.5"), (True, "true"), (False, "false"), (None, "null")],
)
def test_keys_become_strings_as_in_json(key: object, text: str) -> None:
    assert to_json({key: 1}, "value") == {text: 1}


def test_the_copy_does_not_change_with_the_original() -> None:
    original = {"list": [1]}
    copy = to_json(original, "value")
    original["list"].append(2)
    assert copy == {"list": [1]}


def test_an_error_names_where_the_value_stands() -> None:
    with pytest.raises(TypeError, match=r"^data\['rows'\]\[1\] is a date \(datetime\.date"):
        to_json({"rows": [1, dt.date(2026, 1, 1)]}, "data")


@pytest.mark.parametrize("wrong", [{1, 2}, b"bytes", object(), 1j, print], ids=repr)
def test_what_json_cannot_carry_is_a_type_error(wrong: object) -> None:
    with pytest.raises(TypeError, match="cannot be sent to the page"):
        to_json(wrong, "value")


def test_a_key_that_json_cannot_carry_is_named() -> None:
    with pytest.raises(TypeError, match=r"value has the key \(1, 2\), a tuple"):
        to_json({(1, 2): 3}, "value")


@pytest.mark.parametrize(
    "make", [lambda inner: [inner], lambda inner: {"inner": inner}], ids=["list", "dict"]
)
def test_what_is_nested_too_deep_is_a_type_error_that_names_the_whole(
    make: Callable[[object], object],
) -> None:
    value: object = None
    for _ in range(100_000):
        value = make(value)
    with pytest.raises(TypeError, match=r"^data is nested too deep to be sent to the page"):
        to_json(value, "data")


def test_a_value_that_holds_itself_is_a_type_error() -> None:
    ring: dict[str, object] = {}
    ring["ring"] = [ring]
    with pytest.raises(TypeError, match=r"data is nested too deep.*, or holds itself"):
        to_json(ring, "data")


def test_a_long_value_is_shortened_in_the_error() -> None:
    with pytest.raises(TypeError) as raised:
        to_json(set(range(10_000)), "value")
    assert len(str(raised.value)) < 300


def test_other_objects_may_be_embedded_at_any_depth() -> None:
    def embed(value: object) -> Json | None:
        return "embedded" if isinstance(value, complex) else None

    assert to_json({"a": [1j, {"b": 2j}]}, "value", embed) == {"a": ["embedded", {"b": "embedded"}]}


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0, True),
        (-1.5, True),
        (10**400, False),
        (2**1024 - 1, False),
        (10**300, True),
        (True, False),
        ("1", False),
        (float("nan"), False),
        (None, False),
    ],
    ids=repr,
)
def test_numbers_are_finite(value: object, number: bool) -> None:
    assert is_number(value) is number


class TestKeys:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (1, 1.0),
            ((1, [2]), [1, (2,)]),
            ({"a": 1, "b": 2}, {"b": 2.0, "a": 1}),
            ({1: "x"}, {"1": "x"}),
            (2**63 + 1, 2**63),
            (float("inf"), None),
            (10**400, None),
            (2**1024 - 1, None),
        ],
        ids=repr,
    )
    def test_what_a_page_cannot_tell_apart_has_one_key(self, one: object, other: object) -> None:
        assert json_key(one) == json_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [(1, True), (0, False), (1, "1"), ([], {}), ([], None), ("", None), ([1], [2]), (b"", b"")],
        ids=repr,
    )
    def test_what_a_page_can_tell_apart_has_two(self, one: object, other: object) -> None:
        assert json_key(one) != json_key(other) or one is other
