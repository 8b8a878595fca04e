"""What is in a CSV file: an upload, a table, and a picture drawn by a few lines of Python."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape
from math import isfinite
from statistics import mean
from typing import Final, TypeAlias

from pywebio.input import actions, file_upload, input_group
from pywebio.output import put_error, put_file, put_html, put_scope, put_table, use_scope

Column: TypeAlias = Sequence[str] | Sequence[float]

SAMPLE_BUTTON: Final = "Try with sample data"
SAMPLE: Final = """\
River,Continent,Length in km,Discharge in m³/s
Amazon,South America,6400,209000
Congo,Africa,4700,41200
Mississippi,North America,3766,16790
Murray,Australia,2508,767
Nile,Africa,6650,2830
Rhine,Europe,1233,2900
Yangtze,Asia,6300,30170
"""


def csv_summary() -> None:
    """CSV summary

    Upload a table and see what is in it: every column in one line, and a chart of the first one
    that holds numbers.
    """
    put_file("rivers.csv", SAMPLE.encode(), label="Download a sample file")
    put_scope("summary")
    while True:
        choice = input_group(
            "Your table",
            [
                file_upload("CSV file", accept=".csv", name="file", max_size="2M"),
                actions(name="source", buttons=["Summarise", SAMPLE_BUTTON]),
            ],
            validate=require_file,
        )
        content = (
            SAMPLE.encode() if choice["source"] == SAMPLE_BUTTON else choice["file"]["content"]
        )
        with use_scope("summary", clear=True):
            try:
                show_summary(read_columns(content))
            except (ValueError, csv.Error):
                put_error("This is no table: a line of names, then rows that are equally long.")


def require_file(choice: Mapping[str, object]) -> tuple[str, str] | None:
    """Check the whole form: name the input that is wrong, and say why."""
    missing = choice["source"] != SAMPLE_BUTTON and choice["file"] is None
    return ("file", "Choose a file first") if missing else None


def read_columns(content: bytes) -> dict[str, Column]:
    """Return the columns of a CSV file by their names: as numbers if they are."""
    table = csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True)
    names, *rows = filter(None, table)  # without empty lines
    columns = zip(*rows, strict=True)
    return {name: as_numbers(column) for name, column in zip(names, columns, strict=True)}


def as_numbers(texts: Sequence[str]) -> Column:
    """Return *texts* as numbers; as they are if one is no number."""
    try:
        numbers = [float(text) for text in texts]
    except ValueError:
        return texts
    return numbers if all(map(isfinite, numbers)) else texts


def show_summary(columns: Mapping[str, Column]) -> None:
    """Show one line for each column, and a chart of the first one that holds numbers."""
    labels = [str(label) for label in next(iter(columns.values()))]
    lines, chart = [["Column", "Values"]], ""
    for name, values in columns.items():
        numbers = [value for value in values if isinstance(value, float)]
        if numbers:
            found = f"{min(numbers):,g} to {max(numbers):,g}, mean {mean(numbers):,.0f}"
            chart = chart or bar_chart(name, list(zip(labels, numbers, strict=True))[:20])
        else:
            found = f"{len(set(values))} different texts"
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
    return (
        f'<h3>{escape(title)}</h3><svg viewBox="0 0 350 {len(bars) * 26}" fill="currentColor" '
        f'role="img" aria-label="{escape(title)}" style="max-width: 500px; font-size: 12px">'
        f"{drawn}</svg>"
    )
