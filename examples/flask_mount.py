"""A PyWebIO app as one page of a Flask application."""

import os

from flask import Flask

from pywebio.input import input
from pywebio.output import put_markdown
from pywebio.platform.flask import webio_view

site = Flask(__name__)


@site.route("/")
def home() -> str:
    return '<!doctype html><title>Home</title><a href="/tools/greet">Greet</a>'


def greet() -> None:
    """Greet"""
    name = input("Your name")
    put_markdown(f"## Hello {name}")


site.add_url_rule("/tools/greet", "greet", webio_view(greet))

if __name__ == "__main__":
    site.run(port=int(os.environ.get("PORT", "8080")))
