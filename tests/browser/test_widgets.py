"""Widgets that apps bring along, and the events of a session that their scripts hear."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio import config
from pywebio.io_ctrl import output_register_callback
from pywebio.output import (
    Output,
    clear,
    custom_update,
    popup,
    put_button,
    put_custom,
    put_row,
    put_scope,
    put_table,
    put_tabs,
    put_text,
    use_scope,
)
from pywebio.session import eval_js, hold, run_js

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import AssertAccessible, LineTo, Serve

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


COUNT = """
window.lives = {};
WebIO.registerWidget('counted', {
  mount(element, name, api) {
    window.lives[name] = [...(window.lives[name] ?? []), 'mounted'];
    const button = document.createElement('button');
    button.textContent = `in ${name}`;
    button.onclick = () => api.send(name);
    element.append(button);
  },
  unmount(element) {
    window.lives[element.textContent.slice(3)].push('left');
  },
});
"""


@config(js_code=COUNT)
def everywhere() -> None:
    def counted(place: str) -> Output:
        return put_custom("counted", place, onevent=lambda where: put_text(f"heard {where}"))

    put_tabs([{"title": "Tab", "content": counted("tabs")}, {"title": "Other", "content": "text"}])
    put_table([["cell", counted("table")]])
    put_scope("filled", counted("scope"))
    put_button("Open", lambda: popup("Popup", counted("popup"), closable=True))
    put_button("Refill", lambda: _refill(counted("refilled")))
    hold()


def _refill(content: Output) -> None:
    with use_scope("filled", clear=True):
        content.show()


def test_a_widget_lives_once_wherever_it_stands(
    page: Page,
    line_to: LineTo,
    complaints: list[str],
) -> None:
    line = line_to(everywhere)
    page.goto(line.address)
    for place in ("tabs", "table", "scope"):
        page.get_by_role("button", name=f"in {place}").click()
        expect(page.get_by_text(f"heard {place}")).to_be_visible()
    page.get_by_role("tab", name="Other").click()
    line.cut()
    expect(page.locator(".webio-reconnecting")).to_be_visible()
    line.mend()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_role("button", name="Open").click()
    page.get_by_role("button", name="in popup").click()
    expect(page.get_by_text("heard popup")).to_have_count(1)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Refill").click()
    expect(page.get_by_role("button", name="in refilled")).to_be_visible()
    page.wait_for_function("window.lives.popup.length === 2 && window.lives.scope.length === 2")
    assert page.evaluate("window.lives") == {
        "tabs": ["mounted"],
        "table": ["mounted"],
        "scope": ["mounted", "left"],
        "popup": ["mounted", "left"],
        "refilled": ["mounted"],
    }
    complaints.clear()  # the browser complains of refused connections


def pushed() -> None:
    callback = output_register_callback(lambda data: put_text(f"got {data}"))
    run_js("window.callback = callback", callback=callback)
    put_text("Ready.")
    hold()


BAD = """
(() => {
  const circle = {};
  circle.self = circle;
  const attempts = [[circle, callback], [1n, callback], [1], [1, 7], [1, null]];
  return attempts.map((attempt) => {
    try { WebIO.pushData(...attempt); return 'sent'; } catch (error) { return error.name; }
  });
})()
"""


def test_what_a_script_cannot_send_is_its_error_and_blocks_nothing(
    page: Page, line_to: LineTo
) -> None:
    page.goto(line_to(pushed).address)
    expect(page.get_by_text("Ready.")).to_be_visible()
    assert page.evaluate(BAD) == ["TypeError"] * 5
    page.evaluate("WebIO.pushData('lost', 'no such id')")
    page.evaluate("WebIO.pushData({ any: [null, 1] }, callback)")
    expect(page.get_by_text("got {'any': [None, 1]}")).to_be_visible()


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
        "This page does not know how to show “later”."
    )
    page.get_by_role("button", name="load").click()
    expect(page.locator("webio-widget")).to_have_text("43")


FAILING = """
WebIO.registerWidget('throws', { mount: () => { throw new Error('of mount') } });
WebIO.registerWidget('rejects', { mount: async () => { throw new Error('of an async mount') } });
WebIO.registerWidget('picky', {
  mount: (element, data) => { element.textContent = `shows ${data}` },
  update: (element, data) => {
    if (data === 'bad') throw new Error('of update');
    element.textContent = `now ${data}`;
  },
  unmount: () => { throw new Error('of unmount') },
});
window.onerror = () => undefined;
WebIO.registerWidget('picky', { mount: (element) => { element.textContent = 'taken over' } });
"""


@config(js_code=FAILING)
def failing() -> None:
    put_table([[put_custom(name, name=name) for name in ("throws", "rejects", "nobody")]])
    put_custom("picky", "first", name="picky")
    for data in ("bad", "good"):
        put_button(data, onclick=partial(custom_update, "picky", data))
    put_button("clear", onclick=clear)
    put_button("go on", onclick=lambda: put_text("answer", eval_js("6 * 7")))
    hold()


def test_a_widget_that_fails_leaves_a_notice_and_the_rest_alone(
    page: Page, serve: Serve, complaints: list[str], backend: str
) -> None:
    page.goto(serve(failing, backend=backend))
    not_shown = "Something here cannot be shown."
    unknown = "This page does not know how to show “nobody”."
    expect(page.locator("th")).to_have_text([not_shown, not_shown, unknown])
    picky = page.locator("#webio-custom-picky")
    expect(picky).to_have_text("shows first")
    page.get_by_role("button", name="bad").click()
    expect(picky).to_have_text(not_shown)
    # New data is another chance.
    page.get_by_role("button", name="good").click()
    expect(picky).to_have_text("shows good")
    page.get_by_role("button", name="good").click()
    expect(picky).to_have_text("now good")
    page.get_by_role("button", name="go on").click()
    expect(page.locator("p").get_by_text("answer 42")).to_be_visible()
    page.get_by_role("button", name="clear").click()
    expect(picky).to_have_count(0)
    told = "\n".join(complaints)
    for cause in ("of mount", "of an async mount", "of update", "of unmount", 'a widget "picky"'):
        assert cause in told
    complaints.clear()


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
    page: Page,
    line_to: LineTo,
    complaints: list[str],
) -> None:
    line = line_to(listening)
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
