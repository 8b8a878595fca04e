"""Uploads, as people send them: cancelled, interrupted, pasted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio.input import file_upload
from pywebio.output import put_button, put_text
from pywebio.pin import pin, put_file_upload
from pywebio.session import hold, run_async

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import FilePayload, Page

    from tests.browser.conftest import LineTo, Serve

LARGE: FilePayload = {
    "name": "large.bin",
    "mimeType": "application/octet-stream",
    "buffer": bytes(12 * 2**20),
}
SLICED: FilePayload = {**LARGE, "buffer": bytes(3 * 2**20)}
DROP = """
([selector, name]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["12345"], name, { type: "text/plain" }));
    const options = { dataTransfer, bubbles: true, cancelable: true };
    const target = document.querySelector(selector);
    return ["dragenter", "dragover", "drop"].map((kind) =>
        target.dispatchEvent(new DragEvent(kind, options)));
}
"""
"""Drops a file on an element; tells which of the events were left to the browser."""


def receiving() -> None:
    files = file_upload("Files", multiple=True)
    put_text([(file["filename"], len(file["content"])) for file in files])
    hold()


def test_an_upload_that_cannot_leave_can_be_cancelled_and_sent_later(
    page: Page,
    line_to: LineTo,
    complaints: list[str],
) -> None:
    line = line_to(receiving)
    page.goto(line.address)
    page.locator("input[type=file]").set_input_files([LARGE])
    line.cut()
    expect(page.locator(".webio-reconnecting")).to_be_visible()
    submit = page.get_by_role("button", name="Submit")
    submit.press("Enter")
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Cancel: Uploading")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(submit).to_be_focused()
    line.mend()
    page.evaluate("dispatchEvent(new Event('online'))")  # as a network that is back says
    expect(page.locator(".webio-reconnecting")).to_have_count(0)
    submit.click()
    expect(page.get_by_text(f"[('large.bin', {12 * 2**20})]")).to_be_visible()
    complaints.clear()  # the browser complains of every refused connection


def test_an_upload_survives_a_lost_connection(
    page: Page,
    line_to: LineTo,
    complaints: list[str],
) -> None:
    line = line_to(receiving)
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


def test_a_file_dropped_on_a_field_is_chosen_and_elsewhere_harms_nothing(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(receiving))
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    left = page.evaluate(DROP, ["#output-container", "beside.txt"])
    # What is left to the browser is the start: it would open the file in place of the page.
    assert left == [True, False, False]
    page.evaluate(DROP, [".custom-file", "dropped.txt"])
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("[('dropped.txt', 5)]")).to_be_visible()


@pytest.mark.parametrize("fate", ["changed", "deleted"])
def test_a_file_that_is_gone_is_told_and_the_form_goes_on(
    page: Page, serve: Serve, tmp_path: Path, complaints: list[str], backend: str, fate: str
) -> None:
    page.goto(serve(receiving, backend=backend))
    paths = [tmp_path / name for name in ("stays.bin", "goes.bin")]
    for path in paths:
        path.write_bytes(bytes(700_000))
    page.locator("input[type=file]").set_input_files(paths)
    if fate == "deleted":
        paths[1].unlink()
    else:
        paths[1].write_bytes(b"shorter")
    submit = page.get_by_role("button", name="Submit")
    submit.click()
    feedback = page.get_by_text('File "goes.bin" can no longer be read. Please choose it again.')
    expect(feedback).to_be_visible()
    expect(page.locator(".file-name")).to_have_text(["stays.bin"])
    paths[1].write_bytes(b"chosen again")
    page.locator("input[type=file]").set_input_files(paths[1])
    expect(feedback).to_be_hidden()
    submit.click()
    expect(page.get_by_text("[('stays.bin', 700000), ('goes.bin', 12)]")).to_be_visible()
    complaints.clear()  # the browser complains of the file, too


def pinned() -> None:
    put_file_upload("doc", label="Document")
    put_button("Read", lambda: put_text("got", pin.doc and pin.doc["filename"]))
    hold()


def test_a_pin_whose_file_is_gone_is_empty_and_says_so(
    page: Page, serve: Serve, tmp_path: Path, complaints: list[str], backend: str
) -> None:
    page.goto(serve(pinned, backend=backend))
    path = tmp_path / "goes.bin"
    path.write_bytes(bytes(3 * 2**20))
    page.locator("input[type=file]").set_input_files(path)
    path.unlink()
    read = page.get_by_role("button", name="Read")
    read.click()
    expect(page.get_by_text("got None")).to_be_visible()
    expect(page.get_by_text('File "goes.bin" can no longer be read.')).to_be_visible()
    path.write_bytes(b"again")
    page.locator("input[type=file]").set_input_files(path)
    read.click()
    expect(page.get_by_text("got goes.bin")).to_be_visible()
    complaints.clear()


def strange() -> None:
    files = file_upload("Files", multiple=True)
    for file in files:
        put_text(ascii(file["filename"]), len(file["content"]))
    hold()


def test_names_stay_names_and_an_empty_file_is_a_file(
    page: Page, serve: Serve, backend: str
) -> None:
    names = ["empty.txt", "a\u202egpj.exe", "tab\there", "../up.txt", "ünï 文.bin"]
    page.goto(serve(strange, backend=backend))
    empty: list[FilePayload] = [{"name": name, "mimeType": "", "buffer": b""} for name in names]
    page.locator("input[type=file]").set_input_files(empty)
    page.get_by_role("button", name="Submit").click()
    shown = page.locator("#pywebio-scope-ROOT")
    for name in [
        "'empty.txt'",
        r"'a\u202egpj.exe'",
        r"'tab\there'",
        "'up.txt'",
        r"'\xfcn\xef \u6587.bin'",
    ]:
        expect(shown).to_contain_text(f"{name} 0")


def refusing() -> None:
    file = file_upload("A picture", accept="image/*", max_size="1K")
    put_text("got", file["filename"])
    hold()


def test_the_server_checks_what_a_page_lets_through(page: Page, serve: Serve) -> None:
    page.goto(serve(refusing))
    field = page.locator("input[type=file]")
    field.set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"text"})
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Choose files of these kinds: image/*")).to_be_visible()
    expect(field).to_be_focused()
    field.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"picture"})
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("got a.png")).to_be_visible()


async def two_tasks() -> None:
    async def ask(label: str) -> None:
        file = await file_upload(label)
        put_text(label, len(file["content"]))

    run_async(ask("First"))
    await ask("Second")
    await hold()


def test_two_tasks_take_uploads_at_once(page: Page, serve: Serve, backend: str) -> None:
    page.goto(serve(two_tasks, backend=backend))
    fields = page.locator("input[type=file]")
    expect(fields).to_have_count(2)
    for index in (0, 1):
        fields.nth(index).set_input_files([SLICED])
    # The second form hides the first, whose submit is still under way.
    page.evaluate("document.querySelectorAll('form').forEach((form) => form.requestSubmit())")
    expect(page.get_by_text(re.compile(rf"(First|Second) {3 * 2**20}"))).to_have_count(2)


END_WHEN_PROGRESS_SHOWS = """() => {
  new MutationObserver((_, observer) => {
    if (document.querySelector('progress, [role=progressbar]') === null) return;
    observer.disconnect();
    WebIO._state.CurrentSession.close_session();
  }).observe(document.body, { childList: true, subtree: true, attributes: true });
}"""


def test_a_session_that_ends_in_the_middle_of_an_upload_leaves_a_quiet_page(
    page: Page, serve: Serve, backend: str
) -> None:
    page.goto(serve(receiving, backend=backend))
    page.locator("input[type=file]").set_input_files([LARGE])
    page.evaluate(END_WHEN_PROGRESS_SHOWS)
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("input[type=file]")).to_be_disabled()
    expect(page.get_by_role("progressbar")).to_have_count(0)
