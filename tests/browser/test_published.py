"""
The published version and this one understand each other: client there, server here, and the reverse.

A page of one server is told by ``?pywebio_api=`` to speak with the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.app_of_both import everything

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

    from tests.browser.conftest import Serve

THEIR_SLIP = "(reading 'style')"
"""What the published client complains of when a form goes while its upload bar is still moving."""
FILES: list[FilePayload] = [
    {"name": "a.txt", "mimeType": "text/plain", "buffer": b"12345"},
    {"name": "b.bin", "mimeType": "application/octet-stream", "buffer": bytes(70_000)},
]


# The page speaks to any server as to the one that it comes from. Its dialect is tested on every
# backend of ours in tests/integration; here it is the client itself.
@pytest.mark.parametrize(
    ("its_own", "backend"), [("tornado", "tornado"), ("tornado_http", "flask")]
)
def test_the_published_client_on_our_server(
    page: Page,
    serve: Serve,
    published: Serve,
    complaints: list[str],
    its_own: str,
    backend: str,
) -> None:
    elsewhere = published(everything, backend=its_own, cdn=False)
    address = serve(everything, backend=backend, allowed_origins=[elsewhere.rstrip("/")])
    page.goto(f"{elsewhere}?pywebio_api={address}")
    use_everything(page)
    complaints[:] = [each for each in complaints if THEIR_SLIP not in each]


@pytest.mark.parametrize("backend", ["tornado", "tornado_http"])
def test_our_client_on_the_published_server(
    page: Page, serve: Serve, published: Serve, backend: str
) -> None:
    elsewhere = serve(everything, backend=backend)
    address = published(everything, backend=backend, allowed_origins=[elsewhere.rstrip("/")])
    page.goto(f"{elsewhere}?pywebio_api={address}")
    use_everything(page)


def use_everything(page: Page) -> None:
    """Go through the app, in whatever client the page has."""
    # The published client ignores whoever closes a popup that is still fading in.
    page.emulate_media(reduced_motion="reduce")
    shows = page.locator("#markdown-body")
    answer(page, "17")
    expect(page.get_by_text("Too young")).to_be_visible()
    answer(page, "36")
    expect(shows).to_contain_text("age 36")

    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Colour").select_option("green")
    page.get_by_label("dog").check()
    page.get_by_role("button", name="Go on").click()
    expect(shows).to_contain_text("answers ['Ada', 'green', ['dog'], 'Go on']")

    page.locator("input[type=file]").set_input_files(FILES)
    page.get_by_role("button", name="Submit").click()
    expect(shows).to_contain_text("files [('a.txt', 5), ('b.bin', 70000)]")

    expect(shows.locator("strong")).to_have_text("bold")
    page.get_by_role("button", name="Inside").click()
    expect(shows).to_contain_text("clicked inside")
    expect(page.locator("#pywebio-scope-counted p")).to_have_text([str(n) for n in range(50)])
    page.get_by_role("button", name="right").click()
    expect(shows).to_contain_text("clicked right")
    expect(shows).to_contain_text("evaluated 43")
    page.get_by_role("button", name="Open").click()
    expect(page.locator(".modal-body")).to_contain_text("with a text")
    page.locator(".modal-header button").click()
    expect(page.locator(".modal-body")).to_be_hidden()

    page.get_by_label("City").fill("Berlin")
    page.get_by_role("button", name="Read").click()
    expect(shows).to_contain_text("city Berlin")
    page.get_by_label("Size").select_option("M")
    expect(shows).to_contain_text("size M")


def answer(page: Page, text: str) -> None:
    """Fill in the only field of the form and submit it."""
    field = page.locator("#input-cards input").first
    field.fill(text)
    field.press("Enter")
