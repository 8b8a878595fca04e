"""The smallest app: a question and an answer. Run it with `python examples/hello.py`."""

import os

from pywebio import start_server
from pywebio.input import input
from pywebio.output import put_text


def hello() -> None:
    name = input("Your name")
    put_text("Hello", name)


if __name__ == "__main__":
    start_server(hello, port=int(os.environ.get("PORT", "8080")))
