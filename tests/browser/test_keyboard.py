"""Everything by keyboard alone, and what assistive technology is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio.input import checkbox, input, input_group, radio, select
from pywebio.output import (
    put_button,
    put_scope,
    put_scrollable,
    put_table,
    put_text,
    toast,
    use_scope,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve


def questionnaire() -> None:
    answers = input_group(
        "You",
        [
            input("Name", name="name", required=True, help_text="As on your passport."),
            radio("Colour", ["red", "green", "blue"], name="colour"),
            checkbox("Fruit", ["Apple", "Pear"], name="fruit"),
            select("City", ["Oslo", "Rome"], name="city"),
        ],
    )
    put_text(answers)


def test_a_form_is_filled_in_and_sent_by_keyboard(page: Page, serve: Serve) -> None:
    page.goto(serve(questionnaire))
    name = page.get_by_role("textbox", name="Name")
    expect(name).to_be_focused()
    page.keyboard.press("Enter")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_be_focused()
    # The error comes before the help.
    description = page.evaluate(
        "document.activeElement.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id).textContent)"
    )
    assert description[1:] == ["As on your passport."]
    assert description[0]
    page.keyboard.type("Ada")
    expect(name).not_to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="green")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Submit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#pywebio-scope-ROOT")).to_contain_text(
        "{'name': 'Ada', 'colour': 'green', 'fruit': ['Pear'], 'city': 'Rome'}"
    )


def toasts() -> None:
    put_button("Go", onclick=show_toasts)


def show_toasts() -> None:
    toast("Stays", duration=0)
    toast("Click me", duration=0, onclick=lambda: put_text("clicked"))


def test_toasts_are_reached_and_closed_by_keyboard(page: Page, serve: Serve) -> None:
    page.goto(serve(toasts))
    page.get_by_role("button", name="Go").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toastify")).to_have_count(2)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stays")).to_have_count(0)
    page.get_by_text("Click me").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("clicked")).to_be_visible()
    expect(page.locator(".toastify")).to_have_count(0)


def short_toasts() -> None:
    put_button("Go", onclick=lambda: toast("Goes soon", duration=0.5))
    put_button("Next", onclick=lambda: None)
    put_scrollable([put_text("Line", number) for number in range(30)], height=100)


def test_a_toast_that_goes_by_itself_is_reached_held_and_closed_by_keyboard(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(short_toasts))
    go = page.get_by_role("button", name="Go")
    go.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toastify")).to_be_visible()
    page.keyboard.press("F6")
    close = page.get_by_role("button", name="Close")
    expect(close).to_be_focused()
    expect(close).to_be_in_viewport()
    # Longer than it would stay if nobody were there.
    page.evaluate("new Promise((done) => setTimeout(done, 700))")
    page.keyboard.press("Enter")
    expect(page.locator(".toastify")).to_have_count(0)
    expect(go).to_be_focused()


def test_a_box_that_scrolls_has_a_name(page: Page, serve: Serve) -> None:
    page.goto(serve(short_toasts))
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("group", name="Scrolling area")).to_be_focused()


def wide_table() -> None:
    put_table([[f"Column number {number}" for number in range(40)], list(range(40))])


def test_a_wide_table_is_scrolled_by_keyboard(page: Page, serve: Serve) -> None:
    page.goto(serve(wide_table))
    table = page.locator("table")
    expect(table).to_have_attribute("tabindex", "0")
    page.keyboard.press("Tab")
    expect(table).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('table').scrollLeft > 0")


def clickable() -> None:
    put_text("Click this").onclick(lambda: put_text("it was clicked"))
    put_table([["Cell"]]).onclick(lambda: put_text("the table was clicked"))
    with use_scope("end"):
        put_scope("inner")


def test_an_output_with_a_click_is_a_button_for_the_keyboard(page: Page, serve: Serve) -> None:
    page.goto(serve(clickable))
    page.get_by_role("button", name="Click this").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("it was clicked")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("table")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("the table was clicked")).to_be_visible()


def test_motion_is_reduced_for_those_who_want_that(page: Page, serve: Serve) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(serve(toasts))
    page.get_by_role("button", name="Go").click()
    for selector in (".toastify", ".btn"):
        style = page.locator(selector).first.evaluate(
            "(element) => { const s = getComputedStyle(element);"
            " return [s.animationDuration, s.transitionDuration]; }"
        )
        for durations in style:
            assert all(float(each.strip().rstrip("s")) <= 0.001 for each in durations.split(","))
