"""Every page of the tour is fit for assistive technology, dark systems and phones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import AssertAccessible

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
OVERFLOWS_ARE_REACHABLE = """
[...document.querySelectorAll("pre, table")].every(
  (element) => element.scrollWidth <= element.clientWidth || element.tabIndex >= 0,
)
"""


def show_hello(page: Page) -> None:
    expect(page.get_by_role("textbox", name="Your name")).to_be_visible()


def show_bmi(page: Page) -> None:
    page.get_by_label("Weight in kg").fill("1")
    page.get_by_label("Height in cm").fill("180")
    page.get_by_label("Weight in kg").fill("90")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".alert-warning")).to_be_visible()
    page.get_by_label("Height in cm").fill("1")
    page.get_by_label("Weight in kg").focus()
    expect(page.get_by_text("Enter a number from 100")).to_be_visible()


def show_log(page: Page) -> None:
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#pywebio-scope-log")).to_contain_text("Step 2:")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#pywebio-scope-log")).to_contain_text("Stopped")


def show_csv(page: Page) -> None:
    page.get_by_role("button", name="Try with").click()
    expect(page.get_by_role("img", name="Length in km")).to_be_visible()


def show_chat(page: Page) -> None:
    page.get_by_role("textbox", name="Your name").fill("Grace Hopper")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Message").fill("Hello, all of you! " * 8 + "x" * 80)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hello, all of you!")).to_be_visible()


def show_gallery(page: Page) -> None:
    page.locator("summary", has_text="Fold this out").click()
    page.get_by_role("button", name="group", exact=True).click()
    expect(page.get_by_role("textbox", name="Second")).to_be_visible()


def show_welcome(page: Page) -> None:
    expect(page.locator("a.card").last).to_be_visible()


PAGES: dict[str, Callable[[Page], None]] = {
    "index": show_welcome,
    "hello": show_hello,
    "bmi": show_bmi,
    "live_log": show_log,
    "csv_summary": show_csv,
    "chat": show_chat,
    "gallery": show_gallery,
}


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("app", PAGES)
def test_page_is_accessible_and_fits(
    page: Page, demo: str, app: str, assert_accessible: AssertAccessible
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{demo}?app={app}")
    PAGES[app](page)
    if app != "index":
        source = page.locator("details", has_text="Source of this page")
        expect(source.locator("pre")).to_be_hidden()
        source.locator("summary").click()
        expect(source.locator("pre")).to_contain_text(f"def {app}(")
        expect(source.locator(".hljs-keyword").first).to_be_visible()
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        # What has become too wide scrolls by itself, and is made reachable by keyboard for that.
        page.wait_for_function(OVERFLOWS_ARE_REACHABLE)
        assert_fits(page)
        assert_accessible(page)


def assert_fits(page: Page) -> None:
    """Nothing has to be scrolled sideways."""
    width, shown = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= shown, f"the page is {width} px wide in a window of {shown}"


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [(1280, 800), (390, 844)])
def test_popup_and_toasts_are_accessible(
    page: Page, demo: str, assert_accessible: AssertAccessible
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{demo}?app=gallery")
    for kind in ("info", "success", "warn", "error"):
        page.get_by_role("button", name=f"{kind} toast").click()
    page.get_by_role("button", name="normal popup").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.locator(".toastify").first.hover()
    assert_fits(page)
    assert_accessible(page)


KINDS = [
    "number",
    "password",
    "datetime",
    "color",
    "suggestions",
    "textarea",
    "code",
    "select",
    "select multiple",
    "search",
    "checkbox",
    "radio",
    "slider",
    "file",
    "actions",
    "group",
]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [(390, 844)])
def test_forms_are_accessible_on_a_phone(
    page: Page, demo: str, assert_accessible: AssertAccessible
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{demo}?app=gallery")
    for number, kind in enumerate(KINDS, 1):
        page.get_by_role("button", name=kind, exact=True).first.click()
        expect(page.locator("#input-cards form")).to_have_count(number)
        form = page.locator("#input-cards form >> visible=true")
        expect(form).to_be_in_viewport()
        if kind == "search":
            form.get_by_role("combobox").fill("p")
            expect(form.get_by_role("listbox").locator("[role=option]").first).to_be_visible()
        if kind == "code":
            expect(form.locator(".cm-content")).to_be_visible()
        assert_fits(page)
        assert_accessible(page, inside="#input-container")
