"""Every kind of input in a real page: what is filled in arrives as what the app asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio.input import (
    COLOR,
    DATE,
    DATETIME_LOCAL,
    FLOAT,
    NUMBER,
    PASSWORD,
    TEXT,
    TIME,
    URL,
    actions,
    checkbox,
    input,
    input_group,
    input_update,
    radio,
    select,
    slider,
    textarea,
)
from pywebio.output import put_text, use_scope
from pywebio.pin import (
    pin,
    pin_on_change,
    pin_update,
    pin_wait_change,
    put_checkbox,
    put_input,
    put_select,
    put_slider,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve

FILLED = {
    TEXT: ("a b", "a b"),
    NUMBER: ("12", 12),
    FLOAT: ("1.5", 1.5),
    PASSWORD: ("secret", "secret"),
    URL: ("http://a.example", "http://a.example"),
    DATE: ("2024-02-29", "2024-02-29"),
    TIME: ("23:59", "23:59"),
    COLOR: ("#2188ff", "#2188ff"),
    DATETIME_LOCAL: ("2024-12-31T23:59", "2024-12-31T23:59"),
}


def every_type() -> None:
    for _ in range(2):
        items = [input(kind, kind, name=kind) for kind in FILLED]
        put_text(list(input_group("All", items).values()))


def test_every_type_of_line_arrives_as_what_it_is(page: Page, serve: Serve) -> None:
    page.goto(serve(every_type))
    page.get_by_role("button", name="Submit").click()
    empty = ["", None, None, "", "", "", "", "#000000", ""]
    expect(page.get_by_text(str(empty))).to_be_visible()
    for kind, (text, _) in FILLED.items():
        page.get_by_label(kind, exact=True).fill(text)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text(str([value for _, value in FILLED.values()]))).to_be_visible()


class Shape(str, Enum):
    """Options that are neither plain text nor numbers."""

    ROUND = "round"
    SQUARE = "square"


TOWNS = {"Austria": [("Graz", ("at", 1)), ("Linz", ("at", 2))], "Italy": [("Bari", ("it", 3))]}


def trip() -> None:
    def country_changed(country: str) -> None:
        input_update("town", options=TOWNS[country], help_text=f"in {country}")

    items = [
        select("Country", list(TOWNS), name="country", onchange=country_changed),
        select("Town", TOWNS["Austria"], name="town"),
        radio("Shape", [("round", Shape.ROUND), ("square", Shape.SQUARE)], name="shape"),
        checkbox("Flags", [("yes", True), ("one", 1)], name="flags"),
        slider("Share", name="share", max_value=1.0, value=0.5),
    ]
    answer = input_group("Trip", items)
    put_text(list(answer.values()), answer["town"] is TOWNS["Italy"][0][1])


def test_options_follow_another_choice_and_come_back_as_the_objects_they_are(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(trip))
    page.get_by_label("Country").select_option(label="Italy")
    expect(page.get_by_text("in Italy")).to_be_visible()
    expect(page.get_by_label("Town").locator("option")).to_have_text(["Bari"])
    page.get_by_label("square").check()
    page.get_by_label("yes").check()
    page.get_by_role("button", name="Submit").click()
    answer = f"['Italy', ('it', 3), {Shape.SQUARE!r}, [True], 0.5] True"
    expect(page.get_by_text(answer)).to_be_visible()


def volume() -> None:
    put_text("volume", slider("Volume", max_value=10))


def test_a_value_that_is_not_offered_is_told_like_any_other_mistake(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(volume))
    field = page.get_by_role("slider")
    field.evaluate("slider => { slider.max = 99; slider.value = 55; }")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Choose a number from 0 to 10")).to_be_visible()
    expect(field).to_have_class(re.compile("is-invalid"))
    field.evaluate("slider => { slider.value = 5; }")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("volume 5")).to_be_visible()


DAY = date(2024, 12, 31)


def things() -> None:
    def today(put: Callable[[object, str], None]) -> None:
        put(DAY, "today")

    items = [
        input("Fruit", name="fruit", datalist=["apple", "pear"]),
        textarea("Code", name="code", code={"mode": "python", "theme": "darcula"}, rows=4),
        input("Day", name="day", action=("Today", today)),
    ]
    put_text(list(input_group("Things", items).values()))


def test_suggestions_and_editors_have_what_the_author_gave(page: Page, serve: Serve) -> None:
    page.goto(serve(things))
    fruit = page.get_by_label("Fruit")
    suggestions = page.locator(f"datalist#{fruit.get_attribute('list')} option")
    assert [each.get_attribute("value") for each in suggestions.all()] == ["apple", "pear"]
    fruit.fill("pear")
    page.locator(".cm-content").click()
    page.keyboard.type("x = 1")
    page.get_by_role("button", name="Today").click()
    expect(page.get_by_label("Day")).to_have_value("today")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text(f"['pear', 'x = 1', {DAY!r}]")).to_be_visible()


def pins() -> None:
    def country_changed(country: str) -> None:
        pin_update("town", options=TOWNS[country])
        with use_scope("now", clear=True):
            put_text(country, repr(pin.town), repr(pin.flags), repr(pin.volume))

    put_select("country", list(TOWNS), label="Country")
    put_select("town", TOWNS["Austria"], label="Town")
    put_checkbox("flags", [("yes", True), ("one", 1)], label="Flags")
    put_slider("volume", value=5, label="Volume")
    pin_on_change("country", onchange=country_changed, init_run=True)


def test_pins_follow_each_other_and_give_back_objects(page: Page, serve: Serve) -> None:
    page.goto(serve(pins))
    expect(page.get_by_text("Austria ('at', 1) [] 5")).to_be_visible()
    page.get_by_label("yes").check()
    page.get_by_label("Country").select_option(label="Italy")
    expect(page.get_by_text("Italy ('it', 3) [True] 5")).to_be_visible()


def preview() -> None:
    put_input("text", label="Text")
    while True:
        put_text("Preview:", pin_wait_change("text")["value"])
        actions("Go on?", ["Yes"])


def test_a_loop_of_waits_misses_nothing_that_is_typed_while_it_is_busy(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(preview))
    field = page.get_by_label("Text")
    go_on = page.get_by_role("button", name="Yes")
    field.press_sequentially("h")
    expect(go_on).to_be_visible()
    field.press_sequentially("ello")
    go_on.click()
    expect(page.get_by_text("Preview: hello")).to_be_visible()
