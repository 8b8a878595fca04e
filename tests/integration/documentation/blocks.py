"""The fenced blocks of a Markdown text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field

FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,})(?P<language>[\w-]*)(?P<attributes>[^`]*)$")
ADDRESS = re.compile(r"http://localhost:8080(/[^\s,]*)")
NAME = re.compile(r"# (\w+\.py)\n")
GUARD = re.compile(r'^if __name__ == "__main__":', re.MULTILINE)


@define
class Block:
    """A fenced block, and the blocks after it that belong to it."""

    language: str
    code: str
    line: int
    """Line of its first line, counted from 1."""
    commands: list[str] = field(factory=list)
    """How to start it: the lines of the `sh` blocks that follow."""
    dialogue: list[str] | None = None
    """What is done and shown in its page: the lines of the `text` block that follows."""

    @property
    def file(self) -> str:
        """What its first line calls it."""
        named = NAME.match(self.code)
        return named[1] if named else "app.py"

    @property
    def path(self) -> str | None:
        """Where it serves an app; None if it does not."""
        address = ADDRESS.search(self.code)
        return address and address[1]

    @property
    def can_be_imported(self) -> bool:
        """Running it does not start its server."""
        return self.path is None or bool(GUARD.search(self.code))


def blocks_of(text: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of *text*, whose first line is line *first_line* of its file.

    Raises:
        ValueError: A block has no end.
    """
    found: list[Block] = []
    last: Block | None = None
    for block in _fenced(text.splitlines(), first_line):
        if block.language == "python":
            last = block
        elif last is not None and block.language == "sh":
            last.commands.extend(block.code.splitlines())
        elif last is not None and block.language == "text" and found[-1] is last:
            last.dialogue = block.code.splitlines()
        found.append(block)
    return found


def _fenced(lines: list[str], first_line: int) -> Iterator[Block]:
    ahead = enumerate(lines, first_line)
    for number, line in ahead:
        opened = FENCE.match(line)
        if opened is None:
            continue
        indent, content = len(opened["indent"]), ""
        for _, inner in ahead:
            if inner.strip() == opened["fence"]:
                break
            content += f"{inner[indent:]}\n"
        else:
            raise ValueError(f"the block at line {number} has no end")
        yield Block(opened["language"], content, number + 1)


def docstrings(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every docstring of the Python file at *path*, with the line of its first line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            text = first.value.value
            if isinstance(text, str):
                yield text, first.lineno
