"""What apps of PyWebIO 1.8 rely on in the page; each was seen in a public app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio.input import input
from pywebio.io_ctrl import Output, output_register_callback
from pywebio.output import put_buttons, put_html, put_table, put_text, toast
from pywebio.pin import _pin_output, pin, pin_on_change  # type: ignore[attr-defined]  # not documented
from pywebio.session import run_js

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve


def board() -> None:
    put_html("<style>td, th {padding: 0 !important} button {margin: 0 !important}</style>")
    row = [put_buttons([{"label": "x", "value": 0, "color": "my-own"}], onclick=toast)]
    put_table([row * 3] * 3)


def test_buttons_in_cells_do_not_overlap(page: Page, serve: Serve) -> None:
    page.goto(serve(board))
    buttons = page.get_by_role("button", name="x")
    expect(buttons).to_have_count(9)
    expect(buttons.first).to_have_class("btn btn-my-own")
    # All at once: what is new on a page still moves.
    rows = buttons.evaluate_all(
        "buttons => [0, 3, 6].map(n => buttons[n].getBoundingClientRect().toJSON())"
    )
    assert rows[1]["top"] >= rows[0]["bottom"]
    assert rows[2]["top"] >= rows[1]["bottom"]


def pushing() -> None:
    callback = output_register_callback(lambda data: put_text("pushed", data))
    run_js("$('body').on('keyup', (e) => WebIO.pushData(e.key, id))", id=callback)
    put_text("ready")


def test_a_script_may_push_data_and_use_jquery(page: Page, serve: Serve) -> None:
    page.goto(serve(pushing))
    expect(page.get_by_text("ready")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_text("pushed a")).to_be_visible()


def own_outputs() -> None:
    Output({"type": "text", "content": "of no scope", "inline": False})
    _pin_output(
        input(name="given", label="Given", maxlength=5, oninput="window.typed = 1"), None, -1
    )
    pin_on_change("given", onchange=lambda value: put_text("changed to", value))
    put_text("is", pin.given)


def test_outputs_and_pins_of_an_apps_own_making_work(page: Page, serve: Serve) -> None:
    page.goto(serve(own_outputs))
    expect(page.get_by_text("of no scope")).to_be_visible()
    field = page.get_by_label("Given")
    expect(field).to_have_attribute("maxlength", "5")
    field.fill("abc")
    expect(page.get_by_text("changed to abc")).to_be_visible()
    assert page.evaluate("window.typed") == 1
