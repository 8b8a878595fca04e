"""The part of the gallery with fields that stay in the page: every kind, in every state."""

from __future__ import annotations

from collections.abc import Sequence

from pywebio.output import Output, put_widget
from pywebio.pin import (
    pin_update,
    put_actions,
    put_checkbox,
    put_file_upload,
    put_input,
    put_radio,
    put_select,
    put_slider,
    put_textarea,
)

FRUIT = ("Apple", "Pear", "Plum")
RUST = 'fn main() {\n    println!("hello");\n}'
QUERY = {"mode": "text/x-mysql", "theme": "material-darker"}
SQL = "SELECT name, count(*) AS sold\nFROM fruit WHERE price < 2.50\nGROUP BY name;"
COLUMNS = """
<div class="row">
  {{#contents}}<div class="col-12 col-md-6">{{& pywebio_output_parse}}</div>{{/contents}}
</div>
"""
KINDS = ("text", "lines", "code", "list", "search", "boxes", "choice", "slider", "file", "buttons")
"""What is shown with an error and disabled."""


def show_fields() -> None:
    """Show every kind of field, then most with an error and disabled."""
    put_widget(COLUMNS, {"contents": kinds()})
    valid = put_input("valid", label="Valid", value="Ada")
    readonly = put_input("readonly", label="Only to be read", value="Ada", readonly=True)
    put_widget(COLUMNS, {"contents": [valid, readonly, *fields_to_be("invalid")]})
    put_widget(COLUMNS, {"contents": fields_to_be("disabled")})
    pin_update("valid", valid_status=True, valid_feedback="This name is free.")
    for name in KINDS:
        feedback = f"This {name} will not do."
        pin_update(f"invalid_{name}", valid_status=False, invalid_feedback=feedback)
        pin_update(f"disabled_{name}", disabled=True)


def kinds() -> Sequence[Output]:
    """Return a field of every kind."""
    return [
        put_input("text", label="Text", placeholder="Ada", help_text="As on your passport."),
        put_input("password", "password", label="Password", value="secret"),
        put_input("number", "number", label="Whole number", value=42),
        put_input("float", "float", label="Number", value=1.5),
        put_input("url", "url", label="Address", placeholder="https://example.org"),
        put_input("colour", "color", label="Colour", value="#2459d6"),
        put_input("date", "date", label="Day", value="2026-05-17"),
        put_input("time", "time", label="Time", value="08:30"),
        put_input("when", "datetime-local", label="Day and time", value="2026-05-17T08:30"),
        put_input("proposals", label="With proposals", datalist=FRUIT),
        put_textarea("lines", label="Several lines", rows=3, help_text="As many as you like."),
        put_textarea("code", label="Code", rows=3, code={"mode": "python"}, value="print('hello')"),
        put_textarea(
            "rust", label="Code of another kind", rows=4, code={"mode": "rust"}, value=RUST
        ),
        put_textarea("query", label="Code in a theme of its own", rows=4, code=QUERY, value=SQL),
        put_select("one", FRUIT, label="One of a list", value="Pear"),
        put_select("some", FRUIT, label="Some of a list", multiple=True, value=["Pear"]),
        put_select("found", FRUIT, label="One to search for", native=False),
        put_select(
            "several", FRUIT, label="Some to search for", multiple=True, native=False, value=FRUIT
        ),
        put_checkbox("any", FRUIT, label="Any of these", value=["Apple"], help_text="Or none."),
        put_radio("either", FRUIT, label="One of these", value="Plum", inline=True),
        put_slider("range", label="How much?", value=30),
        put_actions("press", label="Buttons", buttons=["Go on", "Turn back"]),
        put_file_upload("file", label="A file", help_text="Drop it here."),
    ]


def fields_to_be(state: str) -> Sequence[Output]:
    """Return a field for each of `KINDS`, not yet in the *state* that its label tells."""
    return [
        put_input(f"{state}_text", label=f"Text, {state}", value="Ada", help_text="As spoken."),
        put_textarea(f"{state}_lines", label=f"Lines, {state}", value="Ada\nAlan", rows=2),
        put_textarea(
            f"{state}_code",
            label=f"Code, {state}",
            value="print('hello')",
            rows=2,
            code={"mode": "python"},
        ),
        put_select(f"{state}_list", FRUIT, label=f"A list, {state}"),
        put_select(
            f"{state}_search",
            FRUIT,
            label=f"Some to search for, {state}",
            multiple=True,
            native=False,
            value=["Pear"],
        ),
        put_checkbox(f"{state}_boxes", FRUIT, label=f"Boxes, {state}", value=["Pear"], inline=True),
        put_radio(f"{state}_choice", FRUIT, label=f"A choice, {state}", value="Pear", inline=True),
        put_slider(f"{state}_slider", label=f"A slider, {state}", value=70),
        put_file_upload(f"{state}_file", label=f"A file, {state}"),
        put_actions(f"{state}_buttons", label=f"Buttons, {state}", buttons=["Go on", "Turn back"]),
    ]
