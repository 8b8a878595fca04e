"""What goes wrong in an app or its page stays where it is: the page lives and goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio.input import input
from pywebio.io_ctrl import Output
from pywebio.output import (
    put_button,
    put_code,
    put_column,
    put_html,
    put_info,
    put_markdown,
    put_scope,
    put_scrollable,
    put_table,
    put_text,
    put_widget,
    remove,
)
from pywebio.pin import put_input
from pywebio.session import eval_js, hold, run_js

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.conftest import Serve


def shown(page: Page) -> Locator:
    """What can be seen: screen readers are told the same texts again."""
    return page.locator("#pywebio-scope-ROOT")


def broken() -> None:
    put_table([["broken", "whole"], [put_widget("{{#open}}", {}), put_text("neighbour")]])
    put_scope("brief")
    remove("brief")
    for number in range(3):
        put_text("lost", number, scope="brief")
    Output({"type": "hologram", "scope": "#pywebio-scope-ROOT", "position": -1})
    put_html("<script>throw new Error('of the html')</script><p>after the script</p>")
    run_js("throw new Error('of the js')")
    run_js("Promise.reject(new Error('of a promise'))")
    put_text("answers", eval_js("nowhere.at.all"), eval_js("const a = {}; a.a = a; a"))
    put_text("answered late", eval_js("new Promise(done => { const a = {}; a.a = a; done(a) })"))
    name = input("Name")
    put_text("Hello", name)


def test_what_cannot_be_shown_is_told_and_the_rest_goes_on(
    page: Page, serve: Serve, complaints: list[str]
) -> None:
    page.goto(serve(broken))
    # First of all, for it goes by itself; there is only one.
    expect(page.locator(".toastify")).to_contain_text("its place is no longer on the page")
    expect(shown(page).get_by_text("answers None None")).to_be_visible()
    expect(shown(page).get_by_text("answered late None")).to_be_visible()
    expect(shown(page).get_by_text("after the script")).to_be_visible()
    cells = page.locator("tr").nth(1).locator("td")
    expect(cells).to_have_text(["Something here cannot be shown.", "neighbour"])
    expect(shown(page).get_by_text("does not know how to show “hologram”")).to_be_visible()
    page.get_by_role("textbox", name="Name").fill("Ada")
    page.keyboard.press("Enter")
    expect(shown(page).get_by_text("Hello Ada")).to_be_visible()
    told = "\n".join(complaints)
    for cause in ("of the html", "of the js", "of a promise", "unknown output type"):
        assert cause in told
    assert "command failed" not in told
    complaints.clear()


def huge() -> None:
    put_scrollable(put_text("word " * 200_000), height=200)
    put_text("\n".join("x" * 100_000 for _ in range(3)))
    put_markdown("[" * 20_000 + " unbalanced")
    put_markdown("> " * 5_000 + "deeply quoted")
    nested = put_text("innermost")
    for _ in range(100):
        nested = put_column([nested])
    nested.show()
    put_text("answer", eval_js("6 * 7"))


def test_huge_and_deep_contents_are_shown(page: Page, serve: Serve, complaints: list[str]) -> None:
    page.goto(serve(huge))
    expect(shown(page).get_by_text("answer 42")).to_be_visible()
    for content in ("unbalanced", "deeply quoted", "innermost"):
        expect(shown(page).get_by_text(content)).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert all("cannot render Markdown" in complaint for complaint in complaints)
    complaints.clear()


LONG_CODE = "\n".join(f"answer_{number} = {number}" for number in range(9_999))
LONG_CODE += "\nwide = " + "'wide'" * 200


def much_code() -> None:
    put_code("short = 1", "python")
    put_code(LONG_CODE, "python")
    put_markdown("\n".join(f"```python\nblock = {number}\n```" for number in range(1000)))
    put_text("answer", eval_js("6 * 7"))


def test_long_code_is_whole_without_colours_and_the_rest_goes_on(page: Page, serve: Serve) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(serve(much_code))
    expect(shown(page).get_by_text("answer 42")).to_be_visible()
    number = page.locator("pre .hljs-number")
    expect(number.first).to_have_text("1")
    # Of many short blocks the last are coloured when the page has had time for other things.
    expect(number).to_have_count(1001)
    page.get_by_role("button", name="Copy code").nth(1).click()
    expect(page.locator(".webio-copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == LONG_CODE
    code = page.locator("pre").nth(1)
    assert code.text_content() == f"{LONG_CODE}\n"
    # Browsers leave out of this what they have not laid out. Lines are not wrapped, nor cut off.
    assert "answer_9998" not in code.inner_text()
    page.get_by_text("block = 0").scroll_into_view_if_needed()
    page.wait_for_function("code => code.scrollWidth > 5000", arg=code.element_handle())


LONG_TEXT = "\n".join("" if number % 5 == 0 else f"line {number}" for number in range(20_002))


def long_text() -> None:
    put_scrollable(put_text("\n".join(["long " * 100] * 500)), height=200, keep_bottom=True)
    put_text(LONG_TEXT)
    put_text("answer", eval_js("6 * 7"))


def test_a_long_text_is_laid_out_where_it_is_seen_and_found_and_copied_whole(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(long_text))
    answer = shown(page).get_by_text("answer 42")
    expect(answer).to_be_visible()
    page.wait_for_function(
        "box => box.scrollTop > 0 && box.scrollHeight - box.clientHeight - box.scrollTop < 24",
        arg=page.locator(".webio-scrollable").element_handle(),
    )
    text = page.locator("p").nth(1)
    assert text.text_content() == LONG_TEXT
    # Browsers leave out of this what they have not laid out.
    assert "line 20001" not in text.inner_text()
    page.keyboard.press("End")
    expect(answer).to_be_in_viewport()
    page.wait_for_function(
        "text => text.innerText.endsWith('line 20001')", arg=text.element_handle()
    )
    assert page.evaluate("getSelection().removeAllRanges(), find('line 9999')")
    page.wait_for_function(
        "() => { const { top } = getSelection().getRangeAt(0).getBoundingClientRect();"
        "        return top > 0 && top < innerHeight; }"
    )
    text.evaluate("text => getSelection().selectAllChildren(text)")
    assert page.evaluate("getSelection().toString()") == LONG_TEXT


def several() -> None:
    put_input("note", label="Note")
    put_button("Ask inside", onclick=lambda: put_text("inner", input("Inner")))
    put_button("Ask later", onclick=ask_later)
    put_text("outer", input("Outer"))
    hold()


def ask_later() -> None:
    # The page tells when the user is in the middle of something.
    run_js("window.typing = new Promise(yes => document.addEventListener('input', () => yes(1)))")
    put_text("listening")
    eval_js("window.typing")
    put_text("later", input("Later"))


def test_the_newest_form_is_on_top_and_nothing_typed_is_lost(page: Page, serve: Serve) -> None:
    page.goto(serve(several))
    outer, inner = (page.get_by_role("textbox", name=name) for name in ("Outer", "Inner"))
    outer.fill("half a sent")
    page.get_by_role("button", name="Ask inside").click()
    expect(inner).to_be_focused()
    expect(outer).to_be_hidden()
    page.keyboard.type("done")
    page.keyboard.press("Enter")
    expect(shown(page).get_by_text("inner done")).to_be_visible()
    expect(outer).to_have_value("half a sent")
    outer.press("End")
    page.keyboard.type("ence")
    page.keyboard.press("Enter")
    expect(shown(page).get_by_text("outer half a sentence")).to_be_visible()


def test_a_form_does_not_take_the_focus_from_whoever_types(page: Page, serve: Serve) -> None:
    page.goto(serve(several))
    later, note = (page.get_by_role("textbox", name=name) for name in ("Later", "Note"))
    page.get_by_role("button", name="Ask later").click()
    expect(shown(page).get_by_text("listening")).to_be_visible()
    note.click()
    page.keyboard.type("a")
    expect(later).to_be_visible()
    page.keyboard.type("bc")
    expect(note).to_have_value("abc")
    expect(note).to_be_focused()
    expect(later).to_have_value("")


FLOOD = 5000


def flooding() -> None:
    put_input("note", label="Note")
    put_scope("lines")

    def flood() -> None:
        for number in range(FLOOD):
            put_text(number, scope="lines")

    put_button("Flood", onclick=flood)
    hold()


def test_a_flood_of_lines_keeps_its_order_and_what_is_typed(page: Page, serve: Serve) -> None:
    page.goto(serve(flooding))
    page.get_by_role("button", name="Flood").click()
    note = page.get_by_label("Note")
    note.click()
    page.keyboard.type("typed in the meantime")
    lines = page.locator("#pywebio-scope-lines > p")
    expect(lines).to_have_count(FLOOD)
    assert lines.all_inner_texts() == [str(number) for number in range(FLOOD)]
    expect(note).to_have_value("typed in the meantime")


def growing() -> None:
    put_scope("first", put_text("one", "two"))
    for number in range(FLOOD // 5):
        put_text("line", number)
        put_markdown(f"**paragraph** {number}")

    names = iter(["seven", "again"])

    def more() -> None:
        put_text("one")
        put_markdown("# two\n\n* three")
        put_html("<i>four</i>")
        put_table([["five"]])
        put_info("six", closable=True)
        put_input(next(names), label="seven")
        put_button("eight", onclick=more)

    put_button("More", onclick=more)
    put_button("Fewer", onclick=lambda: remove("first"))
    hold()


def restyled(browser: Browser) -> int:
    """Return of how many elements the style was computed since the trace began."""
    events = json.loads(browser.stop_tracing())["traceEvents"]
    # One that was under way when the trace began or ended has no count.
    counts = [
        each["args"].get("elementCount", 0) for each in events if each["name"] == "UpdateLayoutTree"
    ]
    assert counts
    return sum(counts)


def test_a_new_output_costs_no_style_of_those_before_it(
    browser: Browser, page: Page, serve: Serve
) -> None:
    page.goto(serve(growing))
    button = page.get_by_role("button", name="More")
    button.click()
    expect(page.get_by_role("button", name="eight")).to_have_count(1)
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    button.click()
    expect(page.get_by_role("button", name="eight")).to_have_count(2)
    assert restyled(browser) < FLOOD // 10


def test_an_output_that_goes_costs_no_style_of_those_behind_it(
    browser: Browser, page: Page, serve: Serve
) -> None:
    page.goto(serve(growing))
    expect(page.get_by_role("button", name="Fewer")).to_be_visible()
    line = page.get_by_text("line 7", exact=True)
    expect(line).to_be_visible()
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.get_by_role("button", name="Fewer").click()
    expect(page.get_by_text("one two")).to_have_count(0)
    line.evaluate("each => each.remove()")
    expect(line).to_have_count(0)
    assert restyled(browser) < FLOOD // 10
