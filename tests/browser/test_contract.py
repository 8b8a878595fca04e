"""What scripts and styles of apps rely on in the page (protocol reference, sections 8 and 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio import config
from pywebio.input import actions, input, input_group
from pywebio.output import (
    popup,
    put_button,
    put_html,
    put_scope,
    put_scrollable,
    put_tabs,
    put_text,
    toast,
)
from pywebio.pin import pin_on_change, put_input
from pywebio.session import hold, run_js

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve


@config(footer="Made here")
def everything() -> None:
    """Everything."""
    put_scope("NAME", put_text("in the scope"))
    put_tabs([{"title": "Tab", "content": "inside"}])
    put_scrollable(put_text("scrolls"))
    put_text("click me").onclick(lambda: None)
    toast("toasted", duration=0)
    popup("Popup", "text", size="large")
    _ = input_group(
        "Form",
        [
            input("Name", name="who", help_text="help", validate=lambda _: "wrong"),
            actions(name="do", buttons=[{"label": "Stop", "type": "cancel", "value": 1}]),
        ],
        cancelable=True,
    )


SELECTORS = [
    "body.webio-theme-default > .pywebio",
    ".pywebio > #output-container.container",
    "#output-container > #markdown-body.markdown-body",
    "#markdown-body > #pywebio-scope-ROOT",
    "#output-container > #end-space",
    "#pywebio-scope-ROOT > #pywebio-scope-NAME",
    "#input-container.fixed > #input-cards.container > .card",
    ".card > .card-header",
    ".card form > .input-container > .form-group input[name=who]",
    ".form-group input[id^='who-']",
    ".form-group [id$='_help']",
    ".ws-form-submit-btns",
    ".pywebio_cancel_btn",
    ".modal > .modal-dialog.modal-lg",
    ".modal .modal-title",
    ".modal .modal-body.markdown-body[id^='pywebio-scope-']",
    ".modal [data-dismiss=modal]",
    ".toastify",
    ".webio-tabs > .webio-tabs-content",
    ".webio-scrollable.scrollable-border",
    "p.pywebio-clickable[data-callbackid], .pywebio-clickable",
    "body > footer.footer",
    "link#favicon32[rel=icon]",
    "link#favicon16[rel=icon]",
]


@pytest.fixture
def full_page(page: Page, serve: Serve) -> Page:
    """Open a page with one of everything."""
    page.goto(serve(everything))
    expect(page.locator("#input-cards .card")).to_be_attached()
    return page


def test_elements_are_where_they_were(full_page: Page) -> None:
    missing = [each for each in SELECTORS if full_page.locator(each).count() == 0]
    assert not missing
    expect(full_page.locator("footer.footer")).to_have_text("Made here")


def test_a_refused_field_says_so_with_its_classes(full_page: Page) -> None:
    full_page.keyboard.press("Escape")
    expect(full_page.locator(".modal")).to_have_count(0)
    # A popup takes the form in that is asked for while it is open.
    expect(full_page.locator(".pywebio > #input-container.fixed")).to_be_visible()
    full_page.locator("input[name=who]").fill("x")
    full_page.locator("input[name=who]").press("Enter")
    expect(full_page.locator("input[name=who].is-invalid")).to_be_visible()
    expect(full_page.locator(".invalid-feedback").first).to_have_text("wrong")


JS_CODE = """
$('#pywebio-scope-ROOT').attr('data-by-code', 'yes');
window.started = [typeof WebIO._state.CurrentSession, typeof require];
WebIO.message_tpl.disconnected_with_server = 'Gone!';
WebIO._state.CurrentSession.on_session_close(() => { window.sessionOver = true; });
"""


@config(js_code=JS_CODE)
def scripted() -> None:
    answer = put_text("nothing yet").onclick(lambda: put_text("pushed"))
    put_html("<button id='inline' onclick=\"$(this).text('handled')\">inline</button>")
    put_html("<a id='link' href=\"javascript:$('#link').text('followed')\">link</a>")
    put_html("<script>$('#pywebio-scope-ROOT').append('<p id=by-html>')</script>")
    run_js("$('#by-html').text(text).addClass('filled')", text="by script")
    run_js("WebIO._state.AutoScrollBottom = true")
    run_js("window.id = id", id=answer.spec["click_callback_id"])
    answer.show()
    put_input("field", value="a")
    pin_on_change("field", lambda value: put_text(f"changed to {value}"))
    put_button("never", lambda: None)
    hold()


@pytest.fixture
def scripted_page(page: Page, serve: Serve) -> Page:
    """Open a page with scripts of its own."""
    page.goto(serve({"index": scripted, "other": everything}, reconnect_timeout=30))
    expect(page.locator("#by-html.filled")).to_have_text("by script")
    return page


def test_scripts_find_jquery_wherever_they_stand(scripted_page: Page) -> None:
    expect(scripted_page.locator("[data-by-code=yes]")).to_be_attached()
    assert scripted_page.evaluate("window.started") == ["object", "function"]
    scripted_page.locator("#inline").click()
    expect(scripted_page.locator("#inline")).to_have_text("handled")
    scripted_page.locator("#link").click()
    expect(scripted_page.locator("#link")).to_have_text("followed")
    assert scripted_page.evaluate("$.fn.jquery").startswith("3.")
    assert scripted_page.evaluate("typeof $.ajax + typeof $.fn.fadeIn") == "functionfunction"


def test_scripts_call_the_app(scripted_page: Page) -> None:
    scripted_page.evaluate("WebIO.pushData(null, window.id)")
    expect(scripted_page.get_by_text("pushed")).to_have_count(1)
    scripted_page.evaluate(
        "WebIO._state.CurrentSession.send_message({event: 'callback', task_id: id, data: null})"
    )
    expect(scripted_page.get_by_text("pushed")).to_have_count(2)


def test_scripts_see_the_session(scripted_page: Page) -> None:
    session = "WebIO._state.CurrentSession"
    assert scripted_page.evaluate(f"{session}.ws instanceof WebSocket")
    assert scripted_page.evaluate(f"{session}.webio_session_id.length > 10")
    assert scripted_page.evaluate("WebIO._state.AutoScrollBottom") is True
    assert scripted_page.evaluate("WebIO._state.ShowDuration") >= 0
    assert scripted_page.evaluate(f"{session}.closed()") is False
    scripted_page.evaluate(f"{session}.close_session()")
    assert scripted_page.evaluate(f"[{session}.closed(), window.sessionOver]") == [True, True]
    scripted_page.get_by_role("button", name="never").click()
    expect(scripted_page.locator(".toastify")).to_contain_text("Gone!")


def test_scripts_go_to_other_apps(scripted_page: Page) -> None:
    with scripted_page.expect_popup() as opened:
        scripted_page.evaluate("WebIO.openApp('other', 1)")
    expect(opened.value.locator("#pywebio-scope-NAME")).to_have_text("in the scope")
    scripted_page.evaluate("WebIO.openApp('other', false)")
    expect(scripted_page.locator("#pywebio-scope-NAME")).to_have_text("in the scope")


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("Mustache.render('{{a}}', {a: 1})", "1"),
        ("typeof saveAs", "function"),
        ("DOMPurify.sanitize('<b onclick=x>y</b>')", "<b>y</b>"),
        ("typeof bootstrap.Modal.getOrCreateInstance", "function"),
        ("typeof require.config", "function"),
    ],
)
def test_scripts_find_the_libraries_that_they_mention(
    page: Page, serve: Serve, code: str, value: str
) -> None:
    page.goto(f"{serve(showing)}?code={code}")
    expect(page.locator("#shown")).to_have_text(value)


def showing() -> None:
    from urllib.parse import parse_qs, urlsplit

    from pywebio.session import eval_js

    code = parse_qs(urlsplit(eval_js("location.href")).query)["code"][0]
    put_html("<p id='shown'></p>")
    run_js(f"document.getElementById('shown').textContent = {code}")
    hold()


def test_a_file_is_saved(scripted_page: Page) -> None:
    with scripted_page.expect_download() as saved:
        scripted_page.evaluate("saveAs(new Blob(['text']), 'note.txt')")
    assert saved.value.suggested_filename == "note.txt"
