"""Sessions by polling, on Flask."""

from __future__ import annotations

import threading
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import pywebio
from pywebio.input import file_upload, input, input_group
from pywebio.output import put_button, put_scope, put_text
from pywebio.session import defer_call, hold

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload, Page

    from tests.browser.conftest import OpenPage, Serve, Wire

LINES = 120
STATIC = str(Path(pywebio.__file__).parent / "static")


def talking() -> None:
    name = input("Your name")
    put_text("Hello", name)
    clicks = count(1)
    put_scope("clicks")
    put_button("Click", onclick=lambda: put_text("click", next(clicks), scope="clicks"))
    hold()


async def talking_in_coroutines() -> None:
    name = await input("Your name")
    put_text("Hello", name)
    clicks = count(1)
    put_scope("clicks")
    put_button("Click", onclick=lambda: put_text("click", next(clicks), scope="clicks"))
    await hold()


@pytest.mark.parametrize("app", [talking, talking_in_coroutines])
def test_form_output_and_clicks(page: Page, serve: Serve, app: Callable[[], object]) -> None:
    page.goto(serve(app, backend="flask"))
    page.get_by_role("textbox", name="Your name").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hello Ada")).to_be_visible()
    button = page.get_by_role("button", name="Click")
    for _ in range(3):
        button.click()
    clicks = page.locator("#pywebio-scope-clicks p")
    expect(clicks).to_have_text(["click 1", "click 2", "click 3"])


def ticking() -> None:
    put_scope("ticks")
    for number in range(5):
        time.sleep(0.2)
        put_text("tick", number, scope="ticks")
    hold()


def test_output_shows_when_it_is_there(page: Page, serve: Serve) -> None:
    # A page that asked by interval would see the second tick after ten minutes.
    page.goto(f"{serve(ticking, backend='flask')}?_pywebio_http_pull_interval=600000")
    ticks = page.locator("#pywebio-scope-ticks p")
    expect(ticks).to_have_text([f"tick {number}" for number in range(5)])


def test_idle_page_asks_for_little(page: Page, serve: Serve) -> None:
    page.clock.install()
    page.goto(serve(talking, backend="flask"))
    name = page.get_by_role("textbox", name="Your name")
    expect(name).to_be_visible()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for _ in range(10):
        # A page that asked by interval would do so now, and have its answer before this one.
        page.clock.run_for(1000)
        page.evaluate("fetch('?test=1').then((answer) => answer.text())")
    name.fill("Ada")
    name.press("Enter")
    expect(page.get_by_text("Hello Ada")).to_be_visible()
    asked = [url for url in requests if "test=1" not in url]
    assert len(asked) <= 3, asked


def collecting() -> None:
    files = file_upload("Files", multiple=True)
    assert isinstance(files, list)
    for file in files:
        put_text(file["filename"], len(file["content"]), sum(file["content"]))


def test_upload_of_several_files(page: Page, serve: Serve) -> None:
    page.goto(serve(collecting, backend="flask"))
    files: list[FilePayload] = [
        {"name": "small.txt", "mimeType": "text/plain", "buffer": b"abc"},
        {"name": "large.bin", "mimeType": "", "buffer": bytes([1]) * 3_000_000},
        {"name": "empty", "mimeType": "", "buffer": b""},
    ]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Submit").click()
    for line in ("small.txt 3 294", "large.bin 3000000 3000000", "empty 0 0"):
        expect(page.get_by_text(line)).to_be_visible()


def collecting_two() -> None:
    put_button("Click", onclick=lambda: put_text("clicked"))
    files = input_group(
        "Files", [file_upload("First", name="first"), file_upload("Second", name="second")]
    )
    put_text(files["first"]["filename"], "arrived")


def test_upload_beyond_the_limit_is_told(page: Page, serve: Serve, complaints: list[str]) -> None:
    page.goto(serve(collecting_two, backend="flask", max_payload_size=1_000_000))
    file: FilePayload = {"name": "x.bin", "mimeType": "", "buffer": bytes(900_000)}
    for name in ("First", "Second"):
        page.get_by_label(name).set_input_files(file)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("The server refuses the upload")).to_be_visible()
    complaints.clear()  # the browser complains of the refusal
    page.get_by_role("button", name="Click").click()
    expect(page.get_by_text("clicked")).to_be_visible()
    page.get_by_role("button", name="Remove").last.click()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("arrived")).to_be_visible()


