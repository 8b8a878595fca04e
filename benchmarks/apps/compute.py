"""One app that keeps the interpreter busy, and one that answers clicks meanwhile."""

import time

from pywebio.output import put_buttons, put_text


def compute() -> None:
    def clicked(_: str) -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            sum(number * number for number in range(1000))

    put_buttons(["compute"], onclick=clicked)


def thread() -> None:
    put_buttons(["click"], onclick=lambda _: put_text("done!"))


APPS = {"compute": compute, "thread": thread}
