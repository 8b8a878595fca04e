"""What the pages of the tour share: a heading above each app, its source below it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import partial, wraps
from html import escape
from typing import TypeAlias

from pywebio.output import put_code, put_collapse, put_html, put_scope, put_text, use_scope

App: TypeAlias = Callable[[], object]

CARD = """
<div class="col-12 col-sm-6"><a class="card h-100 text-body" href="?app={name}">
  <div class="card-body">
    <h2 class="fs-5 m-0 mb-1">{title}</h2>
    <div class="text-body-secondary">{description}</div>
  </div>
</a></div>
"""
HEADING = """
<nav><a href="?app=index">← All demos</a></nav>
<h1 class="mt-3">{title}</h1>
"""


def on_tour(app: App) -> App:
    """Return *app* with a heading above what it shows, and its source code below."""
    function = _function(app)
    title, description = about(app)
    app_in_the_middle = use_scope("demo")(app)

    @wraps(function)
    def page() -> object:
        put_html(HEADING.format(title=escape(title)))
        put_text(description).style("color: var(--bs-secondary-color); margin-bottom: 1.5rem")
        put_scope("demo")
        put_collapse("Source of this page", put_code(source_of(function), "python")).style(
            "margin-top: 1.5rem"
        )
        return app_in_the_middle()

    return page


def welcome_page(apps: Mapping[str, App]) -> App:
    """Return the page that leads to *apps*, a mapping from name to app."""

    def welcome() -> None:
        """PyWebIO

        Interactive web apps as plain Python scripts. This is one, whole:
        """
        title, description = about(welcome)
        put_html(f"<h1>{title}</h1>")
        put_text(description).style("font-size: 1.125rem; color: var(--bs-secondary-color)")
        put_code(source_of(apps["hello"]), "python")
        put_text(
            "There is more to try. Every page is a short script, and shows its source at its end."
        )
        cards = (CARD.format(name=name, **_texts(app)) for name, app in apps.items())
        put_html(f'<div class="row g-3">{"".join(cards)}</div>')

    return welcome


def about(app: App) -> tuple[str, str]:
    """Return title and description of *app*: the first line of its docstring, and the rest."""
    title, _, description = (inspect.getdoc(_function(app)) or "").partition("\n\n")
    return title, " ".join(description.split())


def source_of(app: App) -> str:
    """Return the source code of the file that *app* stands in."""
    return inspect.getsource(inspect.getmodule(_function(app)) or app).rstrip()


def _function(app: App) -> App:
    return app.func if isinstance(app, partial) else app


def _texts(app: App) -> dict[str, str]:
    title, description = about(app)
    return {"title": escape(title), "description": escape(description)}
