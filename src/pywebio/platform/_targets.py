"""What the platform functions accept, made uniform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TypeAlias

from pywebio.domain.application import Application, Target
from pywebio.domain.errors import ArgumentError
from pywebio.domain.sizes import parse_size

Targets: TypeAlias = Target | Sequence[Target] | Mapping[str, Target]
"""One app, a list of apps (named as their functions), or a mapping from name to app."""


def applications_of(target: Targets | None, applications: Targets | None) -> dict[str, Application]:
    """Return the apps by name, with an index that lists them if none is named `index`.

    Raises:
        TypeError: Neither or both are given, or something in them is no function.
        ValueError: Two apps of a list have the same name.
    """
    if (target is None) == (applications is None):
        raise TypeError("give the app as target (or, as in PyWebIO 1.x, as applications=)")
    given = target if target is not None else applications
    apps = {name: Application.of(app, name) for name, app in _named(given).items()}
    if "index" not in apps:
        apps["index"] = _index_of(dict(apps))
    return apps


def _named(given: object) -> dict[str, Target]:
    if isinstance(given, Mapping):
        return {str(name): app for name, app in given.items()}
    if isinstance(given, Sequence) and not isinstance(given, (str, bytes)):
        named: dict[str, Target] = {}
        for app in given:
            name = Application.of(app).name
            if name in named:
                raise ArgumentError(
                    f"two apps are called {name!r}: give a mapping from name to app instead of a list"
                )
            named[name] = app
        return named
    if callable(given):
        return {"index": given}
    raise TypeError(f"target must be a function, a list or a mapping of functions, not {given!r}")


def _index_of(apps: Mapping[str, Application]) -> Application:
    items = "".join(
        f"<li><a href=\"javascript:WebIO.openApp('{escape(name)}', true)\">"
        f"{escape(app.title or name)}</a>{_note(app)}</li>"
        for name, app in apps.items()
    )

    def index() -> None:
        from pywebio.output import put_html

        put_html(f"<h1>Applications</h1><ul>{items}</ul>")

    return Application.of(index)


def _note(app: Application) -> str:
    return f"<div>{escape(app.description)}</div>" if app.description else ""


def size_or(default: int, size: float | str | None, name: str) -> int:
    """Return *size* in bytes, or *default* for None; see `parse_size`."""
    return default if size is None else parse_size(size, name)


def require_flag(name: str, value: object) -> bool:
    """Return *value*, a bool or None for False.

    Raises:
        TypeError: It is something else; probably an argument stands in the place of another.
    """
    if value is None or isinstance(value, bool):
        return bool(value)
    raise TypeError(f"{name} must be True or False, not {value!r}; is an argument out of place?")
