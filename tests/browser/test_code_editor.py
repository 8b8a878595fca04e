"""The code editor: modes that load on demand, themes, and what the keyboard can do in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio.input import textarea
from pywebio.output import put_button, put_text
from pywebio.pin import pin, pin_update, put_textarea
from pywebio.session import hold

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

    from tests.browser.conftest import AssertAccessible, Serve

JAVA = "public class A {}\n"
DRACULA, DRACULA_KEYWORD = "rgb(40, 42, 54)", "rgb(255, 121, 198)"


def java() -> None:
    put_text(repr(textarea("Code", value=JAVA, code={"mode": "text/x-java"})))


def word(page: Page, text: str) -> Locator:
    return page.locator(".cm-line span").get_by_text(text, exact=True)


def color_of(part: Locator, name: str = "color") -> object:
    return part.evaluate("(element, name) => getComputedStyle(element)[name]", name)


def test_a_mode_that_arrives_late_colours_what_was_typed_meanwhile(
    page: Page, serve: Serve
) -> None:
    waiting: list[Route] = []

    def keep_waiting(route: Route) -> None:
        waiting.append(route)

    page.route(re.compile("codemirror_common_modes"), keep_waiting)
    page.goto(serve(java))
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("// end")
    expect(page.locator(".cm-line").last).to_have_text("// end")
    expect(word(page, "class")).to_have_count(0)
    waiting.pop().continue_()
    expect(word(page, "class")).to_be_visible()
    plain = color_of(page.locator(".cm-content"))
    colors = {color_of(word(page, text)) for text in ("class", "// end")}
    assert len({plain, *colors}) == 3
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text(repr(f"{JAVA}// end"))).to_be_visible()


def themes() -> None:
    code = {"mode": "rust"}
    put_textarea("plain", label="Plain", code=code, value="fn a() {}")
    put_textarea("named", label="Named", code={**code, "theme": "dracula"}, value="fn a() {}")
    hold()


def test_a_named_theme_stays_and_else_the_page_s_own_is_followed(page: Page, serve: Serve) -> None:
    page.goto(serve(themes))
    expect(word(page, "fn")).to_have_count(2)
    plain, named = page.locator(".cm-editor").all()
    expect(named).to_have_css("background-color", DRACULA)
    expect(word(page, "fn").last).to_have_css("color", DRACULA_KEYWORD)
    expect(plain).to_have_css("background-color", "rgb(255, 255, 255)")
    before = color_of(word(page, "fn").first)
    page.evaluate("WebIO.theme = 'dark'")
    expect(named).to_have_css("background-color", DRACULA)
    expect(plain).to_have_css(
        "background-color", str(color_of(page.locator("body"), "backgroundColor"))
    )
    assert color_of(word(page, "fn").first) != before


def readonly() -> None:
    put_textarea("code", label="Code", code={"mode": "python"}, value="x = 1", readonly=True)
    put_button("Let write", onclick=lambda: pin_update("code", readonly=False))
    put_button("Renew", onclick=lambda: pin_update("code", value="y = 2"))
    put_button("Read", onclick=lambda: put_text(repr(pin.code)))
    hold()


def test_what_is_only_to_be_read_can_be_copied_by_keyboard(page: Page, serve: Serve) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(serve(readonly))
    code = page.get_by_role("textbox", name="Code")
    expect(code).to_have_attribute("aria-readonly", "true")
    page.keyboard.press("Tab")
    expect(code).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "x = 1"
    page.keyboard.type("z")
    page.keyboard.press("Delete")
    expect(code).to_have_text("x = 1")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Let write")).to_be_focused()
    page.get_by_role("button", name="Renew").click()
    page.get_by_role("button", name="Let write").click()
    expect(code).not_to_have_attribute("aria-readonly", "true")
    code.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("3")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text("'y = 23'")).to_be_visible()


def over() -> None:
    put_textarea("code", label="Code", code={"mode": "python"}, value="x = 1")


def test_code_can_be_copied_when_the_session_is_over(page: Page, serve: Serve) -> None:
    page.goto(serve(over))
    code = page.get_by_role("textbox", name="Code")
    expect(code).to_have_attribute("aria-readonly", "true")
    code.focus()
    page.keyboard.type("z")
    page.keyboard.press("Control+a")
    assert page.evaluate("getSelection().toString()") == "x = 1"


def long() -> None:
    put_textarea("code", label="Code", rows=3, code=True, value="x = 1\n" * 50)
    hold()


def test_code_that_scrolls_is_accessible(
    page: Page, serve: Serve, assert_accessible: AssertAccessible
) -> None:
    page.goto(serve(long))
    scroller = page.locator(".cm-scroller")
    expect(scroller).to_be_visible()
    page.wait_for_function("(e) => e.scrollHeight > e.clientHeight", arg=scroller.element_handle())
    assert_accessible(page)


def unknown() -> None:
    put_textarea("code", code={"mode": "klingon", "theme": "pink", "keyMap": "vim"}, value="x = 1")
    hold()


def test_unknown_names_are_told_in_the_console(
    page: Page, serve: Serve, complaints: list[str]
) -> None:
    hints: list[str] = []
    page.on("console", lambda message: hints.append(message.text))
    page.goto(serve(unknown))
    expect(page.locator(".cm-line")).to_have_text("x = 1")
    told = [text for text in hints if "the code editor" in text]
    assert sorted(re.findall("pink|klingon|keyMap", " ".join(told))) == [
        "keyMap",
        "klingon",
        "pink",
    ]
    complaints.clear()


def options() -> None:
    settings = {
        "lineNumbers": True,
        "firstLineNumber": 10,
        "indentWithTabs": True,
        "indentUnit": 8,
        "tabSize": 8,
        "autoCloseBrackets": False,
        "autofocus": True,
    }
    put_textarea("code", label="Code", code={"mode": "python", **settings})
    put_button("Read", onclick=lambda: put_text(repr(pin.code)))
    hold()


def test_options_of_codemirror_5_mean_what_they_meant(page: Page, serve: Serve) -> None:
    page.goto(serve(options))
    code = page.get_by_role("textbox", name="Code")
    expect(code).to_be_focused()
    page.keyboard.type("if (a):\nb")
    expect(page.locator(".cm-gutterElement").get_by_text("11", exact=True)).to_be_visible()
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text(repr("if (a):\n\tb"))).to_be_visible()


@pytest.mark.parametrize("app", [java, options], ids=["form", "pin"])
def test_f11_lets_the_editor_fill_the_page(
    page: Page, serve: Serve, app: Callable[[], object]
) -> None:
    page.goto(serve(app))
    editor = page.locator(".cm-editor")
    page.locator(".cm-content").click()
    small = editor.bounding_box()
    page.keyboard.press("F11")
    expect(editor).to_have_class(re.compile("cm-fullscreen"))
    assert editor.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 800}
    page.keyboard.press("Escape")
    assert editor.bounding_box() == small
