"""Sizes in bytes, as authors write them."""

from __future__ import annotations

import re
from math import inf

from pywebio.domain.errors import ArgumentError

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)B?", re.IGNORECASE)


def parse_size(size: float | str, name: str) -> int:
    """Return *size* in bytes: a number, or text such as `40K`, `1.5M`, `2GB` (powers of 1024).

    Raises:
        ArgumentError: It is neither; the message names it as *name*.
    """
    if isinstance(size, (int, float)) and not isinstance(size, bool) and 0 <= size < inf:
        return int(size)
    parts = _SIZE.fullmatch(size.strip()) if isinstance(size, str) else None
    if parts is None:
        raise ArgumentError(
            f"{name}={size!r} is no size: use bytes, or text such as '40K' or '1.5M'"
        )
    return int(float(parts[1]) * _UNITS[parts[2].upper()])
