"""Every kind of question of the tour's widget page, asked and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page


def fill(value: str) -> Callable[[Locator], None]:
    """Answer a question that has one field."""
    return lambda form: form.locator("input, textarea").first.fill(value)


def choose(*labels: str) -> Callable[[Locator], None]:
    def answer(form: Locator) -> None:
        form.locator("select").select_option(label=list(labels))

    return answer


def check(*labels: str) -> Callable[[Locator], None]:
    def answer(form: Locator) -> None:
        for label in labels:
            form.get_by_label(label).check()

    return answer


def search(form: Locator) -> None:
    field = form.get_by_role("combobox")
    for text in ("plu", "app"):
        field.press_sequentially(text)
        field.press("Enter")
        expect(field).to_have_value("")
    field.press("Escape")  # the list lies over the button


def edit_code(form: Locator) -> None:
    editor = form.locator(".cm-content")
    expect(editor).to_have_text("print('hello')")
    editor.press("Control+End")
    editor.press_sequentially("print(2)")


def slide(form: Locator) -> None:
    form.get_by_role("slider").press("ArrowRight")


ANSWERS = {
    "text": (fill("Ada <3"), "'Ada <3'"),
    "number": (fill("-12"), "-12"),
    "float": (fill("2.50"), "2.5"),
    "password": (fill("sésame"), "'sésame'"),
    "url": (fill("https://example.com/?a=b"), "'https://example.com/?a=b'"),
    "date": (fill("2024-02-29"), "'2024-02-29'"),
    "time": (fill("23:59"), "'23:59'"),
    "datetime": (fill("2024-02-29T23:59"), "'2024-02-29T23:59'"),
    "color": (fill("#ff8800"), "'#ff8800'"),
    "suggestions": (fill("Quince"), "'Quince'"),
    "textarea": (fill("one\ntwo"), r"'one\ntwo'"),
    "code": (edit_code, "\"print('hello')\\nprint(2)\""),
    "select": (choose("Pear"), "'Pear'"),
    "select multiple": (choose("Apple", "Plum"), "['Apple', 'Plum']"),
    "search": (search, "['Apple', 'Plum']"),
    "checkbox": (check("Pear", "Plum"), "['Pear', 'Plum']"),
    "radio": (check("Plum"), "'Plum'"),
    "slider": (slide, "25"),
    "group": (fill("1"), "{'first': '1', 'fruit': [], 'second': ''}"),
}


def ask(page: Page, kind: str) -> Locator:
    page.get_by_role("button", name=kind, exact=True).first.click()
    form = page.locator("#input-cards form")
    expect(form).to_be_visible()
    return form


@pytest.fixture
def page(page: Page, demo: str) -> Page:
    page.goto(f"{demo}?app=gallery")
    return page


def test_answers_arrive(page: Page) -> None:
    for kind, (answer, value) in ANSWERS.items():
        form = ask(page, kind)
        answer(form)
        form.get_by_role("button", name="Submit").click()
        expect(page.locator("#pywebio-scope-answer")).to_have_text(f"{kind}: {value}")
        expect(page.locator("#pywebio-scope-answer")).to_be_in_viewport()
        expect(form).to_have_count(0)


def test_file_arrives(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(b"caf\xc3\xa9")
    form = ask(page, "file")
    form.locator("input[type=file]").set_input_files(file)
    expect(form).to_contain_text("notes.txt")
    form.get_by_role("button", name="Submit").click()
    expect(page.locator("#pywebio-scope-answer")).to_contain_text("'filename': 'notes.txt'")


def test_clicked_action_arrives(page: Page) -> None:
    form = ask(page, "actions")
    form.get_by_role("button", name="Turn back").click()
    expect(page.locator("#pywebio-scope-answer")).to_have_text("actions: 'Turn back'")


def test_cancelled_form_answers_none(page: Page) -> None:
    form = ask(page, "group")
    form.get_by_role("button", name="Cancel").click()
    expect(page.locator("#pywebio-scope-answer")).to_have_text("group: None")


def test_several_questions_may_be_open(page: Page) -> None:
    ask(page, "text")
    page.get_by_role("button", name="number", exact=True).click()
    forms = page.locator("#input-cards form")
    expect(forms.locator("visible=true").get_by_label("A whole number")).to_be_focused()
    forms.locator("input[type=number]").fill("7")
    page.get_by_role("button", name="Submit").locator("visible=true").last.click()
    expect(page.locator("#pywebio-scope-answer")).to_have_text("number: 7")
    page.get_by_role("textbox", name="Your name").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.locator("#pywebio-scope-answer")).to_have_text("text: 'Ada'")
