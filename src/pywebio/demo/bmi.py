"""The body mass index: a form that checks what is typed, and an answer worth looking at."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Final, NamedTuple

from pywebio.input import FLOAT, NUMBER, input, input_group
from pywebio.output import (
    put_html,
    put_info,
    put_scope,
    put_success,
    put_table,
    put_warning,
    use_scope,
)


class Category(NamedTuple):
    """A range of the body mass index, after the World Health Organization."""

    name: str
    range: str
    below: float
    width: float
    color: str


CATEGORIES: Final = (
    Category("underweight", "below 18.5", 18.5, 6.5, "#3b82c4"),
    Category("normal weight", "18.5 to 25", 25, 6.5, "#2f9e68"),
    Category("overweight", "25 to 30", 30, 5, "#d9912b"),
    Category("obesity", "30 and more", inf, 12, "#cf5a4a"),
)


def bmi() -> None:
    """Body mass index

    A form that checks what you type, and a result with a scale. Change your answers as often as
    you like: the result above the form is replaced.
    """
    put_scope("result", put_info("Your result will appear here."))
    while True:
        person = input_group(
            "About you",
            [
                input("Height in cm", NUMBER, name="height", validate=between(100, 250)),
                input("Weight in kg", FLOAT, name="weight", validate=between(20, 400)),
            ],
        )
        with use_scope("result", clear=True):
            show_result(person["weight"] / (person["height"] / 100) ** 2)


def between(low: float, high: float) -> Callable[[float | None], str | None]:
    """Return a check for the `validate` of an input: what it returns is shown as the mistake."""

    def check(value: float | None) -> str | None:
        if value is None or not low <= value <= high:
            return f"Enter a number from {low} to {high}"
        return None

    return check


def show_result(value: float) -> None:
    """Show the result as a message, as a picture and as a table."""
    found = next(category for category in CATEGORIES if value < category.below)
    message = f"Your body mass index is {value:.1f}: {found.name}."
    put_success(message) if found.name == "normal weight" else put_warning(message)
    put_html(scale(value))
    put_table([[each.name, each.range] for each in CATEGORIES], header=["Category", "Index"])


def scale(value: float) -> str:
    """Return a picture of where *value* stands among the categories."""
    parts = "".join(
        f'<div style="flex: {each.width}; background: {each.color}"></div>' for each in CATEGORIES
    )
    here = min(max(value - 12, 0), 30) / 30 * 100  # the scale goes from 12 to 42
    return (
        f'<div role="img" aria-label="{value:.1f} on a scale from 12 to 42" class="mb-3">'
        f'<div style="margin-left: {here:.1f}%"><div style="margin-left: -.5em">▼</div></div>'
        f'<div class="d-flex rounded overflow-hidden" style="height: 1rem">{parts}</div></div>'
    )
