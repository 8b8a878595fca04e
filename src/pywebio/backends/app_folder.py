"""Apps in the Python files of a folder, found by URL path."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Mapping
from html import escape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from urllib.parse import quote, unquote

from attrs import define, field

from pywebio.ports.http import HttpResponse

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>body{{font:1rem/1.8 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}}</style>
</head><body><h1>{title}</h1><ul>{items}</ul></body></html>"""

_MAIN = "main"


@define(eq=False)
class AppFolder:
    """Finds and loads the modules of a folder; loaded ones are kept. Lives as long as its server.

    A module is an app if it defines `main`. Names that begin with a dot or an underscore are
    hidden, and nothing outside of the folder is ever looked at.
    """

    base: Path
    """Absolute, without symbolic links."""
    index: bool | Callable[[str], str] = True
    """Whether, or how, a folder without `index.py` is shown: a function of its path makes HTML."""
    _modules: dict[Path, ModuleType] = field(init=False, factory=dict)

    def find(self, url_path: str) -> Path | HttpResponse:
        """Return the file of the app at *url_path*, or the answer where there is none."""
        names = unquote(url_path).split("/")[1:]
        if any(name.startswith((".", "_")) for name in names):
            return _text(403, "this path is hidden")
        if any(set(name) & set("\\:\0") for name in names) or "" in names[:-1]:
            return _text(404, "there is no such app")
        place = self.base.joinpath(*names).resolve()
        if not place.is_relative_to(self.base):
            return _text(403, "this path is outside of what is served")
        file = place / "index.py" if names[-1] == "" else place.parent / f"{place.name}.py"
        if file.is_file() and file.resolve().is_relative_to(self.base):
            return file
        if names[-1] == "" and place.is_dir():
            return self._listing(place)
        return _text(404, "there is no such app")

    def main_of(self, file: Path, *, reload: bool) -> object:
        """Return what the module calls `main`; None if it does not.

        Args:
            file: The module.
            reload: Run it again although it is loaded.

        Raises:
            Exception: Whatever the module raises.
        """
        module = self._modules.get(file)
        if module is None or reload:
            module = self._modules[file] = _load(file, f"pywebio_app{len(self._modules)}")
        found: object = getattr(module, _MAIN, None)
        return found

    def _listing(self, place: Path) -> HttpResponse:
        if callable(self.index):
            return HttpResponse(body=self.index(str(place)).encode(), headers=_HTML)
        if not self.index:
            return _text(403, "403 Forbidden")
        shown = [path for path in sorted(place.iterdir()) if not path.name.startswith((".", "_"))]
        names = [f"{path.name}/" for path in shown if path.is_dir()]
        names += [path.stem for path in shown if path.suffix == ".py" and _defines_main(path)]
        if place != self.base:
            names.insert(0, "../")
        items = "".join(f'<li><a href="{quote(name)}">{escape(name)}</a></li>' for name in names)
        title = escape(f"Index of /{place.relative_to(self.base).as_posix().lstrip('.')}")
        body = _PAGE.format(title=title, items=items)
        return HttpResponse(body=body.encode(), headers=_HTML)


_HTML: Mapping[str, str] = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}


def _text(status: int, reason: str) -> HttpResponse:
    headers = {**_HTML, "Content-Type": "text/plain; charset=utf-8"}
    return HttpResponse(status=status, body=reason.encode(), headers=headers)


def _load(file: Path, name: str) -> ModuleType:
    spec = spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no Python module")
    module = module_from_spec(spec)
    # Where pickling and dataclasses look a module up.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _defines_main(file: Path) -> bool:
    """Tell whether a module defines `main`, without running it."""
    try:
        tree = ast.parse(file.read_bytes(), file)
    except (SyntaxError, ValueError, OSError):
        return False
    return any(_MAIN in _names_set_by(statement) for statement in tree.body)


def _names_set_by(statement: ast.stmt) -> list[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return [alias.asname or alias.name for alias in aliases]
        case _:
            return []
