"""
What `make docs` does beyond MkDocs: it links names, and finds public names without documentation.

Code such as `put_text` or `pywebio.input.input` becomes a link to the reference. A name that a
public module exports has to have a docstring and an entry in the reference, or the build fails.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import griffe
from mkdocs.exceptions import PluginError
from mkdocstrings import Inventory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
MODULES = (
    "pywebio",
    "pywebio.input",
    "pywebio.output",
    "pywebio.pin",
    "pywebio.session",
    "pywebio.platform",
    "pywebio.platform.tornado",
    "pywebio.platform.tornado_http",
    "pywebio.platform.aiohttp",
    "pywebio.platform.fastapi",
    "pywebio.platform.flask",
    "pywebio.platform.django",
    "pywebio.exceptions",
    "pywebio.testing",
    "pywebio.container",
    "pywebio.io_ctrl",
    "pywebio.utils",
)
"""Each has a page of its own in `docs/api`."""
PAGES = ROOT / "docs" / "api"
DEPRECATED = ("data", "get_info", "output", "style")
"""Names that mean something else where they stand in the text."""

CODE = r"<code>(?P<name>[A-Za-z_][\w.]*)(?:\(\))?</code>"
APART = r"<(?P<tag>a|pre|h[1-6])\b.*?</(?P=tag)>"
"""Where code stays as it is."""
PARAMETER = r"<td>\s*<code>.*?</code>"
"""In the reference, the first column of a table."""


@cache
def public_names() -> dict[str, griffe.Object | griffe.Alias]:
    """Return every name that a public module exports, by its path."""
    package = griffe.load("pywebio", search_paths=[ROOT / "src"])
    found: dict[str, griffe.Object | griffe.Alias] = {}
    for path in MODULES:
        module = package[path.partition(".")[2]] if "." in path else package
        for name in map(str, module.exports or ()):
            member = module.members[name]
            if not member.is_module:
                found[f"{path}.{name}"] = member
            elif name in member.members:
                # A function in a module of its own name.
                found[f"{path}.{name}.{name}"] = member.members[name]
    return found


@cache
def short_names() -> dict[str, str]:
    """Return the paths of names that need no module to be understood."""
    paths: dict[str, str] = {}
    for path in public_names():
        name = path.rpartition(".")[2]
        paths[path] = path
        if name not in DEPRECATED:
            paths.setdefault(name, path)
    return paths


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Link the names in a page."""
    apart = f"{APART}|{PARAMETER}" if page.file.src_uri.startswith("api/") else APART
    return re.sub(f"{apart}|{CODE}", _link, html, flags=re.DOTALL)


def _link(found: re.Match[str]) -> str:
    path = short_names().get(found["name"])
    return f'<autoref identifier="{path}">{found[0]}</autoref>' if path else found[0]


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Fail if a public name is not documented.

    Raises:
        PluginError: It names all of them.
    """
    missing = list(undocumented(Path(config.site_dir)))
    if missing:
        raise PluginError(f"public names without documentation: {', '.join(missing)}")


def undocumented(site: Path) -> Iterator[str]:
    """Yield the public names that have no docstring, or no entry in the reference in *site*."""
    with (site / "objects.inv").open("rb") as file:
        entries = Inventory.parse_sphinx(file)
    for path, found in public_names().items():
        if path not in entries:
            yield f"{path} (no entry in docs/api)"
        elif not found.has_docstring:
            yield f"{path} (no docstring)"
