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


def show_fields() -> None:
    """Show every kind of field, then the states of some."""
    put_widget(COLUMNS, {"contents": kinds()})
    put_widget(COLUMNS, {"contents": states()})
    pin_update("valid", valid_status=True, valid_feedback="This name is free.")
    pin_update("invalid", valid_status=False, invalid_feedback="Somebody has this name already.")
    pin_update("invalid_choice", valid_status=False, invalid_feedback="Pears are sold out.")
    for name in ("disabled", "disabled_choice", "disabled_list", "disabled_slider"):
        pin_update(name, disabled=True)


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


def states() -> Sequence[Output]:
    """Return fields that are not as usual, or are about to be made so."""
    return [
        put_input("valid", label="Valid", value="Ada"),
        put_input("invalid", label="Invalid", value="Alan", help_text="Three letters or more."),
        put_input("readonly", label="Only to be read", value="Ada", readonly=True),
        put_input("disabled", label="Disabled", value="Ada"),
        put_radio("invalid_choice", FRUIT, label="An invalid choice", value="Pear", inline=True),
        put_checkbox("disabled_choice", FRUIT, label="No choice", value=["Pear"], inline=True),
        put_select("disabled_list", FRUIT, label="A disabled list"),
        put_slider("disabled_slider", label="A disabled slider", value=70),
    ]
