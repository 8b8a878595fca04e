"""Two apps on one server: the start page lists them, `?app=NAME` opens one."""

import os
from datetime import datetime, timezone

from pywebio import start_server
from pywebio.input import NUMBER, input
from pywebio.output import put_link, put_text


def square() -> None:
    """Square numbers

    Type a number and see its square.
    """
    number = input("A number", NUMBER, required=True)
    put_text(f"{number}² = {number**2}")
    put_link("What time is it?", app="clock")


async def clock() -> None:
    """Clock

    The time of the server.
    """
    put_text("It is", datetime.now(timezone.utc).strftime("%H:%M"), "UTC.")


if __name__ == "__main__":
    start_server([square, clock], port=int(os.environ.get("PORT", "8080")))
