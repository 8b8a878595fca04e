"""Changing a data table that is shown already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pywebio.domain import commands
from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import to_json
from pywebio.output._datatable import (
    Path,
    Record,
    RowId,
    parse_path,
    parse_record,
    parse_records,
)
from pywebio.output._frames import DataFrame
from pywebio.ports.types import Json, UserValue

# The scripts use what the grid object of every client has had since 1.8 (section 6.1).
_SCRIPT = """
const ready = window["ag_grid_" + instance_id + "_promise"];
if (!ready) console.error("PyWebIO: there is no datatable " + instance_id);
else ready.then((grid) => { %s });
"""
_SET_ROWS = _SCRIPT % "grid.api.setRowData(data.map((row) => grid.flatten_row(row)));"
_ROW = (
    "const row = grid.api.getRowNode(String(row_id)); "
    'if (!row) console.error("PyWebIO: datatable " + instance_id + " has no row " + row_id); else '
)
_SET_ROW = _SCRIPT % f"{_ROW} row.setData(grid.flatten_row(data));"
_SET_CELL = _SCRIPT % f"{_ROW} row.setDataValue(grid.path2field(path), data);"
_INSERT = _SCRIPT % (
    "const row = row_id === null ? null : grid.api.getRowNode(String(row_id)); "
    "grid.api.applyTransaction({ add: records.map((row) => grid.flatten_row(row)), "
    "addIndex: row ? row.rowIndex : undefined });"
)
_REMOVE = _SCRIPT % (
    "grid.api.applyTransaction({ remove: row_ids.map((id) => grid.api.getRowNode(String(id)))"
    ".filter((row) => row).map((row) => row.data) });"
)


def datatable_update(
    instance_id: str,
    data: UserValue,
    row_id: RowId | None = None,
    field: Path | None = None,
) -> None:
    """
    Replace all rows of a data table, one row, or one cell.

    Args:
        instance_id: The name given to `put_datatable`.
        data: All records; with *row_id* one record; with *field* too, one value.
        row_id: Which row: the value of its id field, or its index if there is no id field.
        field: Which column: its name, or a tuple of names.

    Raises:
        ValueError: *field* is given without *row_id*.
        TypeError: *data* has not the form that belongs to the other arguments.
    """
    if field is not None and row_id is None:
        raise ArgumentError(f"field={field!r} needs a row_id: a cell is one of a row")
    if row_id is None:
        _run(_SET_ROWS, instance_id, data=parse_records(data, "data"))
        return
    row_id = _row_id(row_id)
    if field is None:
        _run(_SET_ROW, instance_id, data=parse_record(data, "data"), row_id=row_id)
        return
    path = parse_path(field, "field")
    _run(_SET_CELL, instance_id, data=to_json(data, "data"), row_id=row_id, path=path)


def datatable_insert(
    instance_id: str,
    records: Record | Sequence[Record] | DataFrame,
    row_id: RowId | None = None,
) -> None:
    """
    Insert rows into a data table.

    Args:
        instance_id: The name given to `put_datatable`.
        records: One record or several.
        row_id: The row before which they go; None puts them at the end.

    Raises:
        TypeError: A record is no dict, or a value cannot be sent.
    """
    rows = [records] if isinstance(records, Mapping) else records
    before = None if row_id is None else _row_id(row_id)
    _run(_INSERT, instance_id, records=parse_records(rows), row_id=before)


def datatable_remove(instance_id: str, row_ids: RowId | Sequence[RowId]) -> None:
    """
    Remove rows from a data table; ids that it does not have are ignored.

    Args:
        instance_id: The name given to `put_datatable`.
        row_ids: The id of one row, or a list of ids.

    Raises:
        TypeError: An id is neither a number nor a string.
    """
    ids = row_ids if isinstance(row_ids, (list, tuple)) else [row_ids]
    _run(_REMOVE, instance_id, row_ids=[_row_id(each) for each in ids])


def _row_id(row_id: object) -> RowId:
    if isinstance(row_id, bool) or not isinstance(row_id, (int, str)):
        raise TypeError(f"row_id must be a number or a string, not {row_id!r:.60}")
    return row_id


def _run(code: str, instance_id: object, **args: Json) -> None:
    if not isinstance(instance_id, str) or not instance_id:
        raise ArgumentError(
            f"instance_id={instance_id!r}: use the name that was given to put_datatable"
        )
    current_task().send(commands.RunScript(code, {"instance_id": instance_id, **args}))
