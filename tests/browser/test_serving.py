"""Where apps can be served: several on one server, below a prefix, as the examples show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio.output import put_button, put_link, put_text
from pywebio.session import go_app, info

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve


def first() -> None:
    """First app.

    What it is about.
    """
    put_text("first:", info.user_language)
    put_link("to the second", app="second")
    put_button("go there", onclick=lambda: go_app("second", new_window=False))


async def second() -> None:
    """Second app."""
    put_text("This is the second app.")


def test_index_lists_the_apps(page: Page, serve: Serve) -> None:
    page.goto(serve([first, second]))
    expect(page.get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_text("What it is about.")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="First app").click()
    expect(opened.value).to_have_title("First app.")
    expect(opened.value.get_by_text("first: en-US")).to_be_visible()


def test_apps_lead_to_each_other(page: Page, serve: Serve) -> None:
    address = serve({"first": first, "second": second})
    page.goto(f"{address}?app=first")
    page.get_by_role("link", name="to the second").click()
    expect(page.get_by_text("This is the second app.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?app=second$"))
    page.go_back()
    page.get_by_role("button", name="go there").click()
    expect(page.get_by_text("This is the second app.")).to_be_visible()


def test_app_below_a_prefix(page: Page, example: Callable[[str], str]) -> None:
    page.goto(f"{example('tornado_mount.py')}tools/greet")
    page.get_by_role("textbox", name="Your name").fill("Ada")
    page.keyboard.press("Enter")
    # The heading is Markdown, whose code is loaded when it is needed: from below the prefix too.
    expect(page.get_by_role("heading", name="Hello Ada")).to_be_visible()


def test_example_hello(page: Page, example: Callable[[str], str]) -> None:
    page.goto(example("hello.py"))
    page.get_by_role("textbox", name="Your name").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hello Ada")).to_be_visible()


def test_example_several_apps(page: Page, example: Callable[[str], str]) -> None:
    address = example("several_apps.py")
    page.goto(address)
    expect(page.get_by_role("link", name="Square numbers")).to_be_visible()
    page.goto(f"{address}?app=square")
    page.get_by_role("spinbutton", name="A number").fill("12")
    page.keyboard.press("Enter")
    expect(page.get_by_text("12² = 144")).to_be_visible()
    page.get_by_role("link", name="What time is it?").click()
    expect(page.get_by_text(re.compile(r"It is \d\d:\d\d UTC\."))).to_be_visible()
