"""Data tables: what is sent for them, what comes back, and how they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import (
    JSFunction,
    datatable_insert,
    datatable_remove,
    datatable_update,
    put_datatable,
    put_text,
)
from pywebio.ports.events import CallbackCalled
from pywebio.testing import run_app
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from pywebio.ports.types import UserValue

ROWS: list[dict[str, UserValue]] = [
    {"id": 1, "name": {"first": "Ada"}},
    {"id": 2, "name": {"first": "Alan"}},
]


def shown(**parameters: UserValue) -> dict[str, UserValue]:
    (spec,) = run_to_end(lambda: put_datatable(**{"records": ROWS, **parameters})).outputs()
    return spec


def raised_by(call: Callable[[], object]) -> Exception:
    """Return what *call* raises in an app, which must then have sent nothing."""
    errors: list[Exception] = []

    def app() -> None:
        try:
            call()
        except Exception as error:  # noqa: BLE001  # whatever it is, the test looks at it
            errors.append(error)

    commands = run_to_end(app).commands()
    assert [command["command"] for command in commands] == ["close_session"]
    return errors[0]


class FakeFrame:
    """Something like a data frame of pandas."""

    columns = ("a",)

    def to_dict(self, orient: str) -> list[dict[str, object]]:
        assert orient == "records"
        return [{"a": 1}, {"a": float("nan")}]


class TestWhatIsSent:
    def test_records_are_copied(self) -> None:
        rows = [{"a": [1]}]

        def app() -> None:
            kept = put_datatable(rows)
            rows[0]["a"].append(2)
            kept.show()

        assert run_to_end(app).outputs()[0]["records"] == [{"a": [1]}]

    def test_a_data_frame_gives_its_rows(self) -> None:
        assert shown(records=FakeFrame())["records"] == [{"a": 1}, {"a": None}]

    @pytest.mark.parametrize(
        ("height", "rows", "css"),
        [(300, 1, "300px"), ("50vh", 1, "50vh"), ("auto", 1000, "auto"), ("auto", 1001, "600px")],
    )
    def test_the_height_is_a_css_length(self, height: int | str, rows: int, css: str) -> None:
        assert shown(records=[{"a": 1}] * rows, height=height)["height"] == css

    def test_a_list_of_columns_becomes_a_dict(self) -> None:
        assert shown(column_order=["name", "id"])["column_order"] == {"name": None, "id": None}

    def test_nested_columns_stay_nested(self) -> None:
        order = shown(column_order={"name": ["first"], "id": None})["column_order"]
        assert order == {"name": {"first": None}, "id": None}

    def test_no_records_need_columns(self) -> None:
        assert shown(records=[], column_order=["a"])["records"] == []
        assert isinstance(raised_by(lambda: put_datatable([])), ValueError)

    def test_columns_are_named_or_reached_by_a_path(self) -> None:
        spec = shown(column_args={"id": {"width": 60}, ("name", "first"): {"editable": True}})
        assert spec["field_args"] == {"id": {"width": 60}}
        assert spec["path_args"] == [[["name", "first"], {"editable": True}]]

    def test_functions_for_the_browser_carry_the_key_of_the_table(self) -> None:
        spec = shown(grid_args={"onSortChanged": JSFunction("e", "console.log(e)")})
        assert spec["grid_args"]["onSortChanged"] == {
            "__pywebio_js_function__": spec["js_func_key"],
            "params": ["e"],
            "body": "console.log(e)",
        }

    def test_a_table_that_calls_nothing_lets_the_session_end(self) -> None:
        assert "callback_id" not in shown(actions=[None])

    def test_separators_have_no_label(self) -> None:
        assert shown(actions=[("Edit", print), None])["actions"] == ["Edit", None]


class TestWhatComesBack:
    @pytest.mark.parametrize(
        ("multiple", "data", "text"),
        [
            (False, {"rows": [1]}, "selected 1"),
            (False, {"btn": 0, "rows": ["x"]}, "edit x"),
            (True, {"rows": [0, 2]}, "selected [0, 2]"),
            (True, {"rows": []}, "selected []"),
            (True, {"btn": 0, "rows": ["x"]}, "edit ['x']"),
        ],
    )
    def test_a_click_calls_its_function(
        self, multiple: bool, data: dict[str, object], text: str
    ) -> None:
        assert self.texts_after(data, multiple) == [text]

    @pytest.mark.parametrize(
        "data",
        [
            None,
            [],
            {"rows": 1},
            {"rows": [True]},
            {"rows": [{}]},
            {"rows": []},
            {"rows": [1, 2]},
            {"btn": 1, "rows": [1]},
            {"btn": 2, "rows": [1]},
            {"btn": -2, "rows": [1]},
            {"btn": "0", "rows": [1]},
            {"btn": False, "rows": [1]},
        ],
        ids=repr,
    )
    def test_what_no_table_sends_is_ignored(self, data: object) -> None:
        assert self.texts_after(data, multiple=False) == []

    def texts_after(self, data: object, multiple: bool) -> list[str]:
        """Return what the functions of a table say to *data* from the page."""

        def app() -> None:
            put_datatable(
                ROWS,
                actions=[("Edit", lambda row: put_text("edit", row)), None],
                onselect=lambda row: put_text("selected", row),
                multiple_select=multiple,
            )

        with run_app(app) as user:
            (spec,) = user.outputs()
            user.tell(CallbackCalled(spec["callback_id"], data))
            return user.texts()


class TestChanges:
    @pytest.mark.parametrize(
        ("change", "arguments"),
        [
            (lambda: datatable_update("t", [{"a": 1}]), {"data": [{"a": 1}]}),
            (lambda: datatable_update("t", {"a": 1}, 0), {"data": {"a": 1}, "row_id": 0}),
            (
                lambda: datatable_update("t", None, "x", "a"),
                {"data": None, "row_id": "x", "path": ["a"]},
            ),
            (
                lambda: datatable_update("t", 5, "x", ("a", "b")),
                {"data": 5, "row_id": "x", "path": ["a", "b"]},
            ),
            (lambda: datatable_insert("t", {"a": 1}), {"records": [{"a": 1}], "row_id": None}),
            (lambda: datatable_insert("t", [{"a": 1}], 3), {"records": [{"a": 1}], "row_id": 3}),
            (lambda: datatable_remove("t", 1), {"row_ids": [1]}),
            (lambda: datatable_remove("t", ["a", "b"]), {"row_ids": ["a", "b"]}),
        ],
    )
    def test_a_change_travels_as_arguments_of_a_script(
        self, change: Callable[[], object], arguments: dict[str, object]
    ) -> None:
        script = run_to_end(change).commands()[0]
        assert script["command"] == "run_script"
        assert script["spec"]["args"] == {"instance_id": "t", **arguments}


WRONG: list[tuple[Callable[[], object], type[Exception], str]] = [
    (lambda: shown(records={"a": 1}), TypeError, "records must be a list of dicts"),
    (lambda: shown(records="ab"), TypeError, "records must be a list of dicts, not 'ab'"),
    (lambda: shown(records=[[1]]), TypeError, r"records\[0\] must be a dict, not \[1\]"),
    (lambda: shown(records=[{"a": {1}}]), TypeError, r"records\[0\]\['a'\] is a set"),
    (lambda: shown(theme="dark"), ArgumentError, "theme='dark' is not one of 'balham'"),
    (lambda: shown(height=0), ArgumentError, "height=0: use pixels"),
    (lambda: shown(height=None), ArgumentError, "height=None: use pixels"),
    (lambda: shown(id_field=3), ArgumentError, "id_field=3: use the name of a column"),
    (lambda: shown(id_field=()), ArgumentError, r"id_field=\(\): use the name of a column"),
    (lambda: shown(id_field="key"), ArgumentError, r"records\[0\] has None as id, .* 'key'"),
    (lambda: shown(id_field="name"), ArgumentError, r"records\[0\] has \{'first': 'Ada'\} as id"),
    (
        lambda: shown(records=[{"a": 1}, {"a": "1"}], id_field="a"),
        ArgumentError,
        r"records\[0\] and records\[1\] have the same id '1'",
    ),
    (lambda: shown(column_order=5), ArgumentError, "column_order=5: use a list of names"),
    (lambda: shown(column_order={"a": 5}), ArgumentError, r"column_order\['a'\]=5: use"),
    (lambda: shown(column_order={5: None}), ArgumentError, "column_order has the name 5"),
    (lambda: shown(column_args=["a"]), TypeError, "column_args must be a dict of columns"),
    (lambda: shown(column_args={"a": 5}), TypeError, r"column_args\['a'\] must be a dict"),
    (lambda: shown(column_args={5: {}}), ArgumentError, "a key of column_args=5"),
    (lambda: shown(grid_args=["a"]), TypeError, "grid_args must be a dict of options"),
    (lambda: shown(grid_args={"a": print}), TypeError, r"grid_args\['a'\] is a builtin"),
    (lambda: shown(actions=["Edit"]), ArgumentError, "action 'Edit': use a pair"),
    (lambda: shown(actions=[("Edit", None)]), ArgumentError, r"action \('Edit', None\): use"),
    (lambda: shown(onselect="f"), TypeError, "onselect must be a function, not 'f'"),
    (lambda: shown(instance_id=5), TypeError, "instance_id and enterprise_key must be strings"),
    (JSFunction, ValueError, "needs the body of the function"),
    (lambda: JSFunction(5), TypeError, "JSFunction takes strings, not 5"),  # type: ignore[arg-type]  # what is tested
    (lambda: datatable_update("t", "x", field="a"), ValueError, "field='a' needs a row_id"),
    (lambda: datatable_update("t", "x"), TypeError, "data must be a list of dicts, not 'x'"),
    (lambda: datatable_update("t", "x", 1), TypeError, "data must be a dict, not 'x'"),
    (lambda: datatable_update("t", {1}, 1, "a"), TypeError, "data is a set"),
    (lambda: datatable_update("", [{}]), ArgumentError, "instance_id='': use the name"),
    (lambda: datatable_insert("t", [5]), TypeError, r"records\[0\] must be a dict, not 5"),  # type: ignore[list-item]  # what is tested
    (lambda: datatable_remove("t", None), TypeError, "row_id must be a number or a string"),  # type: ignore[arg-type]  # what is tested
]


@pytest.mark.parametrize(("call", "error", "message"), WRONG, ids=[row[2] for row in WRONG])
def test_what_is_wrong_is_named(
    call: Callable[[], object], error: type[Exception], message: str
) -> None:
    def app() -> None:
        with pytest.raises(error, match=message):
            call()

    run_to_end(app)
