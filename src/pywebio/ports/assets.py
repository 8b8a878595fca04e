"""The files of the browser client."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen


@frozen
class Asset:
    """One file."""

    content_type: str
    content: bytes
    gzipped: bytes | None
    """The same compressed, if that is smaller."""


class ClientAssets(Protocol):
    """The built client, whatever keeps it."""

    @property
    def script(self) -> str:
        """Name of the entry script."""

    @property
    def style(self) -> str:
        """Name of the style sheet."""

    def find(self, name: str) -> Asset | None:
        """Return the file *name*; None if there is none of that name."""
