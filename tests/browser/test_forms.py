"""Forms as people fill them in, also without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio.input import NUMBER, actions, checkbox, input, input_group, radio, select, textarea
from pywebio.output import put_text

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve


def greet() -> None:
    name = input("Your name")
    put_text("Hello", name)


async def greet_async() -> None:
    name = await input("Your name")
    put_text("Hello", name)


def test_main_job_in_a_thread_and_in_a_coroutine(page: Page, serve: Serve) -> None:
    address = serve({"thread": greet, "coroutine": greet_async})
    for app in ("thread", "coroutine"):
        page.goto(f"{address}?app={app}")
        field = page.get_by_role("textbox", name="Your name")
        expect(field).to_be_focused()
        field.fill("Zoë <b>")
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_text("Hello Zoë <b>")).to_be_visible()


def order() -> None:
    answer = input_group(
        "Order",
        [
            input("Name", name="name", required=True),
            input(
                "Pieces", NUMBER, name="pieces", validate=lambda n: "Too many" if n > 9 else None
            ),
            select("Size", ["S", "M", "L"], name="size"),
            radio("Colour", ["red", "blue"], name="colour", inline=True),
            checkbox("Extras", ["gift", "express"], name="extras"),
            textarea("Note", name="note"),
            actions(name="do", buttons=["Order", ("Not now", None, "cancel")]),
        ],
        validate=lambda data: (
            ("note", "Say who gets it") if data["extras"] and not data["note"] else None
        ),
    )
    put_text(answer)


def test_form_by_keyboard_alone(page: Page, serve: Serve) -> None:
    page.goto(serve(order))
    keyboard = page.keyboard
    expect(page.get_by_label("Name")).to_be_focused()
    keyboard.type("Ada")
    keyboard.press("Tab")
    keyboard.type("12")
    keyboard.press("Tab")
    expect(page.get_by_text("Too many")).to_be_visible()
    keyboard.type("L")
    keyboard.press("Tab")
    keyboard.press("ArrowRight")
    keyboard.press("Tab")
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Tab")
    expect(page.get_by_label("Note")).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Enter")
    # The first mistake has the focus.
    expect(page.get_by_label("Pieces")).to_be_focused()
    keyboard.press("Control+a")
    keyboard.type("3")
    keyboard.press("Enter")
    expect(page.get_by_text("Say who gets it")).to_be_visible()
    expect(page.get_by_label("Note")).to_be_focused()
    expect(page.get_by_text("Too many")).to_be_hidden()
    keyboard.type("for Bob")
    keyboard.press("Tab")
    expect(page.get_by_role("button", name="Order")).to_be_focused()
    keyboard.press("Enter")
    expect(page.locator("#markdown-body")).to_contain_text(
        "{'name': 'Ada', 'pieces': 3, 'size': 'L', 'colour': 'blue', 'extras': ['gift'],"
        " 'note': 'for Bob', 'do': 'Order'}"
    )


def test_required_field_is_asked_for_at_once(page: Page, serve: Serve) -> None:
    page.goto(serve(order))
    page.get_by_role("button", name="Order").click()
    expect(page.get_by_label("Name")).to_be_focused()
    expect(page.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("None", exact=True)).to_be_visible()


def checkout() -> None:
    name = input("Name")
    city = input("City")
    put_text(name, city, actions("Buy it?", ["Buy", "No"]))


def test_a_key_that_is_held_down_answers_one_question(page: Page, serve: Serve) -> None:
    page.goto(serve(checkout))
    expect(page.locator("#input-cards input")).to_be_focused()
    page.keyboard.type("Ada")
    page.keyboard.down("Enter")
    for question in ("City", "Buy it?"):
        form = page.get_by_role("form", name=question)
        expect(form).to_be_visible()
        for _ in range(3):
            page.keyboard.down("Enter")
        expect(form.locator("[aria-busy]")).to_have_count(0)
        page.keyboard.up("Enter")
        page.keyboard.down("Enter")
    expect(page.get_by_text("Ada Buy")).to_be_visible()
