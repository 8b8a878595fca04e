"""Sessions of plain functions. Kept for apps that PyWebIO 1.8 ran."""

from __future__ import annotations

from pywebio.compat.sessions import ThreadBasedSession

__all__ = ["ThreadBasedSession"]
