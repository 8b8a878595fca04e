"""
The published version and this one understand each other: client there, server here, and the reverse.

A page of one server is told by ``?pywebio_api=`` to speak with the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.app_of_both import counting, everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload, Page

    from tests.browser.conftest import Serve, Wire

THEIR_SLIPS = re.compile(r"\(reading 'style'\)|AG.Grid: ", re.IGNORECASE)
"""What the published client complains of: a form that goes while its upload bar is still moving, and
options of its own data tables."""
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
    complaints[:] = [each for each in complaints if not THEIR_SLIPS.search(each)]


def test_the_published_client_comes_back_to_its_session_on_our_server(
    page: Page,
    serve: Serve,
    published: Serve,
    wire: Callable[[str], Wire],
    complaints: list[str],
) -> None:
    elsewhere = published(counting, cdn=False)
    line = wire(serve(counting, reconnect_timeout=60, allowed_origins=[elsewhere.rstrip("/")]))
    page.goto(f"{elsewhere}?pywebio_api={line.address}")
    page.get_by_role("button", name="Click").click()
    expect(page.get_by_text("clicked")).to_have_count(1)
    page.locator("#input-cards input").fill("typed before")
    line.cut()
    line.mend()
    # Its first attempt comes five seconds later; what is clicked meanwhile is lost by itself.
    page.wait_for_function("WebIO._state.CurrentSession.ws.readyState === 1", timeout=20_000)
    page.get_by_role("button", name="Click").click()
    expect(page.get_by_text("clicked")).to_have_count(2)
    page.locator("#input-cards input").press("Enter")
    expect(page.get_by_text("answered typed before")).to_have_count(1)
    complaints.clear()


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

    choose(page)
    expect(shows).to_contain_text("chosen ['Sevilla', 'fast', 3, 'some notes']")
    page.get_by_role("button", name="Cancel").click()
    expect(shows).to_contain_text("cancelled None")

    page.locator("input[type=file]").set_input_files(FILES)
    submit(page)
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

    expect(page).to_have_title("Of both")
    expect(shows).to_contain_text("new content")
    expect(page.get_by_text("old content")).to_have_count(0)
    expect(page.get_by_text("to be removed")).to_have_count(0)
    expect(shows.locator(".progress-bar")).to_have_attribute("aria-valuenow", "50")
    expect(shows.get_by_text("folded")).to_be_visible()
    expect(shows.get_by_text("scrolled")).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_text("Fetch").click()
    assert fetched.value.suggested_filename == "notes.txt"
    assert fetched.value.path().read_bytes() == b"from the server"
    expect(page.get_by_role("gridcell", name="two")).to_be_visible()
    page.get_by_role("button", name="Toast").click()
    expect(page.get_by_text("toasted")).to_be_visible()

    page.get_by_label("City").fill("Berlin")
    page.get_by_role("button", name="Read").click()
    expect(shows).to_contain_text("city Berlin")
    page.get_by_label("Size", exact=True).select_option("M")
    expect(shows).to_contain_text("size M")


def choose(page: Page) -> None:
    """Fill in a form whose fields depend on each other, and that is refused as a whole at first."""
    page.get_by_label("Land").select_option("Spain")
    expect(page.get_by_label("Town").locator("option")).to_have_text(["Madrid", "Sevilla"])
    page.get_by_label("Town").select_option("Sevilla")
    page.get_by_label("fast").check()
    submit(page)
    expect(page.get_by_text("Write something")).to_be_visible()
    page.get_by_label("Notes").fill("some notes")
    submit(page)


def submit(page: Page) -> None:
    """Submit the form; the one before may still be fading out."""
    button = page.get_by_role("button", name="Submit")
    expect(button).to_have_count(1)
    button.click()


def answer(page: Page, text: str) -> None:
    """Fill in the only field of the form and submit it."""
    field = page.locator("#input-cards input").first
    field.fill(text)
    field.press("Enter")
