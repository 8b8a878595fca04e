"""Themes, light and dark, languages, and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio.input import file_upload, input
from pywebio.output import (
    put_buttons,
    put_code,
    put_collapse,
    put_error,
    put_html,
    put_info,
    put_link,
    put_loading,
    put_markdown,
    put_processbar,
    put_row,
    put_table,
    put_tabs,
    put_text,
    toast,
)
from pywebio.pin import put_checkbox, put_input, put_select, put_textarea
from pywebio.platform.page import config
from pywebio.session import hold

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Response

    from tests.browser.conftest import AssertAccessible, Serve, Wire

GALLERIES = ["gallery", "gallery_dark", "gallery_sketchy", "gallery_minty", "gallery_yeti"]


@pytest.mark.parametrize("app", [*GALLERIES, "gallery_rtl"])
def test_every_look_of_the_gallery_is_accessible(
    page: Page, demo: str, app: str, assert_accessible: AssertAccessible
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{demo}?app={app}")
    expect(page.locator("details").last).to_be_visible()
    expect(page.locator(".hljs-keyword").first).to_be_visible()
    expect(page.locator(".cm-content").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="group", exact=True).click()
    submit = page.locator("#input-cards form [type=submit]")
    expect(submit).to_be_visible()
    submit.click()
    expect(page.get_by_role("textbox", name="First")).to_have_attribute("aria-invalid", "true")
    assert_accessible(page, inside="#input-container")
    page.evaluate("WebIO.theme = 'dark'")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    # Even without motion colours change a moment later.
    page.wait_for_function(
        "!document.getAnimations().some((each) => each instanceof CSSTransition)"
    )
    assert_accessible(page)


def test_designs_look_different(page: Page, demo: str) -> None:
    looks = set()
    for app in GALLERIES:
        page.goto(f"{demo}?app={app}")
        button = page.get_by_role("button", name="primary", exact=True).first
        looks.add(
            button.evaluate(
                """button => {
                  const { backgroundColor, borderRadius } = getComputedStyle(button);
                  const { color } = getComputedStyle(document.body);
                  return [backgroundColor, borderRadius, color].join();
                }"""
            )
        )
    assert len(looks) == len(GALLERIES)


def test_light_and_dark_follow_the_system_until_somebody_chooses(page: Page, demo: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{demo}?app=gallery")
    root = page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.get_by_role("button", name="Light", exact=True).click()
    expect(root).to_have_attribute("data-bs-theme", "light")
    assert page.evaluate("WebIO.theme") == "light"
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.get_by_role("button", name="As the system").click()
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.emulate_media(color_scheme="dark")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.get_by_role("button", name="Light", exact=True).click()
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.reload(wait_until="commit")
    expect(root).to_have_attribute("data-bs-theme", "light")
    expect(page.get_by_role("button", name="Light", exact=True)).to_be_visible()
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.goto(f"{demo}?app=hello")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    error = page.evaluate(
        "(() => { try { WebIO.theme = 'pink'; } catch (e) { return String(e); } })()"
    )
    assert "'light', 'dark' or 'auto'" in error


@config(language="fa", texts={"reset": "از نو"})
def persian() -> None:
    put_tabs([{"title": title, "content": title} for title in ("یک", "دو", "سه")])
    _ = input("نام شما")
    _ = file_upload()


def test_a_persian_app_runs_from_right_to_left(page: Page, serve: Serve) -> None:
    page.goto(serve(persian))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    submit = page.locator("[type=submit]")
    expect(submit).to_have_text("ارسال")
    expect(page.locator("[type=reset]")).to_have_text("از نو")
    label, field = page.locator(".card-header").bounding_box(), submit.bounding_box()
    assert label is not None
    assert field is not None
    # The button stands at the right end of its card.
    assert label["x"] + label["width"] - (field["x"] + field["width"]) < 40
    page.get_by_role("tab").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", selected=True)).to_have_text("دو")
    submit.click()
    expect(page.locator(".custom-file")).to_have_text("انتخاب فایلفایلی انتخاب نشده است")


def asking() -> None:
    _ = input("?")


@pytest.mark.parametrize(
    ("locale", "submit"), [("de-AT", "Absenden"), ("zh-TW", "送出"), ("xx", "Submit")]
)
def test_built_in_texts_are_in_the_language_of_the_browser(
    page: Page, serve: Serve, locale: str, submit: str
) -> None:
    page.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{ value: ['{locale}'] }})"
    )
    page.goto(serve(asking))
    expect(page.locator("[type=submit]")).to_have_text(submit)
    # The page's own language is the app's, not the browser's.
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_on_paper_the_page_is_light_and_without_controls(
    page: Page, demo: str, assert_accessible: AssertAccessible
) -> None:
    page.goto(f"{demo}?app=gallery_dark")
    expect(page.locator("details").last).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.get_by_role("button", name="Add on top")).to_be_hidden()
    box = page.locator(".webio-scrollable").first
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 2")
    # Code, tables, and states can be read on it.
    assert_accessible(page)


def plain() -> None:
    put_text("Hello")


def test_a_plain_app_is_loaded_quickly(page: Page, serve: Serve) -> None:
    loaded: list[Response] = []
    # Playwright writes on what it is given, which a bare method does not take.
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108
    page.goto(serve(plain))
    expect(page.get_by_text("Hello")).to_be_visible()
    page.wait_for_load_state("networkidle")
    files = [each for each in loaded if "_pywebio_static" in each.url]
    assert {each.headers.get("content-encoding") for each in files} <= {"br", "gzip"}
    assert all("immutable" in each.headers["cache-control"] for each in files)
    sizes = [
        each.request.sizes()["responseBodySize"] + each.request.sizes()["responseHeadersSize"]
        for each in loaded
        if each.url.startswith("http")
    ]
    assert len(sizes) <= 6
    assert sum(sizes) < 100_000


@config(language="de")
def german() -> None:
    put_info("Nur kurz", closable=True)
    put_loading()


def test_what_outputs_say_of_themselves_is_in_the_language_of_the_page(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(german))
    expect(page.locator("[role=status]", has_text="Wird geladen …")).to_have_count(1)
    page.locator(".alert").get_by_role("button", name="Schließen").click()
    expect(page.locator(".alert")).to_have_count(0)


def board() -> None:
    put_table([["", ""], ["", ""], ["", ""]])


@config(theme="sketchy")
def sketchy_board() -> None:
    board()


@pytest.mark.parametrize("app", [board, sketchy_board])
def test_empty_cells_can_be_seen(page: Page, serve: Serve, app: Callable[[], None]) -> None:
    page.goto(serve(app))
    expect(page.locator("td")).to_have_count(4)
    lines = page.locator("table").evaluate(
        """table => [...table.querySelectorAll('th, td'), table].map(each => {
          const { borderTopWidth, borderRightWidth, borderBottomWidth, borderLeftWidth } =
            getComputedStyle(each);
          return [borderTopWidth, borderRightWidth, borderBottomWidth, borderLeftWidth]
            .map(width => width !== '0px');
        })"""
    )
    # Every cell closes itself to the right and below, the table above and to the left.
    assert lines == [[False, True, True, False]] * 6 + [[True, False, False, True]]


LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 2


def long_words() -> None:
    put_text(LONG_WORD)
    put_buttons([LONG_WORD, "a"], onclick=print)
    put_buttons([f"choice {number}" for number in range(9)], onclick=print, group=True)
    put_tabs([{"title": f"Title {number}", "content": LONG_WORD} for number in range(9)])
    put_collapse(LONG_WORD, LONG_WORD, open=True)
    put_row([put_text(LONG_WORD), put_code(LONG_WORD)])
    put_row([put_table([["Columns", "of a table"] * 9]), put_text("beside it")])
    put_table([[LONG_WORD, LONG_WORD]])
    put_error(LONG_WORD, closable=True)
    put_markdown(f"# {LONG_WORD}\n\n> {LONG_WORD}\n\n    {LONG_WORD}")


@pytest.mark.parametrize("viewport", [(360, 740)])
def test_no_page_scrolls_sideways_on_a_phone(page: Page, demo: str, serve: Serve) -> None:
    apps = ["index", "hello", "bmi", "live_log", "csv_summary", "chat", *GALLERIES, "gallery_rtl"]
    for address in [*(f"{demo}?app={app}" for app in apps), serve(long_words)]:
        page.goto(address)
        expect(page.locator("#pywebio-loading")).to_have_count(0)
        if "app=" not in address:
            expect(page.locator("blockquote")).to_be_visible()
        elif "app=index" not in address:
            expect(page.locator("details").last).to_be_visible()
        root = page.locator("html")
        assert root.evaluate("root => root.scrollWidth - root.clientWidth") == 0, address


def spaced() -> None:
    put_html("<details><summary>Of the author</summary>Folded</details>")
    put_text("After it")
    put_markdown("### A heading\n\nand text")
    put_collapse("Frame", put_markdown("## In it\n\nLast"), open=True)
    put_info(put_markdown("Only\n\nEnd"), closable=True)
    put_info(put_row([put_text("In a row"), put_text("beside it")]))
    put_loading()
    put_text("After the spinner")
    put_processbar("none", 0)


def test_outputs_keep_their_distance(page: Page, serve: Serve) -> None:
    page.goto(serve(spaced))
    expect(page.locator("details")).to_have_count(2)
    of_author = page.locator("details").first
    assert of_author.evaluate("each => parseFloat(getComputedStyle(each).marginBottom)") > 10
    heading, text = page.locator("h3").bounding_box(), page.get_by_text("After it").bounding_box()
    assert heading is not None
    assert text is not None
    assert heading["y"] - text["y"] - text["height"] > 25
    expect(page.locator("details p")).to_have_css("margin-bottom", "0px")
    # A button to close it is not what an alert ends with.
    expect(page.locator(".alert p", has_text="End")).to_have_css("margin-bottom", "0px")
    expect(page.get_by_text("In a row")).to_have_css("margin-bottom", "0px")
    expect(page.locator(".spinner-border")).to_have_css("margin-bottom", "13.6px")
    # Nothing is not as much as its text is wide.
    expect(page.get_by_role("progressbar")).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def hinting() -> None:
    put_textarea("code", label="Code", code={"mode": "python"}, help_text="Any that runs.")
    put_textarea("last", label="Last", code=True)
    put_text("Below")
    put_link("One", url="#one")
    put_link("Two", url="#two")


def test_a_hint_moves_nothing_and_links_stand_apart(page: Page, serve: Serve) -> None:
    # What is new would still be moving into its place.
    page.emulate_media(reduced_motion="reduce")
    page.goto(serve(hinting))
    expect(page.locator(".cm-content")).to_have_count(2)
    below, hints = page.get_by_text("Below"), page.locator(".form-hint")
    before = below.bounding_box()
    for number in (0, 1):
        expect(hints.nth(number)).to_be_hidden()
        page.locator(".cm-content").nth(number).focus()
        expect(hints.nth(number)).to_be_visible()
        assert below.bounding_box() == before
    one, two = (page.get_by_role("link", name=name).bounding_box() for name in ("One", "Two"))
    assert one is not None
    assert two is not None
    assert two["x"] - one["x"] - one["width"] > 10


def small_parts() -> None:
    put_table(
        [
            ["Name", "More"],
            ["A name of many words " * 9, put_collapse("Details", "Folded")],
            ["An app's board", put_buttons([" ", "X"], onclick=print)],
        ]
    )
    put_info(put_link("In a box", url="#one"))
    put_row([put_link("In a row", url="#two")])


def test_titles_labels_and_links_look_the_same_wherever_they_stand(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(small_parts))
    buttons = page.locator(".webio-buttons > button")
    empty, full = (buttons.nth(number).bounding_box() for number in (0, 1))
    assert empty is not None
    assert full is not None
    assert empty["height"] == full["height"]
    # The sign of the box does not stand in a line of its own.
    lines = page.locator("summary").evaluate(
        "each => each.clientHeight / parseFloat(getComputedStyle(each).lineHeight)"
    )
    assert lines == pytest.approx(1, abs=0.1)
    for link in page.get_by_role("link").all():
        expect(link).to_have_css("text-decoration-line", "underline")


@config(language="fa")
def telling_in_persian() -> None:
    toast("خوش آمدید", duration=0)
    hold()


def telling() -> None:
    toast("Welcome", duration=0)
    hold()


@pytest.mark.parametrize("app", [telling, telling_in_persian])
def test_what_is_told_over_the_page_stands_in_its_middle(
    page: Page,
    serve: Serve,
    wire: Callable[[str], Wire],
    complaints: list[str],
    app: Callable[[], None],
) -> None:
    line = wire(serve(app))
    page.goto(line.address)

    def middle(selector: str) -> float:
        expect(page.locator(selector)).to_be_visible()
        box = page.locator(selector).bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2

    half = page.evaluate("document.documentElement.clientWidth / 2")
    assert middle(".toastify") == pytest.approx(half, abs=1)
    line.cut()
    assert middle(".webio-notice") == pytest.approx(half, abs=1)
    complaints.clear()


def fields_in_a_table() -> None:
    put_table(
        [
            ["Done", "Note", "Priority"],
            [put_checkbox("done", ["in a table"]), put_input("note"), put_select("rank", ["a"])],
        ]
    )


@pytest.mark.parametrize("viewport", [(360, 740)])
def test_a_table_scrolls_before_its_fields_are_too_narrow(page: Page, serve: Serve) -> None:
    page.goto(serve(fields_in_a_table))
    select = page.locator("select").bounding_box()
    assert select is not None
    assert select["width"] >= 80
    pieces = page.locator(".form-check-label").evaluate(
        """label => {
          const word = document.createRange();
          const text = document.createTreeWalker(label, NodeFilter.SHOW_TEXT).nextNode();
          const end = text.data.trimEnd().length;
          word.setStart(text, end - 'table'.length);
          word.setEnd(text, end);
          return word.getClientRects().length;
        }"""
    )
    assert pieces == 1
