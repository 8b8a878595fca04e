"""What the servers have in common. Kept for apps that PyWebIO 1.8 ran."""

from __future__ import annotations

from pywebio.compat.pages import cdn_validation
from pywebio.platform.page import seo

__all__ = ["cdn_validation", "seo"]
