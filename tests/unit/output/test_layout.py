"""Rows, columns and scopes."""

from __future__ import annotations

from pywebio.output import put_column, put_row, put_scope, put_text
from tests.unit.support import shown

TEXT = {"type": "text", "content": "a", "inline": False}
GAP = {"type": "html", "content": "<div></div>", "sanitize": False}


def test_a_row_has_outputs_and_gaps() -> None:
    data = shown(lambda: put_row([put_text("a"), None]))["data"]
    assert data["contents"] == [TEXT, GAP]
    assert (data["flow"], data["axis"], data["size"]) == ("column", "columns", "1fr 10px")


def test_a_column_has_sizes() -> None:
    data = shown(lambda: put_column([put_text("a")], size="40px"))["data"]
    assert (data["flow"], data["axis"], data["size"]) == ("row", "rows", "40px")


def test_put_scope_names_an_element() -> None:
    spec = shown(lambda: put_scope("log", ["a", put_text("5")]))
    assert spec["dom_id"] == "pywebio-scope-log"
    assert [item["content"] for item in spec["contents"]] == ["a", "5"]
