"""
The import rule of ARCHITECTURE.md: a path tells the layer, and imports point downward.

Every module under ``src/pywebio`` is read, not run. Imports under ``if TYPE_CHECKING`` count as
well: a name that is only used in an annotation ties two files together all the same.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SRC = Path(__file__).parents[2] / "src"
PACKAGE = SRC / "pywebio"
MODULES = sorted(PACKAGE.rglob("*.py"))

EVERYTHING = {"*"}

MAY_IMPORT: dict[str, set[str]] = {
    "ports": set(),
    "domain": {"ports"},
    "protocol": {"domain", "ports"},
    "backends": {"ports"},
    "exceptions": {"domain"},
    "environment": {"domain"},
    "options": {"ports", "domain", "environment"},
    "container": {
        *("ports", "domain", "protocol", "backends", "options", "environment"),
    },
    # Each module opens one backend, whose native handler it returns.
    "platform": {
        *("container", "options", "backends", "ports", "exceptions", "environment", "compat"),
    },
    "input": {"domain", "ports", "compat"},
    "output": {"domain", "ports", "compat"},
    "session": {"domain", "ports", "compat"},
    # The pin family is made of outputs that hold inputs.
    "pin": {"domain", "ports", "input", "output", "compat"},
    # Names of PyWebIO 1.8: the modules that had them look them up here, see ONLY_LOOKS_UP.
    "compat": EVERYTHING,
    "io_ctrl": {"compat", "output"},
    "utils": {"__init__", "compat", "session"},
    # The commands call what authors call.
    "cli": {"__init__", "container", "platform"},
    "deploy_cli": {"__init__", "platform"},
    # The shipped fakes, the demo and the package itself are seen by no other layer.
    "testing": EVERYTHING,
    "demo": EVERYTHING,
    "__pyinstaller": set(),
    "__init__": EVERYTHING,
    "__main__": EVERYTHING,
}
"""Layer → the other layers it may import. A layer may always import itself."""

ALSO_IMPORTS: dict[str, set[str]] = {
    # Published there, but made of what apps call; nothing else imports it before Bokeh is there.
    "platform/bokeh.py": {"output", "session"},
}
"""File → layers that it may import besides those of its own layer."""

ONLY_LOOKS_UP = {"platform", "input", "output", "session", "pin"}
"""Layers that see of `compat` nothing but `find`; it knows where a name of PyWebIO 1.8 is now."""

NAMES_OF_1_8 = {
    "platform/page.py",
    "platform/utils.py",
    "session/base.py",
    "session/coroutinebased.py",
    "session/threadbased.py",
}
"""Files that are there for such names only, or, as the first, only for type checkers."""

ANYWHERE = {"attrs", "typing_extensions"}

LIBRARIES: dict[str, set[str]] = {
    "session/_info.py": {"ua_parser"},
    "backends/tornado.py": {"tornado"},
    "backends/tornado_server.py": {"tornado"},
    "backends/tornado_folder.py": {"tornado"},
    "backends/tornado_http.py": {"tornado"},
    "backends/flask.py": {"flask", "werkzeug"},
    "backends/flask_server.py": {"flask", "werkzeug"},
    "backends/django.py": {"django"},
    "backends/django_server.py": {"django"},
    "backends/aiohttp.py": {"aiohttp"},
    "backends/aiohttp_server.py": {"aiohttp"},
    "backends/starlette.py": {"starlette"},
    "backends/uvicorn_server.py": {"starlette", "uvicorn"},
    "platform/bokeh.py": {"bokeh", "tornado"},
    "platform/fastapi.py": {"starlette"},
    "__pyinstaller/hook-pywebio.py": {"PyInstaller"},
}
"""File → the libraries that it, and it alone of the layers below the container, may import."""

FREE_OF_RULES = {"testing", "demo"}

STANDARD_IN_PORTS = {"__future__", "abc", "collections.abc", "enum", "types", "typing"}
"""A port is made of types. Anything that does something belongs further up."""

INPUT_AND_OUTPUT = {
    "asyncio",
    "concurrent.futures.process",
    "http.client",
    "http.server",
    "multiprocessing",
    "select",
    "selectors",
    "signal",
    "socket",
    "socketserver",
    "ssl",
    "subprocess",
    "urllib.request",
    "webbrowser",
    "wsgiref",
    "xmlrpc",
}

NOT_IN: dict[str, set[str]] = {
    "domain": INPUT_AND_OUTPUT | {"http", "json"},
    # The wire is sans-I/O: it is told what arrived and says what to send, and never waits.
    "protocol": INPUT_AND_OUTPUT | {"queue", "threading", "time"},
}
"""Layer → modules of the standard library that have no place in it."""


class Import(NamedTuple):
    """One import statement, resolved to the full name of what it imports."""

    name: str
    line: int
    lazy: bool
    """It stands inside a function and runs only when that is called."""


def layer_of(module: str) -> str:
    """Return the layer of a dotted name below ``pywebio``; the package itself is ``__init__``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def name_of(path: Path) -> str:
    """Return the dotted name of a file of the package."""
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def where(path: Path) -> str:
    """Return the path as the tables above write it."""
    return path.relative_to(PACKAGE).as_posix()


def imports_of(path: Path) -> Iterator[Import]:
    """Read all imports of a file, wherever they stand."""
    yield from _imports(ast.parse(path.read_text("utf-8"), path), path, lazy=False)


