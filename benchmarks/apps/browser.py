"""What the rows in Chromium show."""

from itertools import count

from pywebio.output import put_buttons, put_table, put_text


def page() -> None:
    """Show one line and one button that adds numbered lines."""
    numbers = count()
    put_text("first-output")
    put_buttons(["click"], onclick=lambda _: put_text(f"answer-{next(numbers)}."))


def lines() -> None:
    """Show 5,000 lines at the first click and numbered lines afterwards."""
    numbers = count()

    def clicked(_: str) -> None:
        number = next(numbers)
        for line in range(5000 if number == 0 else 0):
            put_text(f"line {line}")
        put_text(f"answer-{number}.")

    put_buttons(["lines"], onclick=clicked)


def table() -> None:
    """Show a table of 1,000 rows and 6 columns, then a line."""

    def clicked(_: str) -> None:
        put_table([[f"cell {row} {column}" for column in range(6)] for row in range(1000)])
        put_text("answer-0.")

    put_buttons(["table"], onclick=clicked)


APPS = {"page": page, "lines": lines, "table": table}
