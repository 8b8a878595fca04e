"""The parts of the gallery that react: buttons, popups, toasts and what changes meanwhile."""

from __future__ import annotations

import time

from pywebio.output import (
    clear,
    close_popup,
    popup,
    put_button,
    put_buttons,
    put_error,
    put_info,
    put_loading,
    put_processbar,
    put_row,
    put_scope,
    put_success,
    put_text,
    put_warning,
    set_processbar,
    toast,
    use_scope,
)


def show_buttons() -> None:
    """Show buttons of all colours and styles; each says which one was clicked."""
    colors = ("primary", "secondary", "success", "danger", "warning", "info", "light", "dark")
    buttons = [{"label": each, "value": each, "color": each} for each in colors]
    put_buttons(buttons, onclick=toast)
    put_buttons(buttons, onclick=toast, outline=True, small=True)
    put_buttons(["left", "middle", "right"], onclick=toast, group=True)
    put_row(
        [
            put_buttons(["link"], onclick=toast, link_style=True),
            put_button("disabled", onclick=lambda: None, disabled=True),
        ]
    )
    put_buttons(
        [
            {"label": "may be clicked", "value": 1},
            {"label": "not now", "value": 2, "disabled": True},
        ],
        onclick=toast,
    )
    put_text("A click on this text does something too.").onclick(lambda: toast("text"))


def show_progress() -> None:
    """Show what tells people to wait."""

    def wait() -> None:
        with use_scope("waiting"), put_loading(color="primary"):
            for step in range(11):
                set_processbar("steps", step / 10)
                time.sleep(0.1)

    put_processbar("steps", init=0.4)
    put_processbar("labelled", init=0.7, label="7 of 10 files")
    put_processbar("not_begun", init=0, label="Not begun")
    put_button("Do something", onclick=wait)
    put_scope("waiting")
    put_loading(shape="border")
    put_loading(shape="grow", color="success")


def show_messages() -> None:
    """Show boxes in the page, popups over it and toasts."""
    put_info("An information")
    put_success("A success", closable=True)
    put_warning("A warning")
    put_error("An error")

    def open_popup(size: str) -> None:
        with popup(f"A {size} popup", size=size):
            put_text("It holds any outputs.")
            put_button("Close it", onclick=close_popup)

    def ask_in_popup() -> None:
        with popup("A popup that must be answered", closable=False):
            put_buttons(["Yes", "No"], onclick=lambda _: close_popup())

    put_buttons([(f"{size} popup", size) for size in ("small", "normal", "large")], open_popup)
    put_button("popup that must be answered", onclick=ask_in_popup)
    kinds = ("info", "success", "warn", "error")
    toasts = [(f"{kind} toast", kind) for kind in kinds]
    put_buttons(toasts, lambda kind: toast(f"A toast: {kind}", color=kind))
    put_button(
        "toast that stays",
        onclick=lambda: toast(
            "It goes when you click it.",
            duration=0,
            position="right",
            onclick=lambda: toast("Clicked."),
        ),
    )


def show_scopes() -> None:
    """Show a place whose content changes later."""
    put_scope("place", put_text("This can be changed."))
    changes = {
        "Add": lambda: put_text(time.strftime("%H:%M:%S"), scope="place"),
        "Add on top": lambda: put_text(time.strftime("%X"), scope="place", position=0),
        "Clear": lambda: clear("place"),
    }
    put_buttons(list(changes), onclick=list(changes.values()))
