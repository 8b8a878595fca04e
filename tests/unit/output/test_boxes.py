"""Boxes that fold out, scroll, have tabs, or inform."""

from __future__ import annotations

from typing import Protocol

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import (
    Output,
    OutputList,
    put_collapse,
    put_error,
    put_info,
    put_scrollable,
    put_success,
    put_tabs,
    put_text,
    put_warning,
)
from tests.unit.support import run_to_end, shown

TEXT = {"type": "text", "content": "a", "inline": False}


class Put(Protocol):
    """One of the boxes."""

    def __call__(self, *contents: object, closable: bool) -> Output: ...


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


def test_a_tab_shows_all_of_a_list_of_outputs() -> None:
    def app() -> Output:
        both = OutputList([put_text("a"), put_text("a")])
        return put_tabs([{"title": "one", "content": both}])

    assert shown(app)["tabs"] == [{"title": "one", "content": [TEXT, TEXT]}]
