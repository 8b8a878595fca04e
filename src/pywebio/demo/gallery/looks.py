"""The part of the gallery that leads to its other looks."""

from __future__ import annotations

from pywebio.output import put_buttons, put_link, put_row
from pywebio.session import run_js

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
    """Show a switch between light and dark, and links to the other designs."""
    modes = [("Light", "light"), ("Dark", "dark"), ("As the system", "auto")]
    put_buttons(modes, onclick=choose, small=True, outline=True)
    links = [put_link(look, app=app) for look, app in LOOKS.items()]
    put_row(links, size="repeat(auto-fit, minmax(6rem, max-content))")


def choose(theme: str) -> None:
    """Make the page light or dark."""
    run_js("WebIO.theme = theme", theme=theme)
