"""Whether a file is of a kind that a field asks for: what its page has checked, once more."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping

from pywebio.ports.types import Json


def accepts(accept: Json, file: Mapping[object, object]) -> bool:
    """Tell whether *file* fits one of the kinds in *accept*, as HTML writes them.

    Browsers and systems name some kinds differently. What only they can tell is taken.
    """
    listed = accept if isinstance(accept, (list, tuple)) else [accept or ""]
    kinds = [kind.strip().lower() for each in listed for kind in str(each).split(",")]
    kinds = [kind for kind in kinds if kind]
    name = str(file.get("filename", "")).lower()
    types = [str(file.get("mime_type", "")).lower(), mimetypes.guess_type(name)[0] or ""]
    return not kinds or any(_fits(kind, name, types) for kind in kinds)


def _fits(kind: str, name: str, types: list[str]) -> bool:
    if kind.startswith("."):
        return name.endswith(kind)
    family, _, exact = kind.partition("/")
    if family == "*":
        return True
    if exact == "*":
        return any(each.startswith(f"{family}/") for each in types)
    unknown = not mimetypes.guess_all_extensions(kind)
    return unknown or any(_subtype(each) == _subtype(kind) for each in types)


def _subtype(kind: str) -> str:
    # `application/xml` and `text/xml` are one kind, `audio/wav` and `audio/x-wav` as well.
    return kind.partition("/")[2].removeprefix("x-")
