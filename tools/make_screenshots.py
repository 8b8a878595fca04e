"""
Take the screenshots of the documentation anew: `python -m tools.make_screenshots`.

Each is an app of this file, as a person sees it after a few steps. Look at them before you commit them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from attrs import frozen
from playwright.sync_api import Page, sync_playwright

from pywebio import start_server
from pywebio.input import NUMBER, actions, checkbox, input, input_group, select
from pywebio.output import (
    put_buttons,
    put_markdown,
    put_progressbar,
    put_row,
    put_success,
    put_table,
    put_tabs,
    put_text,
)
from pywebio.pin import put_select, put_slider
from pywebio.session import hold
from pywebio.utils import get_free_port
from tools.find_chromium import find_chromium

FOLDER = Path(__file__).parents[1] / "docs" / "assets"


def bmi() -> None:
    """Calculate a body mass index."""
    height = input("Your height in cm", type=NUMBER, required=True)
    weight = input("Your weight in kg", type=NUMBER, required=True)
    put_text("Your BMI is", round((weight or 0) / ((height or 1) / 100) ** 2, 1))
    put_success("Done.")


def outputs() -> None:
    """Show outputs of many kinds."""
    put_markdown("## Monday")
    put_row(
        [
            put_select("town", ["Rome", "Oslo"], label="Town"),
            None,
            put_slider("days", value=60, label="Days"),
        ]
    )
    put_tabs(
        [
            {
                "title": "Table",
                "content": put_table([["Town", "Degrees"], ["Rome", 24], ["Oslo", 11]]),
            },
            {"title": "Text", "content": "nothing"},
        ]
    )
    put_progressbar("loaded", 0.6)
    put_success("No storms ahead.")
    put_buttons(["Reload", {"label": "Delete", "value": 1, "color": "danger"}], onclick=print)
    hold()


def order() -> None:
    """Ask for several things."""
    order = input_group(
        "Your order",
        [
            input("Name", name="name", value="Ada"),
            select("Size", ["Small", "Large"], name="size"),
            checkbox("Extras", ["Milk", "Sugar"], name="extras", value=["Milk"]),
            actions(
                name="what",
                buttons=["Order", {"label": "Reset", "type": "reset", "color": "warning"}],
            ),
        ],
    )
    put_text(order["name"])


@frozen
class Shot:
    """One picture."""

    name: str
    app: Callable[[], None]
    size: tuple[int, int]
    scheme: Literal["light", "dark"] = "light"
    answers: tuple[str, ...] = ()
    """To the questions, one after the other."""
    typed: str = ""
    """Into the question that is open at the end."""


SHOTS = (
    Shot("light", bmi, (760, 280), answers=("180",), typed="75"),
    Shot("dark", outputs, (760, 560), scheme="dark"),
    Shot("phone", order, (390, 470)),
)


@contextmanager
def pages(shot: Shot, port: int) -> Iterator[Page]:
    """Open the page of *shot*, which is served on *port*."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        width, height = shot.size
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=shot.scheme
        )
        page.goto(f"http://127.0.0.1:{port}/?app={shot.app.__name__}")
        yield page
        browser.close()


def main() -> None:
    """Take all pictures."""
    port = get_free_port()
    apps = [shot.app for shot in SHOTS]
    threading.Thread(target=start_server, args=(apps, port), daemon=True).start()
    for shot in SHOTS:
        with pages(shot, port) as page:
            field = page.locator("#input-cards input")
            for answer in shot.answers:
                field.fill(answer)
                field.press("Enter")
                page.wait_for_timeout(1000)
            if shot.typed:
                field.fill(shot.typed)
            # Until fonts, chunks and animations have come to rest.
            page.wait_for_timeout(2000)
            page.screenshot(path=FOLDER / f"{shot.name}.png")


if __name__ == "__main__":
    main()
