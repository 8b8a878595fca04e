"""The gallery of the demo leaves nothing out that a page can show or ask."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pywebio import input as questions
from pywebio import output, pin
from pywebio.demo import gallery

SHOWN = [
    *(name for name in output.__all__ if name.startswith("put_")),
    *("popup", "toast", "span", "use_scope", "clear", "scroll_to", "set_processbar"),
    *(name for name in pin.__all__ if name.startswith("put_")),
    *(name for name in questions.__all__ if name.islower()),
]
OTHER_NAMES = {"put_progressbar": "put_processbar"}


def called() -> set[str]:
    """Names of the functions that the gallery uses, without their modules."""
    found: set[str] = set()
    for path in Path(gallery.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
    return found


@pytest.mark.parametrize("name", SHOWN)
def test_the_gallery_shows(name: str) -> None:
    assert OTHER_NAMES.get(name, name) in called()
