"""A whole app, and how to serve it."""

from pywebio import start_server
from pywebio.input import input
from pywebio.output import put_text


def hello() -> None:
    """Hello

    Ask for a name and greet: a whole app in two lines.
    """
    name = input("Your name", required=True)
    put_text("Hello", name)


if __name__ == "__main__":
    start_server(hello, port=8080)
