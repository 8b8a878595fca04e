"""What app authors import: every public module says what it offers, and documents it."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

SRC = Path(__file__).parents[2] / "src"
PACKAGE = SRC / "pywebio"
PUBLIC = [
    "input",
    "output",
    "pin",
    "session",
    "platform",
    "testing",
    "exceptions",
    "container",
    "io_ctrl",
    "utils",
]
"""The doors. What lies elsewhere may be imported by our own layers only."""


def public_modules() -> Iterator[str]:
    """Yield the package, the doors that exist and, for packages, the modules without underscore."""
    if (PACKAGE / "__init__.py").is_file():
        yield "pywebio"
    for name in PUBLIC:
        if (PACKAGE / f"{name}.py").is_file():
            yield f"pywebio.{name}"
        elif (PACKAGE / name / "__init__.py").is_file():
            yield f"pywebio.{name}"
            # In input, output, pin and session everything is offered by the package itself.
            if name in {"platform", "testing"}:
                yield from (
                    f"pywebio.{name}.{path.stem}"
                    for path in sorted((PACKAGE / name).glob("*.py"))
                    if not path.stem.startswith("_")
                )


MODULES = list(public_modules())


@pytest.fixture(params=MODULES)
def module(request: pytest.FixtureRequest) -> ModuleType:
    """Every public module in turn."""
    return importlib.import_module(str(request.param))


def exported(module: ModuleType) -> list[str]:
    """Return ``__all__``, which every public module has."""
    names = getattr(module, "__all__", None)
    assert names is not None, f"{module.__name__} has no __all__"
    return list(names)


def defined_names(module: ModuleType) -> set[str]:
    """
    Return the public names that a module defines or, being a package, takes from its own files.

    Names from elsewhere (typing, another layer) are tools of the module and not its offer.
    """
    assert module.__file__ is not None
    names: set[str] = set()
    for node in ast.parse(Path(module.__file__).read_text("utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.ImportFrom(names=aliases) if _from_own_files(node, module):
                names |= {alias.asname or alias.name for alias in aliases}
            case _:
                pass
    return {name for name in names if not name.startswith("_")}


def _from_own_files(node: ast.ImportFrom, module: ModuleType) -> bool:
    source = node.module or ""
    inside = node.level == 1 or source.startswith(module.__name__ + ".")
    return inside and hasattr(module, "__path__")


def test_every_exported_name_exists_once(module: ModuleType) -> None:
    names = exported(module)
    assert len(names) == len(set(names)), "a name is listed twice"
    missing = [name for name in names if not hasattr(module, name)]
    assert not missing


def test_nothing_public_is_left_out(module: ModuleType) -> None:
    forgotten = defined_names(module) - set(exported(module)) - {"annotations"}
    assert not forgotten, f"add to {module.__name__}.__all__ or begin with an underscore"


def test_every_exported_name_is_documented(module: ModuleType) -> None:
    assert inspect.getdoc(module), f"{module.__name__} has no docstring"
    bare = [
        name
        for name in exported(module)
        for thing in [getattr(module, name)]
        if (inspect.isclass(thing) or inspect.isroutine(thing)) and not _own_doc(thing)
    ]
    assert not bare


def _own_doc(thing: object) -> str | None:
    # A class without docstring would otherwise show the one of its base class.
    return thing.__dict__.get("__doc__") if isinstance(thing, type) else inspect.getdoc(thing)


def test_submodules_load_when_they_are_first_used() -> None:
    code = "import pywebio; pywebio.input.input; pywebio.output.put_text; pywebio.session.run_js"
    subprocess.run([sys.executable, "-c", code], check=True)
