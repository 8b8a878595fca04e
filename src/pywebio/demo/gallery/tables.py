"""The parts of the gallery with tables."""

from __future__ import annotations

from pywebio.output import put_buttons, put_datatable, put_table, put_text, span, toast


def show_tables() -> None:
    """Show a table with cells that span others and hold outputs, one made of dicts, a wide one."""
    details = put_buttons(["Details"], onclick=lambda _: toast("60 pears"), small=True)
    east = put_text("East").style("font-weight: bold")
    put_table(
        [
            ["Fruit", span("Sold", col=2)],
            [span("Apples", row=2), "North", 120],
            [east, 80],
            ["Pears", "North", details],
        ]
    )
    put_table([{"name": "Ada", "born": 1815}, {"name": "Alan", "born": 1912}])
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
    ]
    put_table([months, [f"{number * 1234:,}" for number in range(len(months))]])


def show_data_table() -> None:
    """Show a thousand records to sort, filter and choose from, and a table without any."""
    records = [
        {"number": number, "of it": {"square": number**2, "root": round(number**0.5, 3)}}
        for number in range(1000)
    ]
    put_datatable(
        records,
        actions=[("Add up", lambda numbers: toast(f"The sum is {sum(numbers)}"))],
        multiple_select=True,
        height=300,
    )
    put_datatable([], column_order=["number", "of it"], height=150)
