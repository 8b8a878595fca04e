"""The tour, used as people use it."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

APPS = ["hello", "bmi", "live_log", "csv_summary", "chat", "gallery"]


def test_welcome_page_leads_to_every_app_and_back(page: Page, demo: str) -> None:
    page.goto(demo)
    expect(page).to_have_title("PyWebIO")
    cards = page.locator("a.card")
    expect(cards).to_have_count(len(APPS))
    for index in range(len(APPS)):
        title = cards.nth(index).locator("h2").inner_text()
        cards.nth(index).click()
        expect(page).to_have_title(title)
        expect(page.locator("h1")).to_have_text(title)
        page.get_by_role("link", name="All demos").click()
        expect(cards).to_have_count(len(APPS))


def test_main_job(page: Page, demo: str) -> None:
    page.goto(f"{demo}?app=hello")
    page.get_by_role("textbox", name="Your name").fill("Ada")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Hello Ada", exact=True)).to_be_visible()
    expect(page.locator("form")).to_have_count(0)


def test_bmi_refuses_nonsense_and_tells_the_result(page: Page, demo: str) -> None:
    page.goto(f"{demo}?app=bmi")
    height, weight = page.get_by_label("Height in cm"), page.get_by_label("Weight in kg")
    height.fill("17")
    weight.fill("80")
    expect(page.get_by_text("Enter a number from 100 to 250")).to_be_visible()
    page.get_by_role("button", name="Submit").click()
    expect(height).to_be_focused()
    expect(height).to_have_attribute("aria-invalid", "true")

    height.fill("180")
    weight.fill("72.9")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".alert-success")).to_have_text(
        "Your body mass index is 22.5: normal weight."
    )
    expect(page.get_by_role("img", name="22.5 on a scale from 12 to 42")).to_be_visible()
    expect(page.locator("td").first).to_have_text("underweight")

    # The form is asked again, and its answer replaces the first one.
    height.fill("180")
    weight.fill("110")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".alert")).to_have_text("Your body mass index is 34.0: obesity.")


def test_live_log_streams_until_it_is_stopped(page: Page, demo: str) -> None:
    page.goto(f"{demo}?app=live_log")
    log = page.locator("#pywebio-scope-log")
    expect(log).to_have_text("Nothing has happened yet.")
    page.get_by_role("button", name="Start").click()
    expect(log).to_contain_text("Step 3:")
    expect(page.get_by_role("progressbar")).not_to_have_attribute("aria-valuenow", "0")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".toastify")).to_have_text("It is running already.")
    page.get_by_role("button", name="Stop").click()
    expect(log.locator("p").last).to_contain_text(re.compile(r"Stopped after \d+ steps\."))
    stopped_at = log.inner_text()

    page.get_by_role("button", name="Start").click()
    expect(log).to_contain_text("Step 1:")
    assert stopped_at not in log.inner_text()
    box = page.locator(".webio-scrollable")
    expect(log.locator("p").nth(20)).to_be_in_viewport(timeout=20_000)
    # The newest line is in view, or will be once the box has followed it.
    page.wait_for_function(
        "box => box.scrollHeight - box.scrollTop - box.clientHeight < 30", arg=box.element_handle()
    )


def test_csv_sample_is_summarised(page: Page, demo: str) -> None:
    page.goto(f"{demo}?app=csv_summary")
    page.get_by_role("button", name="Try with sample data").click()
    expect(page.locator("tr", has_text="Length in km")).to_contain_text("1,233 to 6,650, mean")
    chart = page.get_by_role("img", name="Length in km")
    expect(chart.locator("rect")).to_have_count(5)
    expect(chart.get_by_text("Amazon")).to_be_visible()


def test_csv_sample_can_be_downloaded_and_uploaded(page: Page, demo: str, tmp_path: Path) -> None:
    page.goto(f"{demo}?app=csv_summary")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the sample").click()
    assert download.value.suggested_filename == "rivers.csv"
    sample = tmp_path / "rivers.csv"
    download.value.save_as(sample)
    assert sample.read_text("utf-8").startswith("River,Continent,")

    page.locator("input[type=file]").set_input_files(sample)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("img", name="Length in km")).to_be_visible()


def test_csv_upload_replaces_what_was_shown(page: Page, demo: str, tmp_path: Path) -> None:
    table = tmp_path / "täble.csv"
    table.write_text("who,<b>points</b>\nAda,3\n\nAlan & Co,-4.5\n", "utf-8")
    page.goto(f"{demo}?app=csv_summary")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("input[type=file]")).to_have_attribute("aria-invalid", "true")
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("tr", has_text="<b>points</b>")).to_contain_text("-4.5 to 3")
    expect(page.get_by_role("img").get_by_text("Alan & Co")).to_be_visible()

    for broken in ("", "a,b\n1\n", "a\n"):
        table.write_text(broken, "utf-8")
        page.locator("input[type=file]").set_input_files(table)
        page.get_by_role("button", name="Submit").click()
        expect(page.locator(".alert-danger")).to_contain_text("This is no table")
        expect(page.locator("#pywebio-scope-summary table")).to_have_count(0)
        page.get_by_role("button", name="Try with sample data").click()
        expect(page.locator("#pywebio-scope-summary table")).to_have_count(1)


def enter_chat(page: Page, demo: str, name: str) -> None:
    page.goto(f"{demo}?app=chat")
    page.get_by_role("textbox", name="Your name").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{name} has joined.")).to_be_visible()


def test_chat_between_pages(open_page: Callable[[], Page], demo: str) -> None:
    ada, bob, eve = open_page(), open_page(), open_page()
    enter_chat(ada, demo, "Ada")
    enter_chat(bob, demo, "Bob")
    expect(ada.get_by_text("In the room: Ada, Bob")).to_be_visible()

    eve.goto(f"{demo}?app=chat")
    eve.get_by_role("textbox", name="Your name").fill("Bob")
    eve.keyboard.press("Enter")
    expect(eve.get_by_text("Bob is here already: choose another name.")).to_be_visible()
    eve.get_by_role("textbox", name="Your name").fill("Eve")
    eve.keyboard.press("Enter")
    expect(bob.get_by_text("Eve has joined.")).to_be_visible()

    for number in range(3):
        message = ada.get_by_role("textbox", name="Message")
        expect(message).to_be_focused()
        expect(message).to_have_value("")
        message.fill(f"<i>number</i> {number}")
        ada.keyboard.press("Enter")
        for page in (ada, bob, eve):
            expect(page.get_by_text(f"<i>number</i> {number}")).to_have_count(1)

    eve.close()
    expect(ada.get_by_text("Eve has left.")).to_be_visible()
    bob.get_by_role("button", name="Leave").click()
    expect(bob.locator("#pywebio-scope-demo > p")).to_have_text("You have left the room.")
    expect(ada.get_by_text("Bob has left.")).to_be_visible()
    expect(ada.get_by_text("In the room: Ada", exact=True)).to_be_visible()


def test_gallery_has_everything(page: Page, demo: str) -> None:
    page.goto(f"{demo}?app=gallery")
    expect(page.get_by_role("button", name="Add on top")).to_be_visible()
    for selector, count in {
        "h2": 14,
        "strong >> visible=true": 1,
        "del": 1,
        "blockquote": 1,
        "li > input[type=checkbox]": 2,
        "code.language-python .hljs-keyword": 2,
        ".webio-copy": 10,
        "mark": 1,
        "kbd": 2,
        "img": 1,
        "table": 4,
        "td[rowspan='2']": 1,
        "th[colspan='2']": 1,
        "td button": 1,
        "details": 2,
        "[role=tab]": 3,
        ".webio-scrollable": 2,
        ".progress-bar": 3,
        ".spinner-grow": 1,
        "meter": 1,
        ".alert": 4,
        ".webio-datatable": 2,
        ".btn-group .btn": 3,
        ".pywebio-pin": 46,
        "input[type=range]": 4,
        "input[type=range]:disabled": 1,
        ".ts-wrapper": 5,
        ".cm-editor": 5,
        ".has-invalid": 10,
        ".has-valid": 1,
    }.items():
        expect(page.locator(f"#pywebio-scope-demo {selector}")).to_have_count(count)
        expect(page.locator(f"#pywebio-scope-demo {selector}").first).to_be_visible()
    assert page.locator("img").evaluate("img => img.complete && img.naturalWidth > 0")


def test_gallery_reacts(page: Page, demo: str) -> None:
    page.goto(f"{demo}?app=gallery")
    toast = page.locator(".toastify")
    for button in ("Details", "danger", "middle", "link"):
        page.get_by_role("button", name=button, exact=True).first.click()
        expect(toast.filter(has_text="60 pears" if button == "Details" else button)).to_be_visible()
    page.get_by_text("A click on this text").click()
    expect(toast.filter(has_text="text")).to_be_visible()

    page.get_by_role("button", name="Do something").click()
    expect(page.locator(".spinner-border")).to_have_count(2)
    expect(page.locator("#webio-progressbar-steps")).to_have_attribute("aria-valuenow", "100")
    expect(page.locator(".spinner-border")).to_have_count(1)

    place = page.locator("#pywebio-scope-place > *")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(place).to_have_count(2)
    page.get_by_role("button", name="Add on top").click()
    expect(place.nth(1)).to_have_text("This can be changed.")
    page.get_by_role("button", name="Clear").click()
    expect(place).to_have_count(0)

    page.get_by_role("button", name="90%").click()
    expect(page.locator("meter")).to_have_js_property("value", 0.9)
    page.get_by_role("button", name="Tell the script").click()
    expect(toast.filter(has_text="It stands at 0.9")).to_be_visible()

    page.locator(".alert-success").get_by_role("button", name="Close").click()
    expect(page.locator(".alert")).to_have_count(3)

    volume = page.get_by_role("slider", name="A question that stays")
    volume.focus()
    volume.press("End")
    expect(page.locator("#pywebio-scope-volume_is")).to_have_text("Volume: 100")


def test_demo_says_when_its_port_is_taken(demo: str) -> None:
    port = str(urlsplit(demo).port)
    command = [sys.executable, "-m", "pywebio.demo", "--port", port]
    second = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert second.returncode != 0
    assert f"port {port}" in second.stderr
    assert "already in use" in second.stderr
    assert "Traceback" not in second.stderr
