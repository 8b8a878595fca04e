"""All that a page can show; `widgets_ask.py` and `widgets_live.py` hold the parts that react."""

from __future__ import annotations

from typing import Final

from pywebio import output as out
from pywebio.demo.widgets_ask import show_questions
from pywebio.demo.widgets_live import show_buttons, show_messages, show_progress, show_scopes

PICTURE: Final = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 3'>"
    "<rect width='9' height='3' fill='royalblue'/><circle cx='4' cy='2' r='1' fill='white'/></svg>"
)


def widgets() -> None:
    """Every widget

    All that a page can show, and a button for every kind of question that it can ask.
    """
    parts = {
        "Questions": show_questions,
        "Text and media": show_text,
        "Tables": show_tables,
        "Data table": show_data_table,
        "Layout": show_layout,
        "Boxes": show_boxes,
        "Buttons": show_buttons,
        "Progress": show_progress,
        "Messages": show_messages,
        "Scopes": show_scopes,
    }
    for title, show in parts.items():
        out.put_markdown(f"## {title}")
        show()


def show_text() -> None:
    """Show text of every kind, links, pictures and files."""
    out.put_text("Plain text keeps\n    its line breaks.")
    out.put_markdown("**Markdown** with `code`, ~~errors~~ and\n\n- a list\n- of points")
    out.put_code("def greet(name):\n    return f'Hello {name}'", "python")
    out.put_html("<p>HTML: <mark>marked</mark>, press <kbd>Ctrl</kbd> <kbd>C</kbd></p>")
    out.put_link("A link to another app", app="hello").style("display: block")
    out.put_image(PICTURE, title="A disc on a field", width="180px").style("margin: 1rem 0")
    out.put_file("notes.txt", b"Some notes.\n", "Download a file")


def show_tables() -> None:
    """Show a table with cells that span others and hold outputs, and one made of dicts."""
    details = out.put_buttons(["Details"], onclick=lambda _: out.toast("60 pears"), small=True)
    east = out.put_text("East").style("font-weight: bold")
    rows = [
        ["Fruit", out.span("Sold", col=2)],
        [out.span("Apples", row=2), "North", 120],
        [east, 80],
        ["Pears", "North", details],
    ]
    out.put_table(rows)
    out.put_table([{"name": "Ada", "born": 1815}, {"name": "Alan", "born": 1912}])


def show_data_table() -> None:
    """Show a thousand records to sort, filter and choose from."""
    records = [
        {"number": number, "of it": {"square": number**2, "root": round(number**0.5, 3)}}
        for number in range(1000)
    ]
    out.put_datatable(
        records,
        actions=[("Add up", lambda numbers: out.toast(f"The sum is {sum(numbers)}"))],
        multiple_select=True,
        height=300,
    )


def show_layout() -> None:
    """Show outputs side by side, below each other and in a grid."""
    a, b, c, d, e, f, g = (out.put_code(letter) for letter in "abcdefg")
    out.put_row([a, None, b], size="2fr 10px 1fr")
    out.put_column([c, d])
    out.put_grid([[out.span(e, col=2)], [f, g]], cell_width="1fr")


def show_boxes() -> None:
    """Show what holds other outputs."""
    out.put_collapse("Fold this out", ["Text and ", out.put_markdown("**outputs**")])
    titles = ("First", "Second", "Third")
    out.put_tabs([{"title": title, "content": f"Tab {title.lower()}"} for title in titles])
    with out.put_scrollable(height=120, keep_bottom=True):
        for number in range(1, 21):
            out.put_text("Line", number)
