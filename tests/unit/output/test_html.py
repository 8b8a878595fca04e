"""Objects that know how they look as HTML, wherever content is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pywebio.output import (
    put_collapse,
    put_column,
    put_grid,
    put_html,
    put_info,
    put_row,
    put_scope,
    put_scrollable,
    put_table,
    put_tabs,
    put_text,
    span,
)
from pywebio.output._html import html_of
from pywebio.session import local
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from pywebio.output import Output


class Template:
    def __html__(self) -> str:
        return "<i>rich</i>"


class Frame:
    def _repr_html_(self) -> str:
        return "<i>rich</i>"


class Chart:
    def _repr_mimebundle_(self, include: None = None, exclude: None = None) -> object:
        return {"text/plain": "plain", "text/html": "<i>rich</i>"}, {"metadata": 1}


class Poor:
    def _repr_html_(self) -> None:
        """Have no form as HTML this time."""


RICH = {"type": "html", "content": "<i>rich</i>", "sanitize": False}


@pytest.mark.parametrize(
    "rich", [Template(), Frame(), Chart()], ids=lambda rich: type(rich).__name__
)
@pytest.mark.parametrize(
    ("put", "contents"),
    [
        (lambda rich: put_row([rich, None]), lambda spec: spec["data"]["contents"][0]),
        (lambda rich: put_column([rich]), lambda spec: spec["data"]["contents"][0]),
        (put_info, lambda spec: spec["data"]["contents"][0]),
        (lambda rich: put_collapse("a", rich), lambda spec: spec["data"]["contents"][0]),
        (lambda rich: put_grid([[rich]]), lambda spec: spec["data"]["contents"][0]),
        (lambda rich: put_scope("a", rich), lambda spec: spec["contents"][0]),
        (put_scrollable, lambda spec: spec["contents"][0]),
        (
            lambda rich: put_tabs([{"title": "a", "content": rich}]),
            lambda spec: spec["tabs"][0]["content"],
        ),
        (lambda rich: put_table([[rich]]), lambda spec: spec["data"][0][0]),
        (lambda rich: put_table([[span(rich)]]), lambda spec: spec["data"][0][0]),
    ],
    ids=[
        "row",
        "column",
        "info",
        "collapse",
        "grid",
        "scope",
        "scrollable",
        "tabs",
        "cell",
        "span",
    ],
)
def test_they_are_shown_so_as_content(
    rich: object,
    put: Callable[[object], Output],
    contents: Callable[[dict[str, object]], object],
) -> None:
    (spec,) = run_to_end(lambda: put(rich)).outputs()
    assert contents(spec) == RICH


@pytest.mark.parametrize("rich", [Template(), Frame(), Chart()])
def test_put_html_takes_them(rich: Template | Frame | Chart) -> None:
    (spec,) = run_to_end(lambda: put_html(rich)).outputs()
    assert spec["content"] == "<i>rich</i>"


def test_put_text_stays_text() -> None:
    (spec,) = run_to_end(lambda: put_text(Frame())).outputs()
    assert "Frame object" in spec["content"]


@pytest.mark.parametrize(
    "plain", ["<b>", 5, None, [1], Poor(), Frame, local], ids=lambda plain: type(plain).__name__
)
def test_other_things_have_no_form_as_html(plain: object) -> None:
    assert html_of(plain) is None
