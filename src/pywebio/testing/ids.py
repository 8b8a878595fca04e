"""Ids that are the same in every run of a test."""

from __future__ import annotations

from attrs import define, field

from pywebio.ports.ids import IdSource
from pywebio.testing._contract import require

__all__ = ["SequentialIds", "check_id_source"]

_MANY = 1000
_LETTERS_OF_128_BITS = 22


@define(eq=False)
class SequentialIds:
    """An `IdSource` that counts.

    Examples:
        >>> ids = SequentialIds()
        >>> ids.new_id()[:8], ids.new_id()[:8]
        ('id000001', 'id000002')
    """

    _last: int = field(init=False, default=0)

    def new_id(self) -> str:
        """Return the next id; as long as a real one, and different from its first letters on."""
        self._last += 1
        return f"id{self._last:06d}".ljust(32, "0")


def check_id_source(ids: IdSource) -> None:
    """Check that *ids* keeps what `pywebio.ports.ids.IdSource` promises.

    Ids are of letters and digits alone, long enough for 128 bits of randomness, never the same,
    and differ from their first letters on, because the core uses short forms of them as names.
    That nobody can guess them cannot be checked from outside.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    made = [ids.new_id() for _ in range(_MANY)]
    for new_id in made:
        require(
            new_id.isascii() and new_id.isalnum(),
            f"an id must be of letters and digits, not {new_id!r}",
        )
        require(
            len(new_id) >= _LETTERS_OF_128_BITS,
            f"an id of {len(new_id)} letters ({new_id!r}) cannot hold 128 bits of randomness",
        )
    require(len(set(made)) == _MANY, "new_id() must never return the same id again")
    require(
        len({new_id[:10] for new_id in made}) == _MANY,
        "the first ten letters of an id must tell it from others",
    )
