"""Popups, toasts, tabs and boxes that fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio.input import input
from pywebio.output import (
    close_popup,
    popup,
    put_button,
    put_buttons,
    put_collapse,
    put_link,
    put_tabs,
    put_text,
    toast,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import AssertAccessible, Serve


def popups() -> None:
    def show(kind: str) -> None:
        with popup(f"Popup {kind}", closable=kind != "locked", implicit_close=kind == "easy"):
            put_text("Inside")
            put_link("A link", url="#")
            put_button("Done", onclick=close_popup)

    put_buttons(["easy", "firm", "locked"], onclick=show)
    put_button("Behind", onclick=lambda: put_text("clicked behind"))


def test_escape_and_click_beside_close_a_popup(page: Page, serve: Serve) -> None:
    page.goto(serve(popups))
    dialog = page.get_by_role("dialog", name="Popup easy")
    page.get_by_role("button", name="easy").click()
    expect(dialog).to_contain_text("Inside")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="easy").click()
    expect(dialog).to_be_visible()
    page.mouse.click(5, 400)
    expect(dialog).to_have_count(0)


def test_firm_popup_closes_by_its_button_only(page: Page, serve: Serve) -> None:
    page.goto(serve(popups))
    dialog = page.get_by_role("dialog", name="Popup firm")
    page.get_by_role("button", name="firm").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.click(5, 400)
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)


def test_locked_popup_is_closed_by_the_app(page: Page, serve: Serve) -> None:
    page.goto(serve(popups))
    dialog = page.get_by_role("dialog", name="Popup locked")
    page.get_by_role("button", name="locked").click()
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("button", name="Close")).to_have_count(0)
    dialog.get_by_role("button", name="Done").click()
    expect(dialog).to_have_count(0)


def test_popup_keeps_the_focus_and_gives_it_back(page: Page, serve: Serve) -> None:
    page.goto(serve(popups))
    opener = page.get_by_role("button", name="easy")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.closest('[role=dialog]') !== null"))
    page.keyboard.press("Shift+Tab")
    expect(dialog.locator(":focus")).to_have_count(1)
    assert all(seen)
    # What lies behind is out of reach.
    assert page.locator(".pywebio").evaluate("page => page.inert")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def popup_below_a_toast() -> None:
    toast("Look", duration=0)
    popup("Popup", [put_button("Done", onclick=close_popup)])
    put_text("ready")


def test_a_toast_above_a_popup_is_reached_by_keyboard(
    page: Page, serve: Serve, assert_accessible: AssertAccessible
) -> None:
    page.goto(serve(popup_below_a_toast))
    expect(page.get_by_role("dialog")).to_be_visible()
    close = page.locator(".toastify").get_by_role("button", name="Close")
    page.keyboard.press("Shift+Tab")
    expect(close).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Done")).to_be_focused()
    page.keyboard.press("Tab")
    expect(close).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(page.locator(".toastify")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("dialog").locator(":focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_new_popup_takes_the_place_of_the_old_one(page: Page, serve: Serve) -> None:
    page.goto(serve(two_popups))
    expect(page.get_by_role("dialog")).to_have_count(1)
    expect(page.get_by_role("dialog", name="Second")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def two_popups() -> None:
    popup("First", "1")
    popup("Second", "2")
    _ = input("Wait")


def asking_above() -> None:
    popup("Delete everything?", "There is no way back. " * 9, closable=False)
    put_text("Deleted:", input("Name of all that goes"))
    close_popup()


@pytest.mark.parametrize("viewport", [(1280, 760), (360, 740)])
def test_a_form_that_is_asked_for_above_a_popup_can_be_answered(page: Page, serve: Serve) -> None:
    page.goto(serve(asking_above))
    field = page.get_by_role("textbox", name="Name of all that goes")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport(ratio=1)
    dialog = page.get_by_role("dialog", name="Delete everything?")
    expect(dialog.locator(".modal-content")).to_be_in_viewport(ratio=1)
    page.keyboard.type("all")
    page.keyboard.press("Enter")
    expect(page.locator("#pywebio-scope-ROOT")).to_have_text("Deleted: all")
    expect(dialog).to_have_count(0)


def toasts() -> None:
    toast("Stays", duration=0, position="left")
    toast("Click me", duration=0, onclick=lambda: put_text("toast clicked"), color="success")
    toast("Goes", duration=0.5, position="right", color="#123456")
    put_text("ready")


def test_toasts(page: Page, serve: Serve) -> None:
    page.goto(serve(toasts))
    stays = page.locator(".toastify", has_text="Stays")
    expect(stays).to_be_visible()
    expect(page.locator(".toastify", has_text="Goes")).to_have_count(0)
    expect(stays).to_be_visible()
    page.get_by_text("Click me").click()
    expect(page.get_by_text("toast clicked")).to_be_visible()
    expect(page.get_by_text("Click me")).to_have_count(0)
    stays.get_by_role("button", name="Close").click()
    expect(page.locator(".toastify")).to_have_count(0)


def boxes() -> None:
    tabs = [{"title": f"Tab {n}", "content": put_text(f"content {n}")} for n in (1, 2, 3)]
    put_tabs(tabs)
    put_collapse("More", put_text("folded"))
    put_collapse("Open", put_text("unfolded"), open=True)


def test_tabs_by_mouse_and_by_keyboard(page: Page, serve: Serve) -> None:
    page.goto(serve(boxes))
    expect(page.get_by_text("content 1")).to_be_visible()
    expect(page.get_by_text("content 2")).to_be_hidden()
    page.get_by_role("tab", name="Tab 2").click()
    expect(page.get_by_text("content 2")).to_be_visible()
    expect(page.get_by_text("content 1")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Tab 3")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Tab 3")).to_have_text("content 3")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", selected=True)).to_have_text("Tab 1")
    page.keyboard.press("End")
    expect(page.get_by_role("tab", selected=True)).to_have_text("Tab 3")


def test_boxes_fold(page: Page, serve: Serve) -> None:
    page.goto(serve(boxes))
    expect(page.get_by_text("unfolded")).to_be_visible()
    folded = page.get_by_text("folded", exact=True)
    expect(folded).to_be_hidden()
    page.get_by_text("More").click()
    expect(folded).to_be_visible()
    page.locator("summary", has_text="More").press("Enter")
    expect(folded).to_be_hidden()


def failing() -> None:
    async def click() -> None:
        raise ValueError("<b>the reason</b>")  # the line at fault

    put_button("Fail", onclick=click)


def test_with_debug_a_failure_shows_the_authors_line_and_folds_the_rest(
    page: Page, serve: Serve, complaints: list[str]
) -> None:
    page.goto(serve(failing, debug=True))
    page.get_by_role("button", name="Fail").click()
    notice = page.get_by_role("dialog")
    expect(notice.locator("strong")).to_have_text("ValueError: <b>the reason</b>")
    expect(notice.locator("mark")).to_contain_text("# the line at fault")
    trace = notice.locator("details pre")
    expect(trace).to_be_hidden()
    notice.get_by_text("Traceback", exact=True).click()
    expect(trace).to_contain_text("Traceback (most recent call last)")
    assert len(complaints) == 1
    assert "ValueError" in complaints.pop()  # what the console shows
