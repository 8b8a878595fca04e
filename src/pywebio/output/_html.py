"""Objects that know how they look as HTML: data frames, charts, what template engines make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias, cast


class HasHtml(Protocol):
    """An object with a rich form, as template engines know it."""

    def __html__(self) -> str: ...


class HasReprHtml(Protocol):
    """An object with a rich form, as notebooks know it."""

    def _repr_html_(self) -> str | None: ...


class HasMimeBundle(Protocol):
    """An object with several rich forms, as notebooks know it; charts of Altair are such."""

    def _repr_mimebundle_(self, include: None = None, exclude: None = None) -> object: ...


Rich: TypeAlias = HasHtml | HasReprHtml | HasMimeBundle


def html_of(value: object) -> str | None:
    """Return *value* as HTML if it has such a form, else None; strings have none."""
    # The class is asked, because some objects have every attribute that one asks for.
    kind = type(value)
    if kind in (str, int, float, bool) or isinstance(value, (str, type)):
        return None
    html: object = None
    if callable(getattr(kind, "__html__", None)):
        html = cast(HasHtml, value).__html__()
    if html is None and callable(getattr(kind, "_repr_html_", None)):
        html = cast(HasReprHtml, value)._repr_html_()  # the notebooks' protocol is spelled so
    if html is None and callable(getattr(kind, "_repr_mimebundle_", None)):
        html = _from_bundle(cast(HasMimeBundle, value)._repr_mimebundle_(None, None))
    return None if html is None else str(html)


def _from_bundle(bundle: object) -> object:
    # Data, or a pair of data and metadata.
    data = bundle[0] if isinstance(bundle, tuple) and bundle else bundle
    return data.get("text/html") if isinstance(data, Mapping) else None
