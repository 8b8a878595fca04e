"""A data table that can be sorted, filtered and selected from: AG Grid in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from pywebio.domain.arguments import check_flag, check_one_of
from pywebio.domain.callbacks import NOTHING_PLACED, Callback, Placement
from pywebio.domain.context import current_session
from pywebio.domain.errors import ArgumentError
from pywebio.output._content import where
from pywebio.output._datatable import (
    GridArguments,
    JSFunction,
    Path,
    Record,
    check_ids,
    click_handler,
    parse_column_order,
    parse_path,
    parse_records,
)
from pywebio.output._frames import DataFrame
from pywebio.output._output import Output
from pywebio.ports.types import Json, UserValue

__all__ = ["JSFunction", "put_datatable"]

Action: TypeAlias = "tuple[str, Callable[[UserValue], object]]"
"""The label of a button, and what it does with the selected rows."""

_THEMES = ("balham", "alpine", "alpine-dark", "balham-dark", "material")
_ROWS_IN_FULL = 1000
"""As high as its content a table may be up to so many rows; more are slow in any browser."""


def put_datatable(
    records: Sequence[Record] | DataFrame,
    actions: Sequence[Action | None] | None = None,
    onselect: Callable[[UserValue], object] | None = None,
    multiple_select: bool = False,
    id_field: Path | None = None,
    height: int | str = 600,
    theme: str = "balham",
    cell_content_bar: bool = True,
    instance_id: str = "",
    column_order: Sequence[str] | Mapping[str, UserValue] | None = None,
    column_args: Mapping[str | tuple[str, ...], Mapping[str, UserValue]] | None = None,
    grid_args: Mapping[str, UserValue] | None = None,
    enterprise_key: str = "",
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show records in a table that the user can sort, filter and select from.

    It is made for many rows: the browser draws only those in sight. `datatable_update`,
    `datatable_insert` and `datatable_remove` change it afterwards.

    A row is known by its id: by the value of *id_field*, which reaches callbacks as a string, or
    else by its index in *records*, an integer that it keeps whatever the user sorts.

    Args:
        records: A dict for each row, or a data frame of pandas. A value that is a dict makes a
            group of columns.
        actions: Buttons above the table, `(label, function)` each, or None for a space between
            two. They wait for a selection; the function gets the id of the selected row, or with
            *multiple_select* the list of ids. Coroutine functions are awaited.
        onselect: Called likewise when the selection changes.
        multiple_select: Several rows can be selected. Callbacks then get a list.
        id_field: The column that tells rows apart: its name, or for one in nested records a tuple
            of names.
        height: Pixels, a CSS length, or `"auto"`: as high as its rows, up to 1000 of them; with
            more it is 600 pixels high.
        theme: `balham`, `alpine`, `material`, all light or dark as the page is, or
            `balham-dark` or `alpine-dark`, always dark.
        cell_content_bar: Show the whole content of the chosen cell in a bar below the table.
        instance_id: A name for the `datatable_…` functions; scripts find the grid as
            `ag_grid_<instance_id>`.
        column_order: The columns to show, in their order: a list of names, or a dict that leads
            to None or, for nested columns, to such dicts. By default all, as the records have
            them.
        column_args: Options of AG Grid for columns, by name or by tuple of names; `JSFunction`
            makes functions.
        grid_args: Options of AG Grid for the whole table, such as `{"pagination": True}`.
        enterprise_key: A licence key for AG Grid Enterprise, which is not part of this package:
            without a script of your own that brings it, the key has no effect.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ArgumentError: There are no records and no *column_order*, two records have the same id,
            or another parameter has no legal value; the message says which.
        TypeError: Something is not of the type it must have, or cannot be sent to the page.

    Source: the options are those of AG Grid Community,
    https://www.ag-grid.com/javascript-data-grid/grid-options/
    """
    rows = parse_records(records)
    if not rows and column_order is None:
        raise ArgumentError("put_datatable([]) needs column_order to know its columns")
    check_one_of("theme", theme, _THEMES)
    labels, functions = _parse_actions(actions or ())
    if onselect is not None and not callable(onselect):
        raise TypeError(f"onselect must be a function, not {onselect!r:.60}")
    if not isinstance(instance_id, str) or not isinstance(enterprise_key, str):
        raise TypeError("instance_id and enterprise_key must be strings")
    session = current_session()
    grid = GridArguments(session.ids.new_id())
    by_name, by_path = grid.columns(column_args or {})
    spec: dict[str, Json] = {
        "type": "datatable",
        "records": rows,
        "actions": labels,
        "on_select": onselect is not None,
        "multiple_select": check_flag("multiple_select", multiple_select),
        "field_args": by_name,
        "path_args": by_path,
        "grid_args": grid.options(grid_args or {}, "grid_args"),
        "js_func_key": grid.key,
        "cell_content_bar": check_flag("cell_content_bar", cell_content_bar),
        "height": _parse_height(height, len(rows)),
        "theme": theme,
        "enterprise_key": enterprise_key,
        "instance_id": instance_id,
        **where(scope, position),
    }
    if column_order is not None:
        spec["column_order"] = parse_column_order(column_order)
    if id_field is not None:
        path = parse_path(id_field, "id_field")
        check_ids(rows, path)
        spec["id_field"] = path
    if onselect is None and not any(functions):
        return Output(spec, placement=NOTHING_PLACED)
    clicked = click_handler(functions, onselect, multiple_select)
    callback_id = session.add_callback(Callback(clicked, "datatable"))
    spec["callback_id"] = callback_id
    return Output(spec, placement=Placement(callbacks=(callback_id,)))


def _parse_actions(
    actions: Sequence[Action | None],
) -> tuple[list[Json], list[Callable[[UserValue], object] | None]]:
    labels: list[Json] = []
    functions: list[Callable[[UserValue], object] | None] = []
    for action in actions:
        if action is None:
            labels.append(None)
            functions.append(None)
            continue
        if not isinstance(action, (list, tuple)) or len(action) != 2 or not callable(action[1]):
            raise ArgumentError(
                f"action {action!r}: use a pair (label, function), or None for a space"
            )
        labels.append(str(action[0]))
        functions.append(action[1])
    return labels, functions


def _parse_height(height: object, rows: int) -> str:
    if isinstance(height, int) and not isinstance(height, bool) and height > 0:
        return f"{height}px"
    if not isinstance(height, str) or not height:
        raise ArgumentError(
            f'height={height!r}: use pixels, a CSS length such as "50vh", or "auto"'
        )
    return "600px" if height == "auto" and rows > _ROWS_IN_FULL else height
