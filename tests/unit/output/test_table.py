"""Tables and grids."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import Output, put_grid, put_html, put_table, put_text, span
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from pywebio.ports.types import UserValue


def shown(make: Callable[[], Output]) -> dict[str, UserValue]:
    (spec,) = run_to_end(make).outputs()
    return spec


def test_rows_are_lists_of_anything() -> None:
    spec = shown(lambda: put_table([["a", "b"], [1, None], ["c"]]))
    assert spec["data"] == [["a", "b"], ["1", "None"], ["c"]]
    assert spec["span"] == {}


def test_a_header_of_its_own_comes_first() -> None:
    assert shown(lambda: put_table([[1, 2]], header=["a", "b"]))["data"] == [["a", "b"], ["1", "2"]]


def test_rows_may_be_dicts() -> None:
    spec = shown(lambda: put_table([{"name": "Ada", "born": 1815}, {"name": "Alan"}]))
    assert spec["data"] == [["Name", "Born"], ["Ada", "1815"], ["Alan", ""]]


def test_a_header_chooses_the_keys_of_dicts() -> None:
    spec = shown(lambda: put_table([{"name": "Ada", "born": 1815}], header=[("Year", "born")]))
    assert spec["data"] == [["Year"], ["1815"]]


def test_a_table_may_be_empty() -> None:
    assert shown(lambda: put_table([]))["data"] == []
    assert shown(lambda: put_table([], header=[("Year", "born")]))["data"] == [["Year"]]


def test_a_row_that_is_no_dict_as_the_others_is_shown_in_the_error() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match=r"row \[1\] is no dict"):
            put_table([{"a": 1}, [1]])

    run_to_end(app)


def test_cells_may_be_outputs() -> None:
    spec = shown(lambda: put_table([[put_html("<b>")]]))
    assert spec["data"] == [[{"type": "html", "content": "<b>", "sanitize": False}]]


def test_cells_may_span() -> None:
    spec = shown(lambda: put_table([[span("a", col=2)], [span(put_text("b"), row=2), "c"]]))
    assert spec["span"] == {"0,0": {"row": 1, "col": 2}, "1,0": {"row": 2, "col": 1}}
    assert spec["data"][0] == ["a"]
    assert spec["data"][1][0]["content"] == "b"


@pytest.mark.parametrize(("row", "col"), [(0, 1), (1, 0), (-1, 1)])
def test_a_span_covers_at_least_one_cell(row: int, col: int) -> None:
    with pytest.raises(ArgumentError, match=rf"span\(row={row}, col={col}\)"):
        span("a", row=row, col=col)


def test_a_grid_fills_up_short_lines() -> None:
    spec = shown(lambda: put_grid([[put_text("a"), put_text("b")], [put_text("c")]]))
    contents = spec["data"]["contents"]
    assert [cell.get("content") for cell in contents] == ["a", "b", "c", "<div></div>"]
    assert spec["data"]["columns"] == "repeat(2,auto)"
    assert spec["data"]["rows"] == "repeat(2,auto)"


def test_a_grid_counts_what_spans_cover() -> None:
    spec = shown(
        lambda: put_grid([[span(put_text("a"), row=2), put_text("b")], [span(None, col=1)]])
    )
    contents = spec["data"]["contents"]
    assert contents[0]["style"] == "grid-row-start: span 2; grid-column-start: span 1"
    assert "grid-column-start: span 1" in contents[2]["content"]
    assert len(contents) == 3


def test_a_grid_of_columns_turns_the_sizes() -> None:
    spec = shown(
        lambda: put_grid([[put_text("a"), put_text("b")]], direction="column", cell_width="1fr")
    )
    assert spec["data"]["flow"] == "column"
    assert spec["data"]["columns"] == "repeat(1,1fr)"
    assert spec["data"]["rows"] == "repeat(2,auto)"


def test_an_unknown_direction_is_named() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match="direction='up' is not one of 'row', 'column'"):
            put_grid([], direction="up")

    run_to_end(app)
