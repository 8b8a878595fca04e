"""Widgets that apps bring along, and the events of a session that their scripts hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio import config
from pywebio.output import (
    clear,
    custom_update,
    popup,
    put_button,
    put_custom,
    put_row,
    put_scope,
    put_text,
    use_scope,
)
from pywebio.session import hold, run_js

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import AssertAccessible, Serve, Wire

STARS = """
window.left = [];
WebIO.registerWidget('stars', {
  mount(element, { most, value }, api) {
    for (let star = 1; star <= most; star++) {
      const button = document.createElement('button');
      button.textContent = star <= value ? '★' : '☆';
      button.title = `${star} stars`;
      button.onclick = () => api.send(star);
      element.append(button);
    }
  },
  update(element, { value }) {
    element.querySelectorAll('button').forEach((button, index) => {
      button.textContent = index < value ? '★' : '☆';
    });
  },
  unmount(element) {
    window.left.push(element.id);
  },
});
WebIO.registerWidget('simple', { mount: (element, data) => { element.append(data.text); } });
"""


@config(js_code=STARS)
def rating() -> None:
    """Rate it."""

    def rated(stars: int) -> None:
        custom_update("taste", {"most": 5, "value": stars})
        put_text(f"rated {stars}")

    with use_scope("place"):
        put_row(
            [
                put_custom("stars", {"most": 5, "value": 2}, name="taste", onevent=rated),
                put_custom("simple", {"text": "<b>&\"'"}, name="plain"),
            ]
        )
    put_button("update", lambda: custom_update("plain", {"text": "again"}))
    put_button("open", lambda: popup("Rate", [put_custom("stars", {"most": 3, "value": 0})]))
    put_button("clear", lambda: clear("place"))
    hold()


def late() -> None:
    put_custom("later", 42)
    put_scope("after")
    put_button("load", lambda: run_js(LATER), scope="after")
    hold()


LATER = "WebIO.registerWidget('later', {mount(element, data) {element.textContent = data + 1}})"


def test_a_widget_shows_sends_and_is_updated(page: Page, serve: Serve) -> None:
    page.goto(serve(rating))
    stars = page.locator("webio-widget#webio-custom-taste")
    expect(stars).to_have_text("★★☆☆☆")
    stars.get_by_title("4 stars").click()
    expect(stars).to_have_text("★★★★☆")
    expect(page.get_by_text("rated 4")).to_be_visible()


def test_a_widget_without_update_is_made_anew(page: Page, serve: Serve) -> None:
    page.goto(serve(rating))
    plain = page.locator("#webio-custom-plain")
    expect(plain).to_have_text("<b>&\"'")
    page.get_by_role("button", name="update").click()
    expect(plain).to_have_text("again")


def test_a_widget_lives_as_long_as_it_is_in_the_page(page: Page, serve: Serve) -> None:
    page.goto(serve(rating))
    expect(page.locator("#webio-custom-taste")).to_have_text("★★☆☆☆")
    page.get_by_role("button", name="open").click()
    expect(page.locator(".modal webio-widget")).to_have_text("☆☆☆")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="clear").click()
    expect(page.locator("#webio-custom-taste")).to_have_count(0)
    page.wait_for_function("window.left.length === 2")
    assert page.evaluate("window.left") == ["", "webio-custom-taste"]


def test_a_widget_waits_for_its_script(page: Page, serve: Serve) -> None:
    page.goto(serve(late))
    expect(page.locator("webio-widget")).to_have_text(
        'No script has registered a widget "later" yet.'
    )
    page.get_by_role("button", name="load").click()
    expect(page.locator("webio-widget")).to_have_text("43")


LISTEN = """
window.heard = [];
for (const name of ['open', 'disconnect', 'reconnect', 'close']) {
  document.addEventListener(`webio:${name}`, (event) => {
    window.heard.push(event.detail ? `${name} ${event.detail.reason}` : name);
  });
}
"""


@config(js_code=LISTEN)
def listening() -> None:
    put_text("Ready.")
    hold()


def test_scripts_hear_how_the_session_fares(
    page: Page, serve: Serve, wire: Callable[[str], Wire], complaints: list[str]
) -> None:
    line = wire(serve(listening, reconnect_timeout=30))
    page.goto(line.address)
    expect(page.get_by_text("Ready.")).to_be_visible()
    line.cut()
    page.wait_for_function("window.heard.includes('disconnect')")
    line.mend()
    page.wait_for_function("window.heard.includes('reconnect')")
    page.evaluate("WebIO._state.CurrentSession.close_session()")
    heard = page.evaluate("window.heard")
    assert heard == ["open", "disconnect", "reconnect", "close closed"]
    complaints.clear()


def test_example_custom_widget(
    page: Page, example: Callable[[str], str], assert_accessible: AssertAccessible
) -> None:
    page.goto(example("custom_widget.py"))
    page.get_by_role("button", name="4 of 5 stars").click()
    expect(page.locator("webio-widget")).to_have_text("★★★★☆")
    expect(page.get_by_text("4 of 5: thank you.")).to_be_visible()
    assert_accessible(page)