def _imports(node: ast.AST, path: Path, *, lazy: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, lazy) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = _absolute(child, path)
            for alias in child.names:
                full = f"{base}.{alias.name}"
                known = is_module(full) if base.startswith("pywebio") else False
                yield Import(full if known else base, child.lineno, lazy)
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from _imports(child, path, lazy=lazy or inside)


def _absolute(node: ast.ImportFrom, path: Path) -> str:
    if node.level == 0:
        return node.module or ""
    folder = path.parent
    for _ in range(node.level - 1):
        folder = folder.parent
    base = ".".join(folder.relative_to(SRC).parts)
    return f"{base}.{node.module}" if node.module else base


def is_module(name: str) -> bool:
    """Tell whether *name* is a module of the package rather than something in one."""
    path = SRC.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


def within(name: str, modules: set[str]) -> bool:
    """Tell whether *name* is one of *modules* or lies inside one."""
    return any(name == module or name.startswith(module + ".") for module in modules)


def frameworks_of(name: str) -> set[str]:
    """Return the web frameworks and stores that people must install to import *name*."""
    backend, _, file = name.partition(".")[2].partition(".")
    return LIBRARIES.get(f"backends/{file}.py", set()) if backend == "backends" else set()


@pytest.fixture(params=MODULES, ids=where)
def path(request: pytest.FixtureRequest) -> Path:
    """Every file of the package in turn."""
    assert isinstance(request.param, Path)
    return request.param


def test_layer_imports_only_what_lies_below(path: Path) -> None:
    layer = layer_of(name_of(path))
    assert layer in MAY_IMPORT, f"{where(path)} lies in no layer of ARCHITECTURE.md"
    allowed = MAY_IMPORT[layer] | {layer} | ALSO_IMPORTS.get(where(path), set())
    if allowed >= EVERYTHING:
        return
    wrong = [
        f"line {found.line}: {found.name}"
        for found in imports_of(path)
        if within(found.name, {"pywebio"}) and layer_of(found.name) not in allowed
    ]
    assert not wrong, f"{where(path)} may import {sorted(allowed)}, but has {wrong}"


def test_what_apps_call_does_not_rest_on_names_of_old(path: Path) -> None:
    if layer_of(name_of(path)) not in ONLY_LOOKS_UP or where(path) in NAMES_OF_1_8:
        return
    wrong = [
        f"line {found.line}: {found.name}"
        for found in imports_of(path)
        if within(found.name, {"pywebio.compat"}) and found.name != "pywebio.compat"
    ]
    assert not wrong, f"{where(path)} may look names up with compat.find, but has {wrong}"


def test_no_layer_may_import_more_than_it_does() -> None:
    imported: dict[str, set[str]] = {layer: set() for layer in MAY_IMPORT}
    for path in MODULES:
        names = {found.name for found in imports_of(path) if within(found.name, {"pywebio"})}
        imported[layer_of(name_of(path))].update(map(layer_of, names))
    idle = {layer: allowed - EVERYTHING - imported[layer] for layer, allowed in MAY_IMPORT.items()}
    assert not any(idle.values()), f"take these out of MAY_IMPORT: {idle}"
    gone = [file for file in LIBRARIES if not (PACKAGE / file).is_file()]
    assert not gone, f"take these out of LIBRARIES: {gone}"


def test_libraries_stay_where_they_belong(path: Path) -> None:
    layer = layer_of(name_of(path))
    if layer in FREE_OF_RULES:
        return
    allowed = ANYWHERE | LIBRARIES.get(where(path), set())
    if layer == "platform":
        # A public signature names the framework's types; running them is the backend's part.
        allowed |= LIBRARIES.get(f"backends/{path.name}", set())
    foreign = [
        f"line {found.line}: {found.name}"
        for found in imports_of(path)
        if found.name.partition(".")[0] not in sys.stdlib_module_names | {"pywebio"}
        and not within(found.name, allowed)
    ]
    assert not foreign, f"{where(path)} may import {sorted(allowed)}, but has {foreign}"


def test_core_does_no_input_and_output(path: Path) -> None:
    layer = layer_of(name_of(path))
    forbidden = NOT_IN.get(layer, set())
    wrong = [
        f"line {found.line}: {found.name}"
        for found in imports_of(path)
        if within(found.name, forbidden)
    ]
    assert not wrong, f"{where(path)} belongs to the core, but imports {wrong}"


def test_ports_hold_types_alone(path: Path) -> None:
    if layer_of(name_of(path)) != "ports":
        return
    allowed = STANDARD_IN_PORTS | ANYWHERE | {"pywebio"}
    wrong = [
        f"line {found.line}: {found.name}"
        for found in imports_of(path)
        if not within(found.name, allowed)
    ]
    assert not wrong, f"{where(path)} is a port, but imports {wrong}"


def test_backends_are_loaded_when_they_are_needed(path: Path) -> None:
    if layer_of(name_of(path)) not in {"__init__", "container", "platform"}:
        return
    eager = [
        f"line {found.line}: {found.name}"
        for found in imports_of(path)
        if frameworks_of(found.name) and not found.lazy
    ]
    assert not eager, f"{where(path)} imports a framework for people who use another: {eager}"


def test_backends_share_no_framework(path: Path) -> None:
    if layer_of(name_of(path)) != "backends":
        return
    wrong = [
        f"line {found.line}: {found.name}"
        for found in imports_of(path)
        if not frameworks_of(found.name) <= frameworks_of(name_of(path))
    ]
    assert not wrong, f"{where(path)} makes people install a second framework: {wrong}"
