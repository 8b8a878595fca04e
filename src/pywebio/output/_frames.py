"""Data frames, as far as tables know them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable


@runtime_checkable
class DataFrame(Protocol):
    """What a table needs of a data frame of pandas."""

    @property
    def columns(self) -> Iterable[object]: ...

    def to_dict(self, orient: str) -> object: ...
