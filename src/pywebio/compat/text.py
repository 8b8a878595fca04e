"""Names, sizes and other short texts, from `pywebio.utils`."""

from __future__ import annotations

import secrets
import string

from pywebio.domain.scope import check_name
from pywebio.domain.sizes import parse_size

__all__ = ["check_dom_name_value", "parse_file_size", "random_str", "strip_space"]

_CHARACTERS = string.ascii_letters + string.digits


def random_str(length: int = 16) -> str:
    """Return *length* random letters and digits; nobody can guess the next ones."""
    return "".join(secrets.choice(_CHARACTERS) for _ in range(length))


def parse_file_size(size: float | str) -> int:
    """Return *size* in bytes: a number, or text such as `40K`, `1.5m`, `2Gb` (powers of 1024).

    Raises:
        ValueError: It is neither.
    """
    return parse_size(size, "size")


def strip_space(text: str, n: int) -> str:
    """Return *text* without the first *n* blanks of every line that has as many."""
    return "\n".join(line.removeprefix(" " * n) for line in text.split("\n"))


def check_dom_name_value(value: str, name: str = "`name`") -> None:
    """Check that *value* can be the name of a field, pin or scope; the error calls it *name*.

    Raises:
        ValueError: It has other characters than A-Z a-z 0-9 _ -, or none.
    """
    check_name(value, name)
