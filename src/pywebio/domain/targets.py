"""What may be served: one app, a list or a mapping of apps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TypeAlias
from urllib.parse import quote

from pywebio.domain.application import Application, Target
from pywebio.domain.commands import Output
from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError
from pywebio.domain.scope import ROOT, selector
from pywebio.ports.types import JsonObject

Targets: TypeAlias = Target | Sequence[Target] | Mapping[str, Target]
"""One app, a list of apps (named as their functions), or a mapping from name to app."""

INDEX = "index"


def applications_of(target: Targets | None, applications: Targets | None) -> dict[str, Application]:
    """Return the apps by name, with an index that lists them if none is called `index`.

    *applications* is the name that the parameter had in PyWebIO 1.x.

    Raises:
        TypeError: Neither or both are given, or something in them is no function.
        ArgumentError: Two apps of a list have the same name.
    """
    if (target is None) == (applications is None):
        raise TypeError("give the app as target= (or, as in PyWebIO 1.x, as applications=)")
    named = _named(applications if target is None else target)
    apps = {name: Application.of(app, name) for name, app in named.items()}
    if INDEX not in apps:
        apps[INDEX] = _index_of(apps)
    return apps


def _named(targets: object) -> dict[str, Target]:
    if isinstance(targets, Mapping):
        return {str(name): app for name, app in targets.items()}
    if isinstance(targets, Sequence) and not isinstance(targets, (str, bytes)):
        named: dict[str, Target] = {}
        for app in targets:
            name = Application.of(app).name
            if name in named:
                raise ArgumentError(
                    f"two apps are called {name!r}: give a mapping from name to app, not a list"
                )
            named[name] = app
        return named
    if callable(targets):
        return {INDEX: targets}
    raise TypeError(f"target must be a function, a list or a mapping of functions, not {targets!r}")


def index_html(apps: Mapping[str, Application], query: str | None = None) -> str:
    """Return a list of links to *apps*; with a *query* string, they go on in the same window."""
    links = "".join(_link(name, app, query) for name, app in apps.items())
    return f"<h1>Applications</h1><ul>{links}</ul>"


def _index_of(apps: Mapping[str, Application]) -> Application:
    spec: JsonObject = {
        "type": "html",
        "content": index_html(apps),
        "sanitize": False,
        "scope": selector(ROOT),
        "position": -1,
    }
    return Application.of(lambda: current_task().send(Output(spec)), INDEX)


def _link(name: str, app: Application, query: str | None) -> str:
    literal = escape(name.replace("\\", "\\\\").replace("'", "\\'"))
    address = f"javascript:WebIO.openApp('{literal}', true)"
    if query is not None:
        address = escape(f"?app={quote(name)}&{query}".removesuffix("&"))
    note = f"<div>{escape(app.description)}</div>" if app.description else ""
    return f'<li><a href="{address}">{escape(app.title or name)}</a>{note}</li>'
