"""Frameworks that people install only if they use them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Say what to install if an import in the block fails, or finds too old a version.

    Raises:
        ImportError: It names the extra of this package that brings what is needed.
    """
    try:
        yield
    except ImportError as error:
        raise ImportError(
            f"pywebio.platform.{extra} cannot be used here ({error}): "
            f"run `pip install --upgrade 'pywebio[{extra}]'`",
            name=error.name,
            path=error.path,
        ) from error
