"""An app for both versions of PyWebIO: a bit of everything that crosses the wire. Imports nothing else."""

from __future__ import annotations

from functools import partial

from pywebio import output as out
from pywebio import pin as pins
from pywebio.input import (
    NUMBER,
    actions,
    checkbox,
    file_upload,
    input,
    input_group,
    input_update,
    radio,
    select,
    slider,
    textarea,
)
from pywebio.session import eval_js, hold, run_js, set_env

TOWNS = {"France": ["Paris", "Lyon"], "Spain": ["Madrid", "Sevilla"]}


def everything() -> None:
    """Everything."""
    asked()
    shown()
    changed()
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
    choices = input_group(
        "Choose",
        [
            select("Land", list(TOWNS), name="land", onchange=_towns),
            select("Town", TOWNS["France"], name="town"),
            radio("Speed", ["slow", "fast"], name="speed"),
            slider("Amount", value=3, max_value=9, name="amount"),
            textarea("Notes", name="notes", rows=2),
        ],
        validate=lambda data: ("notes", "Write something") if not data["notes"] else None,
    )
    out.put_text("chosen", [choices[name] for name in ("town", "speed", "amount", "notes")])
    cancelled = input_group("Leave", [input("Unused", name="unused")], cancelable=True)
    out.put_text("cancelled", cancelled)
    files = file_upload("Two files", multiple=True)
    out.put_text("files", [(file["filename"], len(file["content"])) for file in files])


def _towns(land: str) -> None:
    input_update("town", options=TOWNS[land])


def counting() -> None:
    """Counting."""
    out.put_button("Click", onclick=lambda: out.put_text("clicked"))
    out.put_text("answered", input("Question"))
    hold()


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


def changed() -> None:
    """Show outputs that change, go, and bring more than text."""
    set_env(title="Of both")
    out.put_scope("old", out.put_text("old content"))
    with out.use_scope("old", clear=True):
        out.put_text("new content")
    out.put_scope("passing", out.put_text("to be removed"))
    out.remove("passing")
    out.put_processbar("bar")
    out.set_processbar("bar", 0.5)
    out.put_collapse("More", "folded", open=True)
    out.put_scrollable("scrolled", height=60)
    out.put_file("notes.txt", b"from the server", "Fetch")
    out.put_datatable([{"a": 1, "b": "one"}, {"a": 2, "b": "two"}], height=200)
    out.put_button("Toast", onclick=partial(out.toast, "toasted", duration=0))


def said(word: str) -> None:
    """Tell that a button was clicked."""
    out.put_text("clicked", word)


def pinned() -> None:
    """Ask by pins."""
    pins.put_input("city", label="City")
    pins.put_select("size", ["S", "M"], label="Size")
    pins.pin_on_change("size", onchange=lambda size: out.put_text("size", size))
    out.put_button("Read", onclick=lambda: out.put_text("city", pins.pin.city))
