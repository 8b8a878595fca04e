"""What the parameters of `put_datatable` mean on the wire (protocol reference, section 6.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, cast

from attrs import field, frozen

from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import to_json
from pywebio.output._frames import DataFrame
from pywebio.ports.types import Json, JsonObject, UserValue

Record: TypeAlias = "Mapping[str, UserValue]"
"""A row: names of columns and values, which may be dicts themselves."""

Path: TypeAlias = "str | Sequence[str]"
"""A column: its name, or the names that lead to it through nested records."""

RowId: TypeAlias = "int | str"


@frozen(init=False)
class JSFunction:
    """A JavaScript function, for *column_args* and *grid_args* of `put_datatable`.

    `JSFunction("a", "b", "return a + b")`: the parameters, then the body.

    Raises:
        ValueError: No body is given.
        TypeError: A parameter or the body is no string.
    """

    params: tuple[str, ...] = field()
    body: str = field()

    def __init__(self, *params_and_body: str) -> None:
        if not params_and_body:
            raise ArgumentError("JSFunction() needs the body of the function as its last argument")
        for part in params_and_body:
            if not isinstance(part, str):
                raise TypeError(f"JSFunction takes strings, not {part!r:.60}")
        *params, body = params_and_body
        self.__attrs_init__(tuple(params), body)


def parse_records(records: object, what: str = "records") -> list[dict[str, Json]]:
    """Return a copy of rows that can be sent; a data frame becomes its rows.

    Raises:
        TypeError: *records* is no list, a row is no dict, or a value cannot be sent.
    """
    if isinstance(records, DataFrame):
        records = records.to_dict("records")
    if isinstance(records, (str, bytes, Mapping)) or not isinstance(records, Sequence):
        raise TypeError(f"{what} must be a list of dicts, not {records!r:.60}")
    return [parse_record(record, f"{what}[{index}]") for index, record in enumerate(records)]


def parse_record(record: object, what: str) -> dict[str, Json]:
    """Return a copy of one row that can be sent.

    Raises:
        TypeError: It is no dict, or a value cannot be sent.
    """
    if not isinstance(record, Mapping):
        raise TypeError(f"{what} must be a dict, not {record!r:.60}")
    return cast("dict[str, Json]", to_json(record, what))


def parse_path(path: object, what: str) -> list[str]:
    """Return the names that lead to a column.

    Raises:
        ArgumentError: It is neither a name nor a sequence of names.
    """
    names = [path] if isinstance(path, str) else path
    if isinstance(names, (list, tuple)) and names and all(isinstance(n, str) for n in names):
        return list(names)
    raise ArgumentError(
        f"{what}={path!r}: use the name of a column, or a tuple of names for a nested one"
    )


def check_ids(records: Sequence[JsonObject], id_field: Sequence[str]) -> None:
    """Check that every row has an id of its own.

    Raises:
        ArgumentError: A row has none, or the same as another.
    """
    seen: dict[str, int] = {}
    for index, record in enumerate(records):
        value: Json | None = record
        for name in id_field:
            value = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise ArgumentError(
                f"records[{index}] has {value!r} as id, in the field "
                f"{'.'.join(id_field)!r}: every record needs a number or a string there"
            )
        if str(value) in seen:
            raise ArgumentError(
                f"records[{seen[str(value)]}] and records[{index}] have the same id {value!r}: "
                "choose another id_field, or none"
            )
        seen[str(value)] = index


def parse_column_order(order: object, what: str = "column_order") -> dict[str, Json]:
    """Return the columns to show, in their order, as a nested dict whose leaves are None.

    Raises:
        ArgumentError: *order* is neither a list of names nor such a dict.
    """
    if isinstance(order, (list, tuple)) and all(isinstance(name, str) for name in order):
        return dict.fromkeys(order)
    if not isinstance(order, Mapping):
        raise ArgumentError(
            f"{what}={order!r:.60}: use a list of names, or a dict that leads from names to "
            "None or, for nested columns, to such dicts"
        )
    parsed: dict[str, Json] = {}
    for name, inner in order.items():
        if not isinstance(name, str):
            raise ArgumentError(f"{what} has the name {name!r}, which is no string")
        parsed[name] = None if inner is None else parse_column_order(inner, f"{what}[{name!r}]")
    return parsed


@frozen
class GridArguments:
    """Turns options of the grid into JSON."""

    key: str
    """Tells our functions apart from dicts that only look like them."""

    def options(self, options: object, what: str) -> JsonObject:
        """Return *options* of the grid or of a column.

        Raises:
            TypeError: They are no dict with names as keys, or hold what cannot be sent.
        """
        if not isinstance(options, Mapping):
            raise TypeError(f"{what} must be a dict of options of AG Grid, not {options!r:.60}")
        return cast(JsonObject, to_json(options, what, self._function))

    def columns(self, columns: object) -> tuple[dict[str, Json], list[Json]]:
        """Return the options of the columns given by name, and of those given by path.

        Raises:
            TypeError: There is no dict of options for each column.
            ArgumentError: A key is neither a name nor a path.
        """
        if not isinstance(columns, Mapping):
            raise TypeError(f"column_args must be a dict of columns, not {columns!r:.60}")
        by_name: dict[str, Json] = {}
        by_path: list[Json] = []
        for column, options in columns.items():
            parsed = self.options(options, f"column_args[{column!r}]")
            path = parse_path(column, "a key of column_args")
            if isinstance(column, str):
                by_name[column] = parsed
            else:
                by_path.append([path, parsed])
        return by_name, by_path

    def _function(self, value: object) -> Json | None:
        if not isinstance(value, JSFunction):
            return None
        return {
            "__pywebio_js_function__": self.key,
            "params": list(value.params),
            "body": value.body,
        }


def click_handler(
    actions: Sequence[Callable[[UserValue], object] | None],
    onselect: Callable[[UserValue], object] | None,
    multiple: bool,
) -> Callable[[object], object]:
    """Return a function of what the page sends: which rows, and which action if it is one."""

    def clicked(data: object) -> object:
        if not isinstance(data, Mapping):
            return None
        index, rows = data.get("btn"), data.get("rows")
        function = onselect if index is None else _item_of(actions, index)
        if function is None or not isinstance(rows, list) or not all(map(_is_id, rows)):
            return None
        if multiple:
            return function(list(rows))
        return function(rows[0]) if len(rows) == 1 else None

    return clicked


def _item_of(
    actions: Sequence[Callable[[UserValue], object] | None], index: object
) -> Callable[[UserValue], object] | None:
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(actions):
        return None
    return actions[index]


def _is_id(row: object) -> bool:
    return isinstance(row, (int, str)) and not isinstance(row, bool)
