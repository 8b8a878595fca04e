"""A button whose click writes one line. Every session then only waits for clicks."""

from pywebio.output import put_buttons, put_text


def thread() -> None:
    put_buttons(["click"], onclick=lambda _: put_text("done!"))


async def coroutine() -> None:
    async def clicked(_: str) -> None:
        put_text("done!")

    put_buttons(["click"], onclick=clicked)


APPS = {"thread": thread, "coroutine": coroutine}
