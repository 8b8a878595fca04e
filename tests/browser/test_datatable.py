"""Data tables in a real page: sorting, filtering, selecting, changing, many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio.output import (
    JSFunction,
    clear,
    datatable_insert,
    datatable_remove,
    datatable_update,
    put_buttons,
    put_datatable,
    put_scope,
    put_tabs,
    put_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import AssertAccessible, Serve

PEOPLE = [
    {"key": "ada", "name": {"first": "Ada", "last": "Lovelace"}, "born": 1815},
    {"key": "alan", "name": {"first": "Alan", "last": "Turing"}, "born": 1912},
    {"key": "grace", "name": {"first": "Grace", "last": "Hopper"}, "born": 1906},
]


def people() -> None:
    """Show a table that can be acted upon and changed."""
    put_datatable(
        PEOPLE,
        actions=[("Greet", lambda key: put_text("Hello", key))],
        onselect=lambda key: put_text("Chosen", key),
        id_field="key",
        instance_id="people",
        height="auto",
        column_args={"born": {"cellRenderer": JSFunction("p", "return `<b>${p.value}</b>`")}},
    )
    changes: dict[str, Callable[[], None]] = {
        "One cell": lambda: datatable_update("people", "Augusta", "ada", ("name", "first")),
        "One row": lambda: datatable_update("people", {**PEOPLE[1], "born": 1}, "alan"),
        "Insert": lambda: datatable_insert("people", {"key": "kurt", "born": 1906}, "alan"),
        "Remove": lambda: datatable_remove("people", ["alan", "nobody"]),
        "All": lambda: datatable_update("people", [{"key": "edsger", "born": 1930}]),
    }
    put_buttons(list(changes), onclick=lambda name: changes[name]())


def many() -> None:
    """Show more rows than any page can hold, several of which can be selected."""
    put_datatable(
        [{"number": number, "square": number**2} for number in range(10_000)],
        actions=[("Add up", lambda rows: put_text("Sum", sum(rows)))],
        multiple_select=True,
        instance_id="many",
        height=300,
    )


def hidden() -> None:
    """Show a table in a tab that is not open yet, and one in a scope that is cleared."""
    put_tabs(
        [
            {"title": "Text", "content": "first"},
            {"title": "Table", "content": put_datatable(PEOPLE)},
        ]
    )
    put_scope("cleared", put_datatable(PEOPLE, instance_id="cleared"))
    put_buttons(["Clear"], onclick=[lambda: clear("cleared")])


def column(page: Page, field: str) -> list[str]:
    """Return the texts of a column from top to bottom."""
    cells = page.locator(f"[role=gridcell][col-id={field}]")
    return cells.all_inner_texts()


def cell(page: Page, text: str) -> Locator:
    return page.get_by_role("gridcell", name=text, exact=True)


def test_rows_can_be_sorted_and_filtered(
    page: Page, serve: Serve, assert_accessible: AssertAccessible
) -> None:
    page.goto(serve(people))
    page.get_by_role("columnheader", name="Born").click()
    page.wait_for_function(
        "document.querySelector('[role=row][row-index=\"1\"]')?.textContent.includes('Grace')"
    )
    assert column(page, "born_4_1") == ["1815", "1906", "1912"]
    page.get_by_role("columnheader", name="Last").locator(".ag-icon-filter").click()
    page.get_by_role("textbox", name="Filter Value").first.fill("ing")
    page.wait_for_function(
        "document.querySelectorAll('[role=gridcell][col-id=key_3_1]').length == 1"
    )
    assert column(page, "namelast_4_4_2") == ["Turing"]
    assert_accessible(page, inside=".webio-datatable")


def test_selected_rows_can_be_acted_upon(page: Page, serve: Serve) -> None:
    page.goto(serve(people))
    greet = page.get_by_role("button", name="Greet")
    greet.wait_for()
    assert greet.is_disabled()
    cell(page, "Turing").click()
    page.get_by_text("Chosen alan").wait_for()
    assert page.get_by_role("region", name="Content of the cell").inner_text() == "Turing"
    greet.click()
    page.get_by_text("Hello alan").wait_for()
    page.get_by_role("button", name="Clear selection").click()
    page.wait_for_function("document.querySelector('.webio-datatable button').disabled")


def test_keys_reach_everything(page: Page, serve: Serve) -> None:
    page.goto(serve(people))
    cell(page, "Ada").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.get_by_text("Chosen alan").wait_for()


def long_way() -> None:
    """Show a table among other things."""
    put_buttons(["Before"], onclick=[lambda: None])
    put_datatable([{"name": f"Name {number}", "number": number} for number in range(10_000)])
    put_buttons(["After"], onclick=[lambda: None])


def test_tab_leaves_a_table_and_comes_back_to_the_cell_that_was_left(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(long_way))
    page.get_by_role("gridcell", name="Name 1", exact=True).click()
    focused = page.locator(".ag-cell:focus")
    page.keyboard.press("PageDown")
    expect(focused).not_to_have_text("Name 1")
    left = focused.inner_text()
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="Content of the cell")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="After")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(focused).to_have_text(left)
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Before")).to_be_focused()
    # From above the way leads through the headers, which sort.
    page.keyboard.press("Tab")
    header = page.get_by_role("columnheader", name="Name")
    expect(header).to_be_focused()
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")


@pytest.mark.parametrize(
    ("change", "keys", "first_names", "born"),
    [
        ("One cell", ["ada", "alan", "grace"], ["Augusta", "Alan", "Grace"], "1815"),
        ("One row", ["ada", "alan", "grace"], ["Ada", "Alan", "Grace"], "1"),
        ("Insert", ["ada", "kurt", "alan", "grace"], ["Ada", "", "Alan", "Grace"], "1906"),
        ("Remove", ["ada", "grace"], ["Ada", "Grace"], "1906"),
        ("All", ["edsger"], [""], "1930"),
    ],
)
def test_a_table_that_is_shown_can_be_changed(
    page: Page,
    serve: Serve,
    change: str,
    keys: list[str],
    first_names: list[str],
    born: str,
) -> None:
    page.goto(serve(people))
    cell(page, "ada").wait_for()
    page.get_by_role("button", name=change).click()
    page.wait_for_function(
        """([keys, first, born]) => {
          const texts = (field) =>
            [...document.querySelectorAll(`[role=gridcell][col-id=${field}]`)].map(
              (cell) => cell.textContent);
          return String(texts('key_3_1')) === String(keys)
            && String(texts('namefirst_4_5_2')) === String(first)
            && texts('born_4_1').includes(born);
        }""",
        arg=[keys, first_names, born],
    )


def test_functions_of_the_app_make_markup(page: Page, serve: Serve) -> None:
    page.goto(serve(people))
    page.locator("[role=gridcell] b", has_text="1815").wait_for()


def test_only_the_rows_in_sight_are_drawn(
    page: Page, serve: Serve, assert_accessible: AssertAccessible
) -> None:
    page.goto(serve(many))
    cell(page, "0").first.wait_for()
    page.evaluate("ag_grid_many.api.ensureIndexVisible(9000, 'middle')")
    cell(page, str(9000**2)).wait_for()
    assert page.locator("[role=row]").count() < 100
    assert_accessible(page, inside=".webio-datatable")
    cell(page, str(9000**2)).click()
    cell(page, str(9001**2)).click()
    page.get_by_text("2 rows selected").wait_for()
    page.get_by_role("button", name="Add up").click()
    page.get_by_text("Sum 18001").wait_for()


def test_columns_get_their_widths_when_they_are_first_seen(page: Page, serve: Serve) -> None:
    page.goto(serve(hidden))
    page.get_by_role("tab", name="Table").click()
    page.wait_for_function(
        """() => {
          const table = document.querySelector('[role=tabpanel]:not([hidden]) .webio-datatable');
          const cells = [...table.querySelectorAll('[role=row][row-index="0"] [role=gridcell]')];
          const width = cells.reduce((sum, cell) => sum + cell.offsetWidth, 0);
          return Math.abs(width - table.clientWidth) < 24;
        }"""
    )


def test_a_table_that_left_the_page_is_destroyed_and_forgotten(page: Page, serve: Serve) -> None:
    page.goto(serve(hidden))
    page.locator("#pywebio-scope-cleared [role=gridcell]").first.wait_for()
    kept = page.evaluate_handle("ag_grid_cleared")
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function("(kept) => kept.api.isDestroyed()", arg=kept)
    assert not page.evaluate("Object.keys(window).some((name) => name.startsWith('ag_grid_'))")


def test_a_table_fits_a_phone_and_the_night(page: Page, serve: Serve) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.emulate_media(color_scheme="dark")
    page.goto(serve(people))
    cell(page, "Ada").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    background, body = page.evaluate(
        """[document.querySelector('.ag-root-wrapper'), document.body].map(
            (element) => getComputedStyle(element).backgroundColor)"""
    )
    assert background == body
