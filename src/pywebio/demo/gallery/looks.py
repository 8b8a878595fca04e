"""The part of the gallery that leads to its other looks."""

from __future__ import annotations

from pywebio.output import put_buttons
from pywebio.session import go_app, run_js

LOOKS = {
    "default": "gallery",
    "dark": "gallery_dark",
    "sketchy": "gallery_sketchy",
    "minty": "gallery_minty",
    "yeti": "gallery_yeti",
    "right to left": "gallery_rtl",
}
"""The same page with other settings, by the name of the app; `__main__.py` makes them."""


def show_looks() -> None:
    """Show a switch between light and dark, and the way to the other designs."""
    modes = [("Light", "light"), ("Dark", "dark"), ("As the system", "auto")]
    put_buttons(modes, onclick=choose, small=True, outline=True)
    put_buttons(list(LOOKS), onclick=go_to, small=True, outline=True)


def go_to(look: str) -> None:
    """Open the gallery in another look."""
    go_app(LOOKS[look], new_window=False)


def choose(theme: str) -> None:
    """Make the page light or dark."""
    run_js("WebIO.theme = theme", theme=theme)
