"""What assistive technology is told: names, descriptions, states and what is new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio.input import checkbox, file_upload, input, input_group, radio, select, slider, textarea
from pywebio.output import (
    put_button,
    put_datatable,
    put_error,
    put_progressbar,
    put_tabs,
    put_text,
    set_progressbar,
    toast,
)
from pywebio.pin import put_checkbox, put_file_upload, put_input, put_slider
from pywebio.session import eval_js, hold, run_async, run_js

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import AssertAccessible, LineTo, Serve

FRUIT = ["Apple", "Pear", "Plum"]


def lists() -> None:
    answers = input_group(
        "Lists",
        [
            select("One", FRUIT, name="one", native=False, value="Pear", required=True),
            select("Some", FRUIT, name="some", multiple=True, native=False, help_text="Or none."),
        ],
    )
    put_text(answers)


def test_a_searchable_list_tells_what_is_chosen(
    page: Page, serve: Serve, assert_accessible: AssertAccessible
) -> None:
    page.goto(serve(lists))
    one = page.get_by_role("combobox", name="One")
    some = page.get_by_role("combobox", name="Some")
    # The native elements go on existing, but nobody hears of them.
    expect(page.get_by_role("combobox")).to_have_count(2)
    expect(one).to_have_accessible_description("Pear")
    expect(one).to_have_attribute("aria-required", "true")
    some.focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(some).to_have_accessible_description("Pear, Plum Or none.")
    options = page.get_by_role("listbox", name="Some").get_by_role("option")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    chosen = [option.get_attribute("aria-selected") for option in options.all()]
    assert chosen == ["false", "true", "true"]
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Reset").click()
    expect(some).to_have_accessible_description("Or none.")


def required() -> None:
    answers = input_group(
        "All of it",
        [
            textarea("Code", name="code", code=True, required=True),
            checkbox("Any", FRUIT, name="any", required=True, help_text="One or more."),
            radio("Either", FRUIT, name="either", required=True),
            file_upload("File", name="file", required=True),
            slider("How much?", name="much"),
            input(name="first", placeholder="First name"),
            input(name="last", placeholder="Last name"),
        ],
    )
    put_text(len(answers))


def test_every_field_tells_its_name_and_that_it_is_required(page: Page, serve: Serve) -> None:
    page.goto(serve(required))
    editor = page.locator(".cm-content")
    expect(editor).to_have_attribute("aria-required", "true")
    expect(page.get_by_role("group", name="Any")).to_have_accessible_description(
        "required One or more."
    )
    expect(page.get_by_role("group", name="Either")).to_have_accessible_description("required")
    expect(page.get_by_label("File", exact=True)).to_have_accessible_description("required")
    for name in ("First name", "Last name"):
        expect(page.get_by_role("textbox", name=name)).to_have_count(1)
    # What is merely empty still is not wrong.
    for field in page.locator("form :is(input, select, .cm-content)").all():
        expect(field).to_have_attribute("aria-invalid", "false")
    # The slider says where it stands; the number beside it would say it again.
    expect(page.get_by_role("form").get_by_role("status")).to_have_count(0)
    stars = page.locator(".form-label").evaluate_all(
        "(labels) => labels.filter((label) => getComputedStyle(label, '::after').content"
        ".includes('*')).map((label) => label.textContent)"
    )
    assert stars == ["Code", "Any", "Either", "File"]


def test_an_empty_editor_that_is_required_is_not_sent(page: Page, serve: Serve) -> None:
    page.goto(serve(required))
    editor = page.locator(".cm-content")
    expect(editor).to_be_visible()
    page.get_by_role("button", name="Submit").click()
    expect(editor).to_be_focused()
    expect(editor).to_have_attribute("aria-invalid", "true")
    expect(editor).to_have_accessible_description(re.compile("^Please fill in this field."))


def interrupted() -> None:
    async def ask_another() -> None:
        # The page tells when the user is in the middle of something.
        await eval_js("window.typing")
        put_text("other", await input("Other"))

    run_js("window.typing = new Promise(yes => document.addEventListener('input', () => yes(1)))")
    run_async(ask_another())
    put_input("note", label="Note")


async def interrupted_form() -> None:
    interrupted()
    put_text("first", await input("First"))
    await hold()


@pytest.mark.parametrize("viewport", [(1280, 800), (390, 300)])
def test_a_second_form_lets_whoever_types_go_on(
    page: Page, serve: Serve, announced: Locator
) -> None:
    page.goto(serve(interrupted_form))
    first, other = (page.get_by_role("textbox", name=name) for name in ("First", "Other"))
    first.focus()
    before = first.bounding_box()
    page.keyboard.type("a")
    expect(other).to_be_visible()
    page.keyboard.type("bc")
    expect(first).to_be_focused()
    expect(first).to_have_value("abc")
    expect(other).to_have_value("")
    expect(announced).to_contain_text("Other")
    after = first.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) <= 1, "it moved under the user's eyes"
    # It stands on top.
    place = other.bounding_box()
    assert place is not None
    assert place["y"] < after["y"]
    other.click()
    expect(other).to_be_focused()
    expect(first).to_be_hidden()
    page.keyboard.type("done")
    page.keyboard.press("Enter")
    expect(first).to_have_value("abc")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main").get_by_text("first abc")).to_be_visible()
    expect(page.locator("main").get_by_text("other done")).to_be_visible()


def plain() -> None:
    put_text("shown")
    put_progressbar("work", init=0.5, label="5 of 10 files")
    put_button("Next file", onclick=lambda: set_progressbar("work", 0.6, label="6 of 10 files"))


def test_a_progress_bar_says_what_stands_in_it(page: Page, serve: Serve) -> None:
    page.goto(serve(plain))
    bar = page.get_by_role("progressbar", name="work")
    expect(bar).to_have_attribute("aria-valuetext", "5 of 10 files")
    page.get_by_role("button", name="Next file").click()
    expect(bar).to_have_attribute("aria-valuetext", "6 of 10 files")


def test_an_interruption_is_said_and_that_it_is_over(
    page: Page, line_to: LineTo, announced: Locator, complaints: list[str]
) -> None:
    line = line_to(plain_and_waiting)
    page.goto(line.address)
    expect(page.locator("main").get_by_text("shown")).to_be_visible()
    line.cut()
    expect(announced).to_contain_text("Reconnecting…")
    line.mend()
    expect(announced).to_contain_text("The connection is back.")
    complaints.clear()


def plain_and_waiting() -> None:
    plain()
    hold()


def mistaken() -> None:
    def check(name: str) -> str | None:
        return "Not that one." if name == "Ada" else None

    put_text(input("Name", value="Ada", validate=check))


def test_what_is_wrong_with_a_field_is_said_by_a_region_that_was_there_before(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(mistaken))
    field = page.get_by_role("textbox", name="Name")
    # Of a region that shows together with its text, nothing may be said.
    region = page.locator(".invalid-feedback[aria-live=polite]")
    assert region.evaluate("(element) => getComputedStyle(element).display") == "block"
    page.keyboard.press("Enter")
    expect(region).to_have_text("Not that one.")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("Not that one.")
    page.keyboard.type("Alan")
    expect(page.get_by_text("Not that one.")).to_be_hidden()


async def burst() -> None:
    for number in range(2000):
        put_text("line", number)
    put_error("It has failed.")
    toast("Over")
    await hold()


def test_a_flood_of_outputs_is_said_in_a_few_words_and_errors_first(
    page: Page, serve: Serve, announced: Locator
) -> None:
    page.goto(serve(burst))
    expect(page.locator("main").get_by_text("It has failed.")).to_be_visible()
    expect(announced).to_contain_text("It has failed.")
    said = announced.locator("p")
    expect(said.first).to_have_text("It has failed.")
    assert said.count() <= 5
    # Nothing else on the page speaks: each region would say it once more.
    expect(page.locator("main [role=alert], main [aria-live]")).to_have_count(0)


def everything_chosen() -> None:
    put_tabs([{"title": title, "content": title} for title in ("First", "Second")])
    put_progressbar("work", init=0.5)
    put_checkbox("fruit", FRUIT, label="Fruit", value=["Apple"])
    put_input("name", label="Name")
    put_file_upload("file", label="File")
    put_slider("much", label="How much?")
    put_datatable([{"name": name} for name in FRUIT], multiple_select=True)
    hold()


COLOURS = """(elements) => elements.map((element) => {
  const { borderBottomColor, backgroundColor, outlineStyle, appearance } = getComputedStyle(element);
  return { line: borderBottomColor, ground: backgroundColor, ring: outlineStyle, appearance };
})"""


def test_states_show_where_the_system_forces_its_colours(page: Page, serve: Serve) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(serve(everything_chosen))
    cells = page.locator(".ag-cell:has-text('Apple'), .ag-cell:has-text('Plum')")
    cells.first.click()

    def looks(selector: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = page.locator(selector).evaluate_all(COLOURS)
        return found

    chosen_tab, other_tab = looks("[role=tab]")
    assert chosen_tab["line"] != other_tab["line"]
    (track,), (bar,) = looks(".progress"), looks(".progress-bar")
    assert track["ground"] != bar["ground"]
    # The system's own boxes and sliders show their state.
    for control in looks(".form-check-input, .form-range"):
        assert control["appearance"] == "auto"
    chosen_row, other_row = cells.evaluate_all(COLOURS)
    assert chosen_row["ground"] != other_row["ground"]
    for name, ringed in (("name", "input:focus"), ("file", ".custom-file:focus-within")):
        field = page.locator(f"input[name={name}]")
        field.focus()
        expect(field).to_be_focused()
        assert looks(ringed)[0]["ring"] == "solid"
    cells.last.focus()
    assert looks(".ag-cell:focus")[0]["ring"] == "solid"
