"""
Run the Python blocks of one page of the documentation, or of the docstrings in Python files.

    python -W error -m tests.integration.documentation.run docs/guide/inputs.md

Blocks share their names, as if each went on where the one before it ends; in docstrings only within
one docstring, where everything of the public API is known already. What a block does is done inside
a session, whose user is `PageUser`. If a block only defines things, its last function that needs no
arguments is the app.
"""

from __future__ import annotations

import ast
import inspect
import io
import sys
from collections.abc import Awaitable, Callable
from contextlib import redirect_stdout
from pathlib import Path
from types import CodeType
from typing import cast

from pywebio.testing import run_app
from tests.integration.documentation.blocks import Block, blocks_of, docstrings
from tests.integration.documentation.page_user import PageUser

PUBLIC = ("input", "output", "pin", "session", "platform")
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Lines(io.TextIOBase):
    """An output of the program, by lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._rest = ""

    def write(self, text: str) -> int:
        """Add *text*."""
        *whole, self._rest = (self._rest + text).split("\n")
        self.lines.extend(line.strip() for line in whole)
        return len(text)


def run_blocks(
    blocks: list[Block], where: str, names: dict[str, object], timeout: float = 5
) -> None:
    """Run *blocks*, which stand in the file *where*, with *names*.

    What does not show within *timeout* seconds is taken to be missing.
    """
    for block in blocks:
        if block.language == "python" and block.can_be_imported:
            try:
                run_block(block, where, names, timeout)
            except Exception:
                sys.stderr.write(f"The block that fails: {where}:{block.line}\n")
                raise


def run_block(block: Block, where: str, names: dict[str, object], timeout: float) -> None:
    """Run one block."""
    tree = ast.parse("\n" * (block.line - 1) + block.code, where)
    code = compile(tree, where, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    if not _only_defines(tree):
        use(_body(code, names), block, timeout)
        return
    exec(code, names)  # our own documentation
    app = _last_app(tree, names)
    if app is not None:
        use(app, block, timeout)


def use(app: Callable[[], object], block: Block, timeout: float) -> None:
    """Let a user follow the dialogue of *block* in *app*."""
    written = Lines()
    with redirect_stdout(written), run_app(app, patience=0.2, timeout=timeout) as tester:
        user = PageUser(tester, written.lines)
        if block.dialogue is None:
            user.improvise()
        else:
            user.follow(block.dialogue)


def _only_defines(tree: ast.Module) -> bool:
    return all(isinstance(node, DEFINITIONS) or _is_guard(node) for node in tree.body)


def _is_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)


def _last_app(tree: ast.Module, names: dict[str, object]) -> Callable[[], object] | None:
    for node in reversed(tree.body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            function = names[node.name]
            if _needs_nothing(function):
                return cast("Callable[[], object]", function)
    return None


def _needs_nothing(function: object) -> bool:
    if not callable(function):
        return False
    needed = (p for p in inspect.signature(function).parameters.values() if p.default is p.empty)
    return all(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in needed)


def _body(code: CodeType, names: dict[str, object]) -> Callable[[], object]:
    if not code.co_flags & inspect.CO_COROUTINE:
        return lambda: exec(code, names)  # our own documentation

    async def body() -> None:
        await cast(Awaitable[object], eval(code, names))  # likewise

    return body


def main() -> None:
    """Run what the arguments name."""
    for path in map(Path, sys.argv[1:]):
        if path.suffix == ".py":
            for text, line in docstrings(path):
                names: dict[str, object] = {"__name__": "docs"}
                for module in PUBLIC:
                    exec(f"from pywebio.{module} import *", names)  # constant
                run_blocks(blocks_of(text, line), str(path), names)
        else:
            run_blocks(blocks_of(path.read_text("utf-8")), str(path), {"__name__": "docs"})


if __name__ == "__main__":
    main()
