"""For PyInstaller, which finds this folder by the entry point `hook-dirs` of the package."""

from __future__ import annotations

from pathlib import Path


def get_hook_dirs() -> list[str]:
    """Return the folder that holds `hook-pywebio.py`."""
    return [str(Path(__file__).parent)]
