"""Lost and found connections, and the end of a session."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio import config
from pywebio.input import input
from pywebio.output import put_button, put_scope, put_text
from pywebio.session import hold, run_js

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

    from tests.browser.conftest import Serve, Wire

LINES = 120


def counting() -> None:
    put_scope("lines")
    put_scope("clicks")
    put_button("Click", onclick=lambda: put_text("clicked", scope="clicks"))
    _ = input("Start")
    for number in range(LINES):
        put_text(number, scope="lines")
        time.sleep(0.025)
    put_text("all sent")


def test_output_and_input_go_on_exactly_once(
    page: Page, serve: Serve, wire: Callable[[str], Wire], complaints: list[str]
) -> None:
    line = wire(serve(counting, reconnect_timeout=30))
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


def at_once() -> None:
    put_text("first", "last", sep="\n")
    run_js("window.runs = (window.runs || 0) + 1")


@config(js_code='document.addEventListener("webio:open", () => { window.opened = true; });')
def heard() -> None:
    put_text("heard")


def test_an_app_that_ends_before_the_client_has_loaded_is_shown_and_runs_once(
    page: Page, serve: Serve
) -> None:
    scripts: list[Route] = []
    frames: list[str | bytes] = []

    # Playwright marks the functions it is given, which methods of a list do not allow.
    def hold_script(route: Route) -> None:
        scripts.append(route)
        go_on()

    def keep(frame: str | bytes) -> None:
        frames.append(frame)
        go_on()

    def go_on() -> None:
        # The page has connected by itself; only when the app has ended does the script come.
        if any("close_session" in str(frame) for frame in frames):
            while scripts:
                scripts.pop().continue_()

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    page.route("**/*_pywebio_static=pywebio-*", hold_script)
    page.goto(serve(at_once))
    expect(page.get_by_text("last")).to_be_visible()
    expect(page.locator("body")).to_have_class(re.compile("webio-session-over"))
    assert page.evaluate("window.runs") == 1
    assert len([frame for frame in frames if '"hello"' in str(frame)]) == 1


def test_the_scripts_of_an_app_hear_the_session_open(page: Page, serve: Serve) -> None:
    page.goto(serve(heard))
    expect(page.get_by_text("heard")).to_be_visible()
    assert page.evaluate("window.opened")


def asking() -> None:
    name = input("Your name")
    put_text("Hello", name)
    hold()


def test_half_filled_form_survives(
    page: Page, serve: Serve, wire: Callable[[str], Wire], complaints: list[str]
) -> None:
    line = wire(serve(asking, reconnect_timeout=30))
    page.goto(line.address)
    field = page.get_by_role("textbox", name="Your name")
    field.fill("Ada")
    line.cut()
    expect(page.locator(".webio-reconnecting")).to_be_visible()
    expect(field).to_have_value("Ada")
    field.press("Enter")
    line.mend()
    expect(page.get_by_text("Hello Ada")).to_have_count(1)
    expect(field).to_have_count(0)
    complaints.clear()


def test_lost_session_tells_and_reloads(
    page: Page, serve: Serve, wire: Callable[[str], Wire], complaints: list[str]
) -> None:
    line = wire(serve(asking))
    page.goto(line.address)
    page.get_by_role("textbox", name="Your name").fill("Ada")
    line.cut()
    notice = page.locator(".webio-session-ended")
    expect(notice).to_contain_text("connection")
    expect(page.get_by_role("textbox", name="Your name")).to_be_disabled()
    line.mend()
    notice.get_by_role("button", name="Reload").click()
    expect(page.get_by_role("textbox", name="Your name")).to_have_value("")
    expect(notice).to_have_count(0)
    complaints.clear()


def test_session_that_expired_meanwhile_tells(
    page: Page, serve: Serve, wire: Callable[[str], Wire], complaints: list[str]
) -> None:
    line = wire(serve(asking, reconnect_timeout=0.001))
    page.goto(line.address)
    expect(page.get_by_role("textbox", name="Your name")).to_be_visible()
    line.cut()
    expect(page.locator(".webio-reconnecting")).to_be_visible()
    line.mend()
    expect(page.locator(".webio-session-ended")).to_contain_text("This session has ended.")
    complaints.clear()


def ending() -> None:
    put_text("That is all.")


def test_finished_app_leaves_its_page_alone(page: Page, serve: Serve) -> None:
    page.goto(serve(ending, reconnect_timeout=30))
    expect(page.get_by_text("That is all.")).to_be_visible()
    page.wait_for_function("WebIO._state.CurrentSession.closed()")
    expect(page.locator(".webio-notice")).to_have_count(0)
