"""Rows, columns and scopes: outputs that only arrange others."""

from __future__ import annotations

from pywebio.domain.arguments import check_css
from pywebio.domain.errors import ArgumentError
from pywebio.domain.scope import check_name, dom_id, selector
from pywebio.output._block import BlockStyle
from pywebio.output._content import (
    CONTENTS,
    Content,
    Embedder,
    as_items,
    claim,
    html_spec,
    text_spec,
    where,
    widget,
)
from pywebio.output._output import Output
from pywebio.ports.types import Json

_FLEX = (
    '<div style="display: grid; grid-auto-flow: {{flow}}; grid-template-{{axis}}: {{size}};">'
    + CONTENTS
    + "</div>"
)


def put_row(
    content: object = (),
    size: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show outputs side by side. Can be the head of a `with` block.

    Args:
        content: Outputs, objects that have a form as HTML, and None for gaps.
        size: CSS sizes of the tracks, such as `"40% 10px 60%"`; by default `1fr` for each output
            and `10px` for each gap.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ArgumentError: An item is neither an output nor None.

    Examples:
        ```python
        put_row([put_text("left"), None, put_text("right")], size="60% 10px 40%")
        ```
    """
    return _flex("put_row", content, size, scope, position)


def put_column(
    content: object = (),
    size: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show outputs below each other. Can be the head of a `with` block.

    Args:
        content: Outputs, objects that have a form as HTML, and None for gaps.
        size: CSS sizes of the tracks; by default `1fr` for each output and `10px` for each gap.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ArgumentError: An item is neither an output nor None.

    Examples:
        ```python
        put_column([put_text("above"), put_text("below")])
        ```
    """
    return _flex("put_column", content, size, scope, position)


def _flex(kind: str, content: object, size: str | None, scope: str | None, position: int) -> Output:
    items = as_items(content)
    embedder = Embedder()
    claim(items)
    check_css("size", size)
    data: dict[str, Json] = {
        "flow": "column" if kind == "put_row" else "row",
        "axis": "columns" if kind == "put_row" else "rows",
        "size": size or " ".join("10px" if item is None else "1fr" for item in items),
        "contents": embedder.items(items, kind, gap),
    }
    return widget(_FLEX, data, embedder, where(scope, position), BlockStyle())


def gap(item: object) -> Json:
    """Return an empty cell for None, the one thing besides outputs that layouts take."""
    if item is None:
        return html_spec("<div></div>")
    raise ArgumentError(f"{item!r} is no output: use the result of a put_* call, or None for a gap")


def put_scope(
    name: str, content: Content = (), scope: str | None = None, position: int = -1
) -> Output:
    """
    Show a scope: a place with a name, to be filled and changed later.

    Args:
        name: Its name, of A-Z a-z 0-9 _ -.
        content: What it shows at first.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ValueError: The name has other characters.

    Examples:
        ```python
        put_scope("clock")
        put_text("12:00", scope="clock")
        ```
    """
    embedder = Embedder()
    contents = embedder.items(content, f"put_scope({name!r})", text_spec)
    spec: dict[str, Json] = {
        "type": "scope",
        "dom_id": dom_id(check_name(name, "scope name")),
        "contents": contents,
        **where(scope, position),
    }
    return Output(spec, placement=embedder.placement.inside_scope(selector(name)))
