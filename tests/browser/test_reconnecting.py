"""What the user does while the connection is away is kept, and arrives once; over both transports."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio.input import file_upload, input, input_group, textarea
from pywebio.output import put_button, put_scope, put_text
from pywebio.pin import pin, put_checkbox, put_input, put_textarea
from pywebio.session import hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import FilePayload, Locator, Page

    from tests.browser.conftest import LineTo, Serve, Wire

FILE: FilePayload = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"x" * 1_500_000}


def drafting() -> None:
    clicks = count(1)
    put_scope("clicks")
    put_button("Click", onclick=lambda: put_text("click", next(clicks), scope="clicks"))
    put_input("note", label="Note")
    put_textarea("script", label="Script", code=True)
    put_checkbox("extras", label="Extras", options=["salt", "pepper"])
    put_scope("drafts")
    for number in count(1):
        draft = input_group(
            "Draft",
            [
                input("Title", name="title"),
                textarea("Code", name="code", code={"mode": "python"}),
                file_upload("File", name="file"),
            ],
        )
        file = draft["file"]
        texts = [draft["title"], draft["code"], pin.note, pin.script, *pin.extras]
        put_text(number, *texts, file["filename"], len(file["content"]), scope="drafts")


def editor(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label)


def fill_in(page: Page) -> None:
    for label in ("Note", "Title"):
        page.get_by_role("textbox", name=label).fill(f"my {label}")
    for label in ("Script", "Code"):
        page.get_by_role("textbox", name=label).click()
        page.keyboard.type(f"my {label}")
    page.get_by_label("pepper").check()
    page.locator("input[type=file]").set_input_files([FILE])


DRAFT = "my Title my Code my Note my Script pepper note.txt 1500000"


def filled_in(page: Page) -> None:
    for label in ("Note", "Title"):
        expect(page.get_by_role("textbox", name=label)).to_have_value(f"my {label}")
    for label in ("Script", "Code"):
        expect(page.get_by_role("textbox", name=label)).to_have_text(f"my {label}")
    expect(page.get_by_label("pepper")).to_be_checked()
    expect(page.get_by_text("note.txt")).to_be_visible()


@pytest.fixture
def line(page: Page, line_to: LineTo, complaints: list[str]) -> Iterator[Wire]:
    """The line of a page that asks for a draft."""
    line = line_to(drafting)
    page.goto(line.address)
    expect(editor(page, "Code")).to_be_visible()
    yield line
    complaints.clear()  # the browser complains of every refused connection


def drop(page: Page, line: Wire) -> None:
    line.cut()
    expect(page.get_by_text("Reconnecting…")).to_be_visible()


def find_again(page: Page, line: Wire) -> None:
    line.mend()
    expect(page.get_by_text("Reconnecting…")).to_have_count(0)


def test_what_is_typed_and_chosen_stays(page: Page, line: Wire) -> None:
    page.get_by_role("textbox", name="Title").fill("begun")
    drop(page, line)
    expect(page.get_by_role("textbox", name="Title")).to_have_value("begun")
    fill_in(page)
    find_again(page, line)
    filled_in(page)
    page.get_by_role("button", name="Submit").click()
    drafts = page.locator("#pywebio-scope-drafts p")
    expect(drafts).to_have_text([f"1 {DRAFT}"])


def test_what_is_submitted_and_clicked_meanwhile_arrives_once(page: Page, line: Wire) -> None:
    drop(page, line)
    fill_in(page)
    page.get_by_role("button", name="Click").click()
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("button", name="Click").click()
    # It is lost again before everything can have arrived.
    find_again(page, line)
    line.cut()
    page.get_by_role("button", name="Click").click()
    find_again(page, line)
    drafts = page.locator("#pywebio-scope-drafts p")
    expect(drafts).to_have_text([f"1 {DRAFT}"])
    page.get_by_role("button", name="Click").click()
    clicks = page.locator("#pywebio-scope-clicks p")
    expect(clicks).to_have_text([f"click {number}" for number in range(1, 5)])
    expect(drafts).to_have_count(1)


def asking() -> None:
    _ = input("Your name")
    hold()


@pytest.mark.parametrize(
    "options",
    [
        {"backend": "tornado", "reconnect_timeout": 0.1},
        {"backend": "flask", "session_expire_seconds": 0.3, "session_cleanup_interval": 0.1},
    ],
    ids=["websocket", "polling"],
)
def test_a_session_that_is_gone_offers_to_start_again_by_keyboard(
    page: Page,
    serve: Serve,
    wire: Callable[[str], Wire],
    complaints: list[str],
    options: dict[str, str],
) -> None:
    line = wire(serve(asking, **options))
    page.goto(line.address)
    field = page.get_by_role("textbox", name="Your name")
    field.fill("Ada")
    drop(page, line)
    line.mend()
    expect(page.get_by_role("alert")).to_contain_text("This session has ended.")
    expect(field).to_be_disabled()
    again = page.get_by_role("button", name="Reload")
    # On from the field that had the focus.
    page.keyboard.press("Tab")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_be_enabled()
    expect(field).to_have_value("")
    expect(page.get_by_role("alert")).to_have_count(0)
    complaints.clear()
