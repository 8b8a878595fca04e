"""``tests/unit`` mirrors ``src/pywebio``: whoever changes a file of the core knows its tests."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

UNIT = Path(__file__).parent
PACKAGE = UNIT.parents[1] / "src" / "pywebio"
MIRRORED = ["ports", "domain", "protocol"]

TESTED_ELSEWHERE: dict[str, str] = {}
"""File below ``src/pywebio`` → where its tests are, and why not in a mirror file."""

FILES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for folder in MIRRORED
    for path in (PACKAGE / folder).rglob("*.py")
)


def does_something(file: str) -> bool:
    """Tell whether a module holds code that runs: Protocols, records and aliases do not."""
    tree = ast.parse((PACKAGE / file).read_text("utf-8"))
    return any(
        not isinstance(statement, ast.Expr | ast.Pass)
        or (isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in node.body
    )


def mirror_of(file: str) -> Path:
    """Return where the tests of a file belong."""
    path = Path(file)
    return UNIT / path.parent / f"test_{path.stem.lstrip('_')}.py"


@pytest.mark.parametrize("file", FILES)
def test_file_of_the_core_has_its_tests(file: str) -> None:
    if does_something(file) and file not in TESTED_ELSEWHERE:
        assert mirror_of(file).is_file(), f"{file} has no {mirror_of(file).relative_to(UNIT)}"


def test_exemptions_are_needed() -> None:
    for file in TESTED_ELSEWHERE:
        assert (PACKAGE / file).is_file(), f"{file} is gone"
        assert not mirror_of(file).exists(), f"{file} has its mirror now"


@pytest.mark.parametrize(
    "file",
    sorted(
        path.relative_to(UNIT).as_posix()
        for folder in MIRRORED
        for path in (UNIT / folder).rglob("test_*.py")
    ),
)
def test_mirror_file_has_its_original(file: str) -> None:
    path = Path(file)
    stem = path.stem.removeprefix("test_")
    originals = [PACKAGE / path.parent / f"{name}.py" for name in (stem, f"_{stem}")]
    assert any(original.is_file() for original in originals), f"what does {file} test?"
