"""Boxes, rows, columns, tabs and widgets of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import (
    Output,
    OutputList,
    put_collapse,
    put_column,
    put_error,
    put_info,
    put_row,
    put_scope,
    put_scrollable,
    put_success,
    put_tabs,
    put_text,
    put_warning,
    put_widget,
)
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from pywebio.ports.types import UserValue


def shown(make: Callable[[], Output]) -> dict[str, UserValue]:
    (spec,) = run_to_end(make).outputs()
    return spec


class Put(Protocol):
    """One of the boxes."""

    def __call__(self, *contents: object, closable: bool) -> Output: ...


TEXT = {"type": "text", "content": "a", "inline": False}
GAP = {"type": "html", "content": "<div></div>", "sanitize": False}


def test_a_row_has_outputs_and_gaps() -> None:
    data = shown(lambda: put_row([put_text("a"), None]))["data"]
    assert data["contents"] == [TEXT, GAP]
    assert (data["flow"], data["axis"], data["size"]) == ("column", "columns", "1fr 10px")


def test_a_column_has_sizes() -> None:
    data = shown(lambda: put_column([put_text("a")], size="40px"))["data"]
    assert (data["flow"], data["axis"], data["size"]) == ("row", "rows", "40px")


@pytest.mark.parametrize(
    ("put", "kind"),
    [
        (put_info, "info"),
        (put_success, "success"),
        (put_warning, "warning"),
        (put_error, "danger"),
    ],
)
def test_boxes_take_anything(put: Put, kind: str) -> None:
    data = shown(lambda: put("a", put_text("a"), closable=True))["data"]
    assert data == {"kind": kind, "closable": True, "contents": [TEXT, TEXT]}


def test_a_collapse_has_a_title() -> None:
    data = shown(lambda: put_collapse("title", ["a", put_text("a")], open=True))["data"]
    assert data == {"title": "title", "contents": ["a", TEXT], "open": True}


def test_a_single_item_needs_no_list() -> None:
    assert shown(lambda: put_collapse("t", put_text("a")))["data"]["contents"] == [TEXT]
    assert shown(lambda: put_collapse("t", "a"))["data"]["contents"] == ["a"]


def test_put_scope_names_an_element() -> None:
    spec = shown(lambda: put_scope("log", ["a", put_text("5")]))
    assert spec["dom_id"] == "pywebio-scope-log"
    assert [item["content"] for item in spec["contents"]] == ["a", "5"]


@pytest.mark.parametrize(
    ("height", "limits"),
    [(300, (300, 300)), ((100, 200), (100, 200)), ((None, 200), (None, 200)), (None, (None, None))],
    ids=repr,
)
def test_a_scrollable_has_a_height_or_limits(
    height: int | tuple[int | None, int | None] | None, limits: tuple[int | None, int | None]
) -> None:
    spec = shown(lambda: put_scrollable("a", height=height))
    assert (spec["min_height"], spec["max_height"]) == limits


def test_an_old_option_of_scrollable_warns() -> None:
    assert shown(lambda: put_scrollable("a", 50, horizon_scroll=True))["max_height"] == 50
    with pytest.warns(DeprecationWarning, match="max_height"):
        assert shown(lambda: put_scrollable("a", max_height=200))["max_height"] == 200


def test_tabs_have_titles_and_contents() -> None:
    spec = shown(
        lambda: put_tabs(
            [{"title": "one", "content": put_text("a")}, {"title": "two", "content": ["a", "b"]}]
        )
    )
    assert spec["tabs"] == [
        {"title": "one", "content": TEXT},
        {"title": "two", "content": ["a", "b"]},
    ]


def test_a_tab_without_content_is_shown_in_the_error() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match=r"tab \{'title': 'one'\} needs a title and"):
            put_tabs([{"title": "one"}])

    run_to_end(app)


def test_a_widget_takes_lists_of_outputs() -> None:
    spec = shown(lambda: put_widget("<p>", {"a": OutputList([put_text("a"), put_text("a")])}))
    assert spec["data"] == {"a": [TEXT, TEXT]}


def test_a_widget_holds_outputs_at_any_depth() -> None:
    spec = shown(lambda: put_widget("<p>", {"a": [{"b": put_text("a")}], "n": 1.5}))
    assert spec["data"] == {"a": [{"b": TEXT}], "n": 1.5}
    assert spec["template"] == "<p>"
