"""An app for both versions of PyWebIO: a bit of everything that crosses the wire. Imports nothing else."""

from __future__ import annotations

from functools import partial

from pywebio import output as out
from pywebio import pin as pins
from pywebio.input import NUMBER, actions, checkbox, file_upload, input, input_group, select
from pywebio.session import eval_js, hold, run_js


def everything() -> None:
    """Everything."""
    asked()
    shown()
    pinned()
    hold()


def asked() -> None:
    """Ask by forms."""
    age = input("Your age", type=NUMBER, validate=lambda age: "Too young" if age < 18 else None)
    out.put_text("age", age)
    answers = input_group(
        "About you",
        [
            input("Name", name="name"),
            select("Colour", ["red", "green"], name="colour"),
            checkbox("Pets", ["cat", "dog"], name="pets"),
            actions(name="go", buttons=["Go on"]),
        ],
    )
    out.put_text("answers", [answers[name] for name in ("name", "colour", "pets", "go")])
    files = file_upload("Two files", multiple=True)
    out.put_text("files", [(file["filename"], len(file["content"])) for file in files])


def shown() -> None:
    """Show outputs."""
    out.put_markdown("Some **bold** words")
    out.put_table([["A", "B"], ["1", out.put_button("Inside", onclick=partial(said, "inside"))]])
    out.put_tabs([{"title": "One", "content": "first"}, {"title": "Two", "content": "second"}])
    with out.use_scope("counted"):
        for number in range(50):
            out.put_text(number)
    out.put_buttons(["left", "right"], onclick=said)
    out.put_button("Open", onclick=partial(out.popup, "A popup", "with a text"))
    run_js("window.fromTheApp = answer", answer=42)
    out.put_text("evaluated", eval_js("fromTheApp + 1"))


def said(word: str) -> None:
    """Tell that a button was clicked."""
    out.put_text("clicked", word)


def pinned() -> None:
    """Ask by pins."""
    pins.put_input("city", label="City")
    pins.put_select("size", ["S", "M"], label="Size")
    pins.pin_on_change("size", onchange=lambda size: out.put_text("size", size))
    out.put_button("Read", onclick=lambda: out.put_text("city", pins.pin.city))
