"""`python -m pywebio.demo`: serve the tour."""

from __future__ import annotations

from argparse import ArgumentParser
from functools import partial

from pywebio import config, start_server
from pywebio.demo.bmi import bmi
from pywebio.demo.chat import Room, chat
from pywebio.demo.csv_summary import csv_summary
from pywebio.demo.gallery import gallery
from pywebio.demo.hello import hello
from pywebio.demo.live_log import live_log
from pywebio.demo.tour import App, on_tour, welcome_page


def main() -> None:
    """Serve the tour until it is stopped."""
    parser = ArgumentParser("python -m pywebio.demo", description="A tour of PyWebIO.")
    parser.add_argument("--port", type=int, default=8080, help="0 takes a free one (%(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets others in (%(default)s)")
    parser.add_argument("--open", action="store_true", help="open the tour in a browser")
    options = parser.parse_args()

    apps: dict[str, App] = {
        "hello": hello,
        "bmi": bmi,
        "live_log": live_log,
        "csv_summary": csv_summary,
        # One room for all pages, made here and handed to each: apps need no global variables.
        "chat": partial(chat, Room()),
        "gallery": gallery,
    }
    pages = {name: on_tour(app) for name, app in apps.items()}
    for theme in ("dark", "sketchy", "minty", "yeti"):
        pages[f"gallery_{theme}"] = config(theme=theme)(pages["gallery"])
    pages["gallery_rtl"] = config(language="fa")(pages["gallery"])
    try:
        start_server(
            {"index": welcome_page(apps), **pages},
            port=options.port,
            host=options.host,
            auto_open_webbrowser=options.open,
            # A phone that loses its network for a moment goes on where it was.
            reconnect_timeout=30,
        )
    except (OSError, OverflowError) as error:
        parser.exit(1, f"The demo cannot start: {getattr(error, 'strerror', None) or error}\n")


if __name__ == "__main__":
    main()
