"""Tables, and cells that span several rows or columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from attrs import frozen

from pywebio.domain.arguments import check_list
from pywebio.domain.errors import ArgumentError
from pywebio.output._content import Embedder, claim, html_spec, where
from pywebio.output._frames import DataFrame
from pywebio.output._html import html_of
from pywebio.output._output import Output
from pywebio.ports.types import Json, UserValue


@frozen
class Span:
    """A cell with its size; made by `span`."""

    content: object
    row: int
    col: int


Row: TypeAlias = "Sequence[object] | Mapping[UserValue, object]"


def span(content: object, row: int = 1, col: int = 1) -> Span:
    """
    Let a cell of `put_table` or `put_grid` cover several rows or columns.

    Args:
        content: What stands in it.
        row: Number of rows.
        col: Number of columns.

    Raises:
        ArgumentError: A number is no whole number of at least 1.

    Examples:
        ```python
        put_table([["Mon", "Tue"], [span("rain on both days", col=2)]])
        ```
    """
    if not all(isinstance(n, int) and n >= 1 for n in (row, col)):
        claim(content)
        raise ArgumentError(
            f"span(row={row!r}, col={col!r}): a cell covers at least 1 row and 1 column"
        )
    return Span(content, row, col)


def put_table(
    tdata: Sequence[Row] | DataFrame,
    header: Sequence[object] | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show a table.

    Args:
        tdata: Rows. If they are lists, the first one is the header unless *header* is given. If
            they are dicts, a missing key is an empty cell. A data frame of pandas is one of dicts.
            Cells are outputs, `span()`, objects that have a form as HTML, or anything else, shown
            as text.
        header: For lists the names of the columns; for dicts the keys to show, or pairs
            `(label, key)`. By default the keys of the first dict.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        TypeError: *tdata*, *header* or a row is no list.
        ArgumentError: The first row is a dict, and another one is not.

    Examples:
        ```python
        put_table([["Name", "Born"], ["Ada", 1815], ["Grace", put_markdown("*1906*")]])
        put_table([{"name": "Ada", "born": 1815}], header=[("Who", "name")])
        ```

        ```text
        Name | Born
        Ada | 1815
        Who
        Ada
        ```
    """
    claim_cells(tdata, header)
    if isinstance(tdata, DataFrame):
        header = list(tdata.columns) if header is None else header
        tdata = cast("Sequence[Row]", tdata.to_dict("records"))
    _check_rows(tdata, header)
    rows = _rows_of_dicts(tdata, header) if _has_dicts(tdata, header) else _rows(tdata, header)
    embedder = Embedder()
    spans: dict[str, Json] = {}
    data: list[Json] = []
    for y, row in enumerate(rows):
        cells: list[Json] = []
        for x, cell in enumerate(row):
            if isinstance(cell, Span):
                spans[f"{y},{x}"] = {"row": cell.row, "col": cell.col}
                cell = cell.content  # noqa: PLW2901  # the rest treats it as any other cell
            cells.append(_cell(cell, embedder))
        data.append(cells)
    spec: dict[str, Json] = {"type": "table", "data": data, "span": spans}
    return Output({**spec, **where(scope, position)}, placement=embedder.placement)


def claim_cells(*tables: object) -> None:
    """Mark every output in *tables* as passed on, also those inside `span()`."""
    for table in tables:
        if isinstance(table, Span):
            claim(table.content)
        elif isinstance(table, Mapping):
            claim_cells(*table.values())
        elif isinstance(table, (list, tuple)):
            claim_cells(*table)
        elif isinstance(table, Output):
            table.claim()


def _check_rows(tdata: object, header: object) -> None:
    check_list("tdata", tdata, "rows")
    if header is not None:
        check_list("header", header, "names")


def _cell(cell: object, embedder: Embedder) -> Json:
    if isinstance(cell, Output):
        return embedder.output(cell)
    html = html_of(cell)
    return str(cell) if html is None else html_spec(html)


def _has_dicts(tdata: Sequence[Row], header: Sequence[object] | None) -> bool:
    if tdata:
        return isinstance(tdata[0], Mapping)
    return any(isinstance(label, tuple) for label in header or ())


def _rows(tdata: Sequence[Row], header: Sequence[object] | None) -> list[list[object]]:
    for index, row in enumerate(tdata):
        check_list(f"row {index} of tdata", row, "cells")
    rows = [list(row) for row in tdata]
    return rows if header is None else [list(header), *rows]


def _rows_of_dicts(tdata: Sequence[Row], header: Sequence[object] | None) -> list[list[object]]:
    if header is None:
        first = tdata[0]
        columns: list[tuple[object, object]] = [(str(key).capitalize(), key) for key in first]
    else:
        columns = [
            (label[0], label[1]) if isinstance(label, (tuple, list)) else (label, label)
            for label in header
        ]
    rows = [[label for label, _ in columns]]
    for row in tdata:
        if not isinstance(row, Mapping):
            raise ArgumentError(f"row {row!r:.60} is no dict as the first one is")
        rows.append([row.get(key, "") for _, key in columns])
    return rows
