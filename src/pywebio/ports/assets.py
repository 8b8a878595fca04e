"""The files of the browser client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from attrs import frozen


@frozen
class Asset:
    """One file."""

    content_type: str
    content: bytes
    gzipped: bytes | None
    """The same compressed, if that is smaller."""
    brotli: bytes | None = None
    """The same compressed by Brotli, if that is smaller."""


@frozen
class Entry:
    """Names of the files that the page itself refers to."""

    script: str
    styles: Mapping[str, str]
    """By theme, at least `default`; with `-rtl`, for writing from right to left, after its name."""
    markdown: str
    """The script that renders Markdown: loaded later, and by almost every app."""
    libraries: tuple[str, ...] = ()
    """Scripts that define `$` and `require`, for pages with scripts of their own."""


class ClientAssets(Protocol):
    """The built client, whatever keeps it."""

    def entry(self) -> Entry:
        """Return the names as of now.

        Raises:
            RuntimeError: The client is not built.
        """

    def find(self, name: str) -> Asset | None:
        """Return the file *name*; None if there is none of that name."""
