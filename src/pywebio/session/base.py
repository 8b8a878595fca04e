"""What all sessions have in common. Kept for apps that PyWebIO 1.8 ran."""

from __future__ import annotations

from pywebio.compat.sessions import Session

__all__ = ["Session"]
