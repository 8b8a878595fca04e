"""The vocabulary of the benchmarks: sides, targets, rows, probes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["published", "limit", "ours", "counting"]
"""`counting` is our server again, spoken to in our own counting protocol."""

Backend: TypeAlias = Literal["tornado", "tornado_http", "aiohttp", "fastapi", "flask", "django"]
"""A module of `pywebio.platform`."""

POLLING: frozenset[Backend] = frozenset({"tornado_http", "flask", "django"})

OTHERS: Mapping[Backend, str] = {
    "aiohttp": "aiohttp",
    "fastapi": "FastAPI",
    "tornado_http": "Tornado polling",
    "flask": "Flask",
    "django": "Django",
}
"""All but `tornado`, which most rows are about, with their titles."""

Samples: TypeAlias = Mapping[str, float]
"""Row name -> one measured value."""


@dataclass(frozen=True)
class Target:
    """A running server of one side."""

    side: Side
    port: int
    pid: int
    python: str
    """The interpreter that runs the server."""
    backend: Backend
    counting: bool
    """Whether the client should speak as ours does: counting, or held polls."""


@dataclass(frozen=True)
class Aim:
    """What a row should reach."""

    bound: float
    of_limit: bool = False
    """The bound is a multiple of the limit measured in the same run."""
    at_least: bool = False

    def met(self, value: float, limit: float | None) -> bool | None:
        """Tell whether *value* reaches the aim; None if that needs a limit that is missing."""
        bound = self.bound
        if self.of_limit:
            if limit is None:
                return None
            bound *= limit
        return value >= bound if self.at_least else value <= bound

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {self.bound:g}" + (" × limit" if self.of_limit else "")


@dataclass(frozen=True)
class Row:
    """One line of the result."""

    name: str
    title: str
    unit: str
    aim: Aim


@dataclass(frozen=True)
class Effort:
    """How long to measure."""

    rounds: int = 3
    scale: float = 1.0
    """Factor for durations and counts."""

    def seconds(self, full: float) -> float:
        """Scale a duration."""
        return full * self.scale

    def count(self, full: int, least: int = 1) -> int:
        """Scale a number of repetitions."""
        return max(least, int(full * self.scale))


Measure: TypeAlias = Callable[[Target, Effort], Samples]


@dataclass(frozen=True)
class Probe:
    """One measurement, taken on every side in turn; it fills one or several rows."""

    rows: tuple[Row, ...]
    measure: Measure
    app: str = ""
    """File name in `apps/`, without `.py`; empty: no server is needed."""
    backend: Backend = "tornado"
    limit: bool = True
    """Whether the bare server can be measured too."""
    fresh: bool = False
    """Start a new server for every sample (for memory)."""
    own_client: bool = False
    """The client is half of what is measured: each version is spoken to as its own client does."""
    steady: bool = False
    """Samples hardly differ, so that one is enough."""
    needs_browser: bool = False


@dataclass(frozen=True)
class Quotient:
    """A row that is computed from two others, side by side."""

    row: Row
    above: str
    below: str


@dataclass
class Outcome:
    """All samples of one row, by side."""

    row: Row
    samples: dict[Side, list[float]] = field(default_factory=dict)
