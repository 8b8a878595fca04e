"""The parts of the gallery with what holds other outputs."""

from __future__ import annotations

from pywebio.output import (
    put_code,
    put_collapse,
    put_column,
    put_grid,
    put_markdown,
    put_row,
    put_scrollable,
    put_tabs,
    put_text,
    span,
)


def show_layout() -> None:
    """Show outputs side by side, below each other and in a grid."""
    a, b, c, d, e, f, g = (put_code(letter) for letter in "abcdefg")
    put_row([a, None, b], size="2fr 10px 1fr")
    put_column([c, d])
    put_grid([[span(e, col=2)], [f, g]], cell_width="1fr")


def show_boxes() -> None:
    """Show what folds, what turns over and what scrolls."""
    put_collapse("Fold this out", ["Text and ", put_markdown("**outputs**")])
    put_collapse("Unfolded", "It was open from the start.", open=True)
    titles = ("First", "Second", "Third")
    put_tabs([{"title": title, "content": f"Tab {title.lower()}"} for title in titles])
    with put_scrollable(height=120, keep_bottom=True):
        for number in range(1, 21):
            put_text("Line", number)
    put_scrollable(put_text("Without a border.\n" * 9), height=80, border=False)
