"""Much output: 10,000 lines, lines without end, 40 MB, and a conversation with the browser."""

from pywebio.output import put_buttons, put_text
from pywebio.session import eval_js


def flood() -> None:
    def clicked(_: str) -> None:
        for number in range(10_000):
            put_text(f"line {number}")
        put_text("done!")

    put_buttons(["flood"], onclick=clicked)


def endless() -> None:
    def clicked(_: str) -> None:
        while True:
            put_text("line")

    put_buttons(["endless"], onclick=clicked)


def slow() -> None:
    def clicked(_: str) -> None:
        for number in range(400):
            put_text(f"{number} " + "x" * 100_000)

    put_buttons(["slow"], onclick=clicked)


def evaljs() -> None:
    def clicked(_: str) -> None:
        while True:
            put_text("line")
            eval_js("1")

    put_buttons(["evaljs"], onclick=clicked)


def thread() -> None:
    put_buttons(["click"], onclick=lambda _: put_text("done!"))


APPS = {"flood": flood, "endless": endless, "slow": slow, "evaljs": evaljs, "thread": thread}
