"""Where ids come from."""

from __future__ import annotations

from typing import Protocol


class IdSource(Protocol):
    """A source of names that nobody can guess."""

    def new_id(self) -> str:
        """Return a new id of letters and digits with at least 128 bits of randomness."""
