"""The body mass index: a form that checks what is typed, and an answer worth looking at."""

from __future__ import annotations

from collections.abc import Callable
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
    below: float
    color: str


CATEGORIES: Final = (
    Category("underweight", 18.5, "#3b82c4"),
    Category("normal weight", 25, "#2f9e68"),
    Category("overweight", 30, "#d9912b"),
    Category("obesity", 60, "#cf5a4a"),
)
SCALE: Final = (12, 42)


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
    category = next((each for each in CATEGORIES if value < each.below), CATEGORIES[-1])
    message = f"Your body mass index is {value:.1f}: {category.name}."
    put_success(message) if category.name == "normal weight" else put_warning(message)
    put_html(scale(value))
    lowest = ["0", *(str(each.below) for each in CATEGORIES)]
    put_table(
        [
            [each.name, f"{low} – {each.below}"]
            for each, low in zip(CATEGORIES, lowest, strict=False)
        ],
        header=["Category", "Body mass index"],
    )


def scale(value: float) -> str:
    """Return a picture of where *value* stands among the categories."""
    least, most = SCALE
    parts, start = [], 0.0
    for category in CATEGORIES:
        end = min((category.below - least) / (most - least) * 100, 100)
        parts.append(
            f'<rect x="{start}" width="{end - start}" y="4" height="4" fill="{category.color}"/>'
        )
        start = end
    here = min(max((value - least) / (most - least) * 100, 1), 99)
    marker = f'<path d="M{here} 3.5l-1.4-3h2.8z" fill="currentColor"/>'
    return (
        f'<svg viewBox="0 0 100 8" role="img" aria-label="{value:.1f} on a scale '
        f'from {least} to {most}">{"".join(parts)}{marker}</svg>'
    )
