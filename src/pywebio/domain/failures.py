"""Where in the app an exception comes from, for its author to read."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Iterator, Sequence
from html import escape

from attrs import frozen

from pywebio.domain.author import is_authors

_AROUND = 2
"""Lines of source before and after the one at fault."""
_LONGEST = 20_000
"""Characters of a message or a traceback."""
_MOST_SPOTS = 5


@frozen
class Spot:
    """A line of the author's that was running."""

    file: str
    line: int
    function: str

    @property
    def where(self) -> str:
        """File, line and function."""
        return f"{self.file}, line {self.line}, in {self.function}"

    def source(self, around: int = 0) -> list[tuple[int, str]]:
        """Return the line, and *around* lines before and after it, with their numbers."""
        numbers = range(max(1, self.line - around), self.line + around + 1)
        lines = [(number, linecache.getline(self.file, number)) for number in numbers]
        return [(number, line.rstrip()) for number, line in lines if line]


@frozen
class Failure:
    """An exception that an app did not catch."""

    message: str
    """Its type and what it says."""
    spots: Sequence[Spot]
    """The author's lines, the one at fault first."""
    trace: str
    """The whole traceback, with the frames of libraries and the exceptions behind this one."""

    @classmethod
    def of(cls, error: BaseException) -> Failure:
        """Look at *error*; of a group with one exception, at that."""
        trace = "".join(traceback.format_exception(error))
        inner: Sequence[BaseException] = getattr(error, "exceptions", ())
        while len(inner) == 1:
            error = inner[0]
            inner = getattr(error, "exceptions", ())
        message = "".join(traceback.format_exception_only(error)).strip()
        return cls(
            _shortened(message), list(_spots(error))[: -_MOST_SPOTS - 1 : -1], _shortened(trace)
        )

    def text(self) -> str:
        """Return the message, the author's lines and the traceback as plain text."""
        spots = [
            "\n    ".join([spot.where, *(line.strip() for _, line in spot.source())])
            for spot in self.spots
        ]
        return "\n\n".join([self.message, *spots, self.trace])

    def html(self) -> str:
        """Return the message and the author's lines, marked in their surroundings; the traceback is folded."""
        spots = "".join(_spot_html(spot) for spot in self.spots)
        return (
            f'<p style="white-space: pre-wrap"><strong>{escape(self.message)}</strong></p>{spots}'
            f'<details class="webio-collapse"{"" if spots else " open"}><summary>Traceback</summary>'
            f"<pre>{escape(self.trace)}</pre></details>"
        )


def _spots(error: BaseException) -> Iterator[Spot]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        if is_authors(code.co_filename):
            yield Spot(code.co_filename, line, code.co_name)


def _spot_html(spot: Spot) -> str:
    lines = "\n".join(
        f'<mark style="padding: 0">{number:>5}  {escape(line)}</mark>'
        if number == spot.line
        else f"{number:>5}  {escape(line)}"
        for number, line in spot.source(_AROUND)
    )
    return f"<p>{escape(spot.where)}</p><pre>{lines}</pre>"


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST // 2]}\n…\n{text[-_LONGEST // 2 :]}"
