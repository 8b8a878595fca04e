"""Apps that only the documentation shows: ``python -m tools.pictures.apps --port 8080``."""

from __future__ import annotations

from argparse import ArgumentParser

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


def bmi() -> None:
    """Calculate a body mass index: the app of the README."""
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


if __name__ == "__main__":
    parser = ArgumentParser("python -m tools.pictures.apps")
    parser.add_argument("--port", type=int, default=8080)
    start_server([bmi, outputs, order], port=parser.parse_args().port, host="127.0.0.1")
