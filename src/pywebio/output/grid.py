"""Grids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from pywebio.domain.arguments import check_css, check_list, check_one_of
from pywebio.domain.errors import ArgumentError
from pywebio.output._content import CONTENTS, Embedder, html_spec, where, widget
from pywebio.output._html import Rich, html_of
from pywebio.output._output import Output
from pywebio.output.layout import gap
from pywebio.output.table import Span, claim_cells
from pywebio.ports.types import Json

Cell: TypeAlias = "Output | Span | Rich | None"

_GRID = (
    '<div style="display: grid; grid-auto-flow: {{flow}}; grid-template-columns: {{columns}}; '
    'grid-template-rows: {{rows}};">' + CONTENTS + "</div>"
)


def put_grid(
    content: Sequence[Sequence[Cell]],
    cell_width: str = "auto",
    cell_height: str = "auto",
    cell_widths: str | None = None,
    cell_heights: str | None = None,
    direction: str = "row",
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show outputs in a grid.

    Args:
        content: Lines of outputs, `span()`, objects that have a form as HTML, or None for an empty cell.
            Short lines are filled up.
        cell_width: CSS width of every column.
        cell_height: CSS height of every row.
        cell_widths: CSS widths of the columns, in place of *cell_width*.
        cell_heights: CSS heights of the rows, in place of *cell_height*.
        direction: Whether a line is a `row` or a `column`.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ArgumentError: There is no such direction, or a cell is something else.
        TypeError: *content* is no list of lists, or a size no string.

    Examples:
        ```python
        put_grid([[put_text("a"), put_text("b")], [span(put_text("c"), col=2)]], cell_width="80px")
        ```
    """
    claim_cells(content)
    check_list("content", content, "lists of outputs")
    for index, line in enumerate(content):
        check_list(f"content[{index}]", line, "outputs")
    check_css("cell_width", cell_width)
    check_css("cell_height", cell_height)
    check_css("cell_widths", cell_widths)
    check_css("cell_heights", cell_heights)
    check_one_of("direction", direction, ("row", "column"))
    lines, length = _filled_up(content, direction)
    columns, rows = (length, len(lines)) if direction == "row" else (len(lines), length)
    embedder = Embedder()
    data: dict[str, Json] = {
        "flow": direction,
        "columns": cell_widths or f"repeat({columns},{cell_width})",
        "rows": cell_heights or f"repeat({rows},{cell_height})",
        "contents": [_cell(cell, embedder) for line in lines for cell in line],
    }
    return widget(_GRID, data, embedder, where(scope, position))


def _filled_up(content: Sequence[Sequence[Cell]], direction: str) -> tuple[list[list[Cell]], int]:
    """Return the lines, all equally long, and that length, counting what spans cover."""
    lengths: dict[int, int] = defaultdict(int)
    for index, line in enumerate(content):
        for cell in line:
            across, along = 1, 1
            if isinstance(cell, Span):
                across, along = (cell.row, cell.col) if direction == "row" else (cell.col, cell.row)
            for covered in range(index, index + across):
                lengths[covered] += along
    longest = max(lengths.values(), default=0)
    lines: list[list[Cell]] = [
        [*line, *[None] * (longest - lengths[index])] for index, line in enumerate(content)
    ]
    return lines, longest


def _cell(cell: Cell, embedder: Embedder) -> Json:
    if not isinstance(cell, Span):
        return embedder.item(cell, "put_grid", gap)
    if isinstance(cell.content, Output):
        return embedder.output(cell.content.style(_placement(cell)))
    html = "" if cell.content is None else html_of(cell.content)
    if html is None:
        raise ArgumentError(f"span({cell.content!r}) in a grid: use the result of a put_* call")
    return html_spec(f'<div style="{_placement(cell)}">{html}</div>')


def _placement(cell: Span) -> str:
    return f"grid-row-start: span {cell.row}; grid-column-start: span {cell.col}"
