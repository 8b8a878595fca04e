"""Boxes around outputs: those that fold out, scroll, have tabs, or inform."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Literal

from pywebio.domain.arguments import check_flag, check_list
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import is_number
from pywebio.output._block import BlockStyle
from pywebio.output._content import (
    CONTENTS,
    Content,
    Embedder,
    claim,
    holds_several,
    text_spec,
    where,
    widget,
)
from pywebio.output._output import Output
from pywebio.ports.types import Json

_DETAILS = "<details{{#open}} open{{/open}}><summary>{{title}}</summary>" + CONTENTS + "</details>"
_ALERT = (
    '<div class="alert alert-{{kind}}{{#closable}} alert-dismissible fade show{{/closable}}" '
    'role="alert">' + CONTENTS + "{{#closable}}"
    '<button type="button" class="close" data-dismiss="alert" aria-label="Close">'
    '<span aria-hidden="true">&times;</span></button>{{/closable}}</div>'
)


def put_collapse(
    title: str,
    content: Content = (),
    open: bool = False,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show a box that folds out. Can be the head of a `with` block.

    Args:
        title: What is seen of it when it is folded.
        content: A string, an output, or a list of them.
        open: Show it folded out.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ArgumentError: The content holds something else.

    Examples:
        ```python
        with put_collapse("Details"):
            put_text("More about it")
        ```
    """
    embedder = Embedder()
    contents = embedder.items(content, "put_collapse")
    data: dict[str, Json] = {"title": title, "contents": contents, "open": check_flag("open", open)}
    return widget(_DETAILS, data, embedder, where(scope, position), BlockStyle())


def put_scrollable(
    content: Content = (),
    height: int | tuple[int | None, int | None] | None = 400,
    keep_bottom: bool = False,
    border: bool = True,
    scope: str | None = None,
    position: int = -1,
    max_height: int | None = None,
    horizon_scroll: bool | None = None,  # noqa: ARG001  # a box scrolls both ways if need be
) -> Output:
    """
    Show a box that scrolls. Can be the head of a `with` block.

    Args:
        content: Outputs, or anything else, shown as text.
        height: Pixels, or a pair of the least and the largest height; None: as high as needed.
        keep_bottom: Stay scrolled to the end when something is added.
        border: Draw a border.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.
        max_height: Deprecated; use a pair as *height*.
        horizon_scroll: Accepted for PyWebIO 1.x.

    Raises:
        ArgumentError: *height* is neither a number of pixels, nor a pair of such, nor None.

    Examples:
        ```python
        put_scrollable(put_text("a long text"), height=200, keep_bottom=True)
        ```
    """
    if max_height is not None:
        warnings.warn("use height=(None, max_height)", DeprecationWarning, stacklevel=2)
        height = (None, max_height)
    embedder = Embedder()
    claim(content)
    low, high = _heights(height)
    spec: dict[str, Json] = {
        "type": "scrollable",
        "contents": embedder.items(content, "put_scrollable", text_spec),
        "min_height": low,
        "max_height": high,
        "keep_bottom": check_flag("keep_bottom", keep_bottom),
        "border": check_flag("border", border),
        **where(scope, position),
    }
    return Output(spec, placement=embedder.placement, block=BlockStyle("> div"))


def _heights(height: object) -> tuple[Json, Json]:
    pair = height if isinstance(height, (tuple, list)) else (height, height)
    if len(pair) == 2 and all(h is None or (is_number(h) and h > 0) for h in pair):
        return pair[0], pair[1]
    raise ArgumentError(
        f"height={height!r:.60}: use a number of pixels, a pair (least, largest) in which either "
        "may be None, or None"
    )


def put_tabs(
    tabs: Sequence[Mapping[str, object]], scope: str | None = None, position: int = -1
) -> Output:
    """
    Show tabs.

    Args:
        tabs: For each a dict `{title, content}`; content is a string, an output, or a list of them.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ArgumentError: A tab lacks a title or content, or its content holds something else.
        TypeError: *tabs* is no list.

    Examples:
        ```python
        put_tabs(
            [
                {"title": "Text", "content": "some text"},
                {"title": "Table", "content": [put_table([["a", "b"]])]},
            ]
        )
        ```
    """
    embedder = Embedder()
    claim(tabs)
    check_list("tabs", tabs, "dicts")
    specs: list[Json] = []
    for tab in tabs:
        if not isinstance(tab, Mapping) or "title" not in tab or "content" not in tab:
            raise ArgumentError(f"tab {tab!r:.60} needs a title and content: use a dict of both")
        contents = embedder.items(tab["content"], f"tab {tab['title']!r}")
        content = contents if holds_several(tab["content"]) else contents[0]
        specs.append({"title": str(tab["title"]), "content": content})
    return Output(
        {"type": "tabs", "tabs": specs, **where(scope, position)}, placement=embedder.placement
    )


def put_info(
    *contents: object, closable: bool = False, scope: str | None = None, position: int = -1
) -> Output:
    """
    Show a box with information. Can be the head of a `with` block.

    Args:
        contents: Outputs, objects that have a form as HTML, or anything else, shown as text.
        closable: Let the user close it.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Examples:
        ```python
        put_info("Takes a minute.", closable=True)
        ```
    """
    return _alert("info", contents, closable, scope, position)


def put_success(
    *contents: object, closable: bool = False, scope: str | None = None, position: int = -1
) -> Output:
    """Show a box that tells of success; parameters as in `put_info`."""
    return _alert("success", contents, closable, scope, position)


def put_warning(
    *contents: object, closable: bool = False, scope: str | None = None, position: int = -1
) -> Output:
    """Show a box that warns; parameters as in `put_info`."""
    return _alert("warning", contents, closable, scope, position)


def put_error(
    *contents: object, closable: bool = False, scope: str | None = None, position: int = -1
) -> Output:
    """Show a box that tells of an error; parameters as in `put_info`."""
    return _alert("danger", contents, closable, scope, position)


def _alert(
    kind: Literal["info", "success", "warning", "danger"],
    contents: Sequence[object],
    closable: bool,
    scope: str | None,
    position: int,
) -> Output:
    embedder = Embedder()
    items = embedder.items(list(contents), f"put_{kind}", text_spec)
    data: dict[str, Json] = {
        "kind": kind,
        "closable": check_flag("closable", closable),
        "contents": items,
    }
    return widget(_ALERT, data, embedder, where(scope, position), BlockStyle())
