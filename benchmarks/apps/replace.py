"""A button that every click replaces by a new one, as wizards and games do."""

from pywebio.output import put_buttons, use_scope


def thread() -> None:
    def show(_: str = "") -> None:
        with use_scope("stage", clear=True):
            put_buttons(["again"], onclick=show)

    show()


APPS = {"thread": thread}