def counting() -> None:
    put_scope("lines")
    put_scope("clicks")
    put_button("Click", onclick=lambda: put_text("clicked", scope="clicks"))
    _ = input("Start")
    for number in range(LINES):
        put_text(number, scope="lines")
        time.sleep(0.025)
    put_text("all sent")
    hold()


def test_nothing_is_lost_or_doubled_on_a_line_that_breaks(
    page: Page, serve: Serve, wire: Callable[[str], Wire], complaints: list[str]
) -> None:
    line = wire(serve(counting, backend="flask"))
    page.goto(line.address)
    page.get_by_role("textbox", name="Start").press("Enter")
    numbers = page.locator("#pywebio-scope-lines p")
    for cut in (1, 2):
        expect(numbers.nth(cut * 15)).to_be_attached()
        line.cut()
        # While the line is cut, what the user does is kept.
        page.get_by_role("button", name="Click").click()
        expect(page.locator(".webio-reconnecting")).to_be_visible()
        line.mend()
        expect(page.locator(".webio-reconnecting")).to_have_count(0)
        expect(page.locator("#pywebio-scope-clicks p")).to_have_count(cut)
    expect(page.get_by_text("all sent")).to_be_visible()
    assert numbers.all_inner_texts() == [str(number) for number in range(LINES)]
    expect(page.locator("#pywebio-scope-clicks p")).to_have_count(2)
    complaints.clear()  # the browser complains of every refused connection


session_ended = threading.Event()


def watched() -> None:
    defer_call(session_ended.set)
    _ = input("Your name")


def watching() -> None:
    put_text("watching")
    put_text("ended" if session_ended.wait(10) else "still there")


def test_page_that_is_left_ends_its_session(open_page: OpenPage, serve: Serve) -> None:
    address = serve([watched, watching], backend="flask")
    page, watcher = open_page(), open_page()
    page.goto(f"{address}?app=watched")
    expect(page.get_by_role("textbox", name="Your name")).to_be_visible()
    watcher.goto(f"{address}?app=watching")
    expect(watcher.get_by_text("watching")).to_be_visible()
    page.goto("about:blank")
    expect(watcher.get_by_text("ended")).to_be_visible(timeout=2000)


def test_session_that_expired_meanwhile_tells_and_reloads(
    open_page: OpenPage, serve: Serve, wire: Callable[[str], Wire], complaints: list[str]
) -> None:
    address = serve(
        [watched, watching],
        backend="flask",
        session_expire_seconds=1,
        session_cleanup_interval=0.1,
    )
    line = wire(address)
    page, watcher = open_page(), open_page()
    page.goto(f"{line.address}?app=watched")
    page.get_by_role("textbox", name="Your name").fill("Ada")
    line.cut()
    watcher.goto(f"{address}?app=watching")
    expect(watcher.get_by_text("ended")).to_be_visible()
    line.mend()
    notice = page.locator(".webio-session-ended")
    expect(notice).to_contain_text("This session has ended.")
    expect(page.get_by_role("textbox", name="Your name")).to_be_disabled()
    notice.get_by_role("button", name="Reload").click()
    expect(page.get_by_role("textbox", name="Your name")).to_have_value("")
    expect(notice).to_have_count(0)
    complaints.clear()


def ending() -> None:
    put_text("That is all.")


def test_finished_app_leaves_its_page_alone(page: Page, serve: Serve) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(serve(ending, backend="flask"))
    expect(page.get_by_text("That is all.")).to_be_visible()
    page.wait_for_function("WebIO._state.CurrentSession.closed()")
    expect(page.locator(".webio-notice")).to_have_count(0)
    assert "wait=0" in requests[-1]


def test_page_that_is_served_elsewhere_finds_out_how_to_talk(page: Page, serve: Serve) -> None:
    elsewhere = serve(ending, static_dir=STATIC)
    address = serve(talking, backend="flask", allowed_origins=[elsewhere.rstrip("/")])
    page.goto(f"{elsewhere}static/index.html?pywebio_api={address}")
    page.get_by_role("textbox", name="Your name").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hello Ada")).to_be_visible()
    page.goto(f"{elsewhere}static/index.html?pywebio_api={elsewhere}")
    expect(page.get_by_text("That is all.")).to_be_visible()
