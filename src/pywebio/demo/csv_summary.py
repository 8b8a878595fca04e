"""What is in a CSV file: an upload, a table, and a picture drawn by a few lines of Python."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape
from math import isfinite
from typing import Final, TypeAlias

from pywebio.input import file_upload
from pywebio.output import (
    put_button,
    put_error,
    put_file,
    put_html,
    put_scope,
    put_table,
    use_scope,
)

Column: TypeAlias = Sequence[str] | Sequence[float]

SAMPLE: Final = """\
River,Continent,Length in km,Discharge in m³/s
Amazon,South America,6400,209000
Mississippi,North America,3766,16790
Nile,Africa,6650,2830
Rhine,Europe,1233,2900
Yangtze,Asia,6300,30170
""".encode()


def csv_summary() -> None:
    """CSV summary

    Upload a table and see what is in it: each column in one line, and a chart of the numbers.
    """
    put_button("Try with sample data", onclick=lambda: summarise(SAMPLE))
    put_file("rivers.csv", SAMPLE, label="Download the sample")
    put_scope("summary")
    while True:
        file = file_upload("CSV file", accept=".csv", required=True, max_size="2M")
        summarise(file["content"])


@use_scope("summary", clear=True)
def summarise(content: bytes) -> None:
    """Show what is in a file, or what is wrong with it, in place of what was shown before."""
    try:
        show_columns(read_columns(content))
    except (ValueError, csv.Error):
        put_error("This is no table: a line of names, then rows that are equally long.")


def read_columns(content: bytes) -> dict[str, Column]:
    """Return the columns of a CSV file by their names: as numbers if they are."""
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True)
    names, *rows = filter(None, lines)  # without empty ones
    return dict(zip(names, map(as_numbers, zip(*rows, strict=True)), strict=True))


def as_numbers(texts: Sequence[str]) -> Column:
    """Return *texts* as numbers; as they are if one is no number."""
    try:
        numbers = [float(text) for text in texts]
    except ValueError:
        return texts
    return numbers if all(map(isfinite, numbers)) else texts


def show_columns(columns: Mapping[str, Column]) -> None:
    """Show one line for each column, and a chart of the first one that holds numbers."""
    labels = map(str, next(iter(columns.values())))
    lines, chart = [["Column", "Values"]], ""
    for name, values in columns.items():
        found = f"{len(set(values))} different texts"
        if numbers := [value for value in values if isinstance(value, float)]:
            average = sum(numbers) / len(numbers)
            found = f"{min(numbers):,g} to {max(numbers):,g}, mean {average:,.0f}"
            chart = chart or bar_chart(name, list(zip(labels, numbers, strict=True))[:20])
        lines.append([name, found])
    put_table(lines)
    put_html(chart)


def bar_chart(title: str, bars: Sequence[tuple[str, float]]) -> str:
    """Return a picture with one bar for each label and number."""
    unit = 180 / (max(value for _, value in bars) or 1)
    drawn = "".join(
        f'<g transform="translate(0 {y})"><text y="13">{escape(label[:14])}</text>'
        f'<rect x="100" width="{max(value, 0) * unit}" height="18" rx="3" fill="var(--bs-primary)"/>'
        f'<text x="{106 + max(value, 0) * unit}" y="13">{value:,g}</text></g>'
        for y, (label, value) in zip(range(0, len(bars) * 26, 26), bars, strict=True)
    )
    svg = f'<svg viewBox="0 0 350 {len(bars) * 26}" fill="currentColor" style="max-width: 500px; '
    svg += f'font-size: 12px" role="img" aria-label="{escape(title)}">{drawn}</svg>'
    return f"<h3>{escape(title)}</h3>{svg}"
