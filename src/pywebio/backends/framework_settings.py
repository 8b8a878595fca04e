"""Settings that an author hands through to a framework."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Mapping

_SMALLEST_FRAME = 2048


def require_known(
    settings: Mapping[str, object],
    taker: type[object],
    name: str,
    ours: Collection[str] = (),
) -> None:
    """Check that *taker*, called *name* in the message, has a parameter for each of *settings*.

    Those in *ours* are not the author's to set.

    Raises:
        TypeError: There is another one; the message names it and those that there are.
    """
    known = inspect.signature(taker).parameters.keys() - {"self", *ours}
    for setting in settings:
        if setting not in known:
            raise TypeError(
                f"{setting!r} is no setting of {name} that can be given here; "
                f"there are {', '.join(sorted(known))}"
            )


def frame_limit(settings: Mapping[str, object], name: str) -> int | None:
    """Return the bytes of the largest message according to the setting *name*; None: not set.

    Raises:
        ValueError: It is no number of bytes with which a page can live.
    """
    size = settings.get(name)
    if size is not None and (not isinstance(size, int) or size < _SMALLEST_FRAME):
        raise ValueError(
            f"{name}={size!r} leaves no room for the events of a page: "
            f"give a number of bytes, at least {_SMALLEST_FRAME}"
        )
    return size
