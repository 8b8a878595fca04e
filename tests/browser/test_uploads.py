"""Uploads, as people send them: cancelled, interrupted, pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio.input import file_upload
from pywebio.output import put_text
from pywebio.session import hold

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload, Page

    from tests.browser.conftest import Serve, Wire

LARGE: FilePayload = {
    "name": "large.bin",
    "mimeType": "application/octet-stream",
    "buffer": bytes(12 * 2**20),
}
KEEPING = {"tornado": {"reconnect_timeout": 30}, "flask": {"session_expire_seconds": 30}}
"""Backend → for how long a session waits for its browser."""


def receiving() -> None:
    files = file_upload("Files", multiple=True)
    put_text([(file["filename"], len(file["content"])) for file in files])
    hold()


@pytest.mark.parametrize("backend", KEEPING)
def test_an_upload_that_cannot_leave_can_be_cancelled_and_sent_later(
    page: Page,
    serve: Serve,
    wire: Callable[[str], Wire],
    complaints: list[str],
    backend: str,
) -> None:
    line = wire(serve(receiving, backend=backend, **KEEPING[backend]))
    page.goto(line.address)
    page.locator("input[type=file]").set_input_files([LARGE])
    line.cut()
    expect(page.locator(".webio-reconnecting")).to_be_visible()
    submit = page.get_by_role("button", name="Submit")
    submit.click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Cancel: Uploading").click()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    line.mend()
    page.evaluate("dispatchEvent(new Event('online'))")  # as a network that is back says
    expect(page.locator(".webio-reconnecting")).to_have_count(0)
    submit.click()
    expect(page.get_by_text(f"[('large.bin', {12 * 2**20})]")).to_be_visible()
    complaints.clear()  # the browser complains of every refused connection


@pytest.mark.parametrize("backend", KEEPING)
def test_an_upload_survives_a_lost_connection(
    page: Page,
    serve: Serve,
    wire: Callable[[str], Wire],
    complaints: list[str],
    backend: str,
) -> None:
    line = wire(serve(receiving, backend=backend, **KEEPING[backend]))
    page.goto(line.address)
    page.locator("input[type=file]").set_input_files([LARGE])
    page.get_by_role("button", name="Submit").click()
    # Wherever it has come to by now.
    line.cut()
    line.mend()
    expect(page.get_by_text(f"[('large.bin', {12 * 2**20})]")).to_have_count(1)
    complaints.clear()


def test_a_picture_from_the_clipboard_is_a_file(page: Page, serve: Serve) -> None:
    page.goto(serve(receiving))
    page.get_by_role("button", name="Submit").evaluate(
        """button => {
            const clipboardData = new DataTransfer();
            clipboardData.items.add(new File(["12345"], "image.png", { type: "image/png" }));
            const paste = { clipboardData, bubbles: true, cancelable: true };
            button.dispatchEvent(new ClipboardEvent("paste", paste));
        }"""
    )
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("[('image.png', 5)]")).to_be_visible()
