"""The result: what is printed, and what is written as JSON."""

from collections.abc import Sequence

from .model import Outcome, Side
from .stats import median

TITLES: dict[Side, str] = {
    "published": "1.8.4",
    "limit": "limit",
    "ours": "ours",
    "counting": "counting",
}


def render(outcomes: Sequence[Outcome], sides: Sequence[Side]) -> str:
    """Return the table as text."""
    head = ["row", "", *(TITLES[side] for side in sides), "÷ 1.8.4", "÷ limit", "aim", "met"]
    lines = [head, *(_line(outcome, sides) for outcome in outcomes)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    left = {0, 1, len(head) - 2}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index in left else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def as_json(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Return all samples and medians by row and side."""
    return {
        outcome.row.name: {
            "title": outcome.row.title,
            "unit": outcome.row.unit,
            "aim": str(outcome.row.aim),
            "met": _met(outcome),
            "median": {side: middle(outcome, side) for side in outcome.samples},
            "samples": outcome.samples,
        }
        for outcome in outcomes
    }


def middle(outcome: Outcome, side: Side) -> float | None:
    """Return the median of a side, None if it was not measured."""
    samples = outcome.samples.get(side)
    return median(samples) if samples else None


def _line(outcome: Outcome, sides: Sequence[Side]) -> list[str]:
    row = outcome.row
    title = f"{row.title}, {row.unit}" if row.unit else row.title
    values = [_figure(middle(outcome, side)) for side in sides]
    ratios = [_ratio(outcome, "published"), _ratio(outcome, "limit")]
    met = {True: "yes", False: "NO", None: ""}[_met(outcome)]
    return [row.name, title, *values, *ratios, str(row.aim), met]


def _met(outcome: Outcome) -> bool | None:
    ours = middle(outcome, "ours")
    return None if ours is None else outcome.row.aim.met(ours, middle(outcome, "limit"))


def _ratio(outcome: Outcome, side: Side) -> str:
    ours, other = middle(outcome, "ours"), middle(outcome, side)
    if ours is None or other is None or other <= 0:
        return ""
    return _figure(ours / other)


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
