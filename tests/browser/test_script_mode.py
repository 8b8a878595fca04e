"""A program that starts no server, in its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import free_port, running

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.browser.conftest import OpenPage

SCRIPT = """
from pywebio.input import input
from pywebio.output import put_text

name = input("Your name")
put_text("Hello", name)
raise ValueError(name)
"""


def test_a_script_has_one_page_which_shows_all_it_says(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("PYWEBIO_SCRIPT_MODE_PORT", str(port))
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    page, second = open_page(), open_page()
    with running([str(script)], port, tmp_path / "script.log") as address:
        page.goto(address)
        expect(page.get_by_role("textbox", name="Your name")).to_be_visible()
        second.goto(address)
        expect(second.get_by_text("shows a single page")).to_be_visible()
        page.get_by_role("textbox", name="Your name").fill("Ada")
        page.get_by_role("textbox", name="Your name").press("Enter")
        expect(page.get_by_text("Hello Ada")).to_be_visible()
        expect(page.get_by_text("An internal error occurred")).to_be_visible()
        expect(page.locator("body.webio-session-over")).to_be_attached()
        # It was told the end: there is nothing to reload.
        expect(page.locator(".webio-notice")).to_have_count(0)
