"""The part of the gallery that asks: a button for every kind of question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from reprlib import repr as short_repr

from pywebio import input as ask
from pywebio.output import put_buttons, put_info, put_scope, put_text, scroll_to, use_scope
from pywebio.pin import pin_on_change, put_slider

FRUIT = ("Apple", "Pear", "Plum")
KINDS = {"Pomes": ("Apple", "Pear"), "Stone fruit": ("Plum", "Cherry"), "Berries": ("Currant",)}


def show_questions() -> None:
    """Show a button for each kind of question, and one question that stays in the page."""
    questions = all_questions()

    def answer(kind: str) -> None:
        value = questions[kind]()
        with use_scope("answer", clear=True):
            put_info(f"{kind}: {short_repr(value)}")
        scroll_to("answer", "middle")

    put_buttons(list(questions), onclick=answer, small=True, outline=True)
    put_scope("answer")
    put_slider("volume", label="A question that stays in the page", value=30)
    put_scope("volume_is", put_text("Volume: 30"))
    pin_on_change("volume", show_volume)


def show_volume(value: int) -> None:
    """Tell where the slider stands."""
    with use_scope("volume_is", clear=True):
        put_text("Volume:", value)


def all_questions() -> dict[str, Callable[[], object]]:
    """Return every kind of question; calling one asks it."""
    code = {"mode": "python"}
    return {
        "text": partial(ask.input, "Your name", placeholder="Ada"),
        "number": partial(ask.input, "A whole number", type=ask.NUMBER),
        "float": partial(ask.input, "A number", type=ask.FLOAT),
        "password": partial(ask.input, "A password", type=ask.PASSWORD),
        "url": partial(ask.input, "An address", type=ask.URL),
        "date": partial(ask.input, "A day", type=ask.DATE),
        "time": partial(ask.input, "A time", type=ask.TIME),
        "datetime": partial(ask.input, "A day and time", type=ask.DATETIME),
        "color": partial(ask.input, "A colour", type=ask.COLOR),
        "suggestions": partial(ask.input, "A fruit, or what you like", datalist=FRUIT),
        "textarea": partial(ask.textarea, "Several lines", rows=3),
        "code": partial(ask.textarea, "Some code", code=code, value="print('hello')\n"),
        "select": partial(ask.select, "One of a list", FRUIT),
        "select multiple": partial(ask.select, "Some of a list", FRUIT, multiple=True),
        "search": partial(ask.select, "Some of a list", FRUIT, multiple=True, native=False),
        "checkbox": partial(ask.checkbox, "Any of these", FRUIT),
        "radio": partial(ask.radio, "One of these", FRUIT, inline=True),
        "slider": partial(ask.slider, "How much?", value=20, step=5),
        "file": partial(ask.file_upload, "A file"),
        "action": partial(
            ask.input, "With a button", action=("Now", lambda set_value: set_value("just now"))
        ),
        "checked": partial(
            ask.input,
            "A name that is free",
            value="Ada",
            validate=lambda name: "Ada is here already." if name == "Ada" else None,
            help_text="Any but Ada.",
        ),
        "actions": partial(ask.actions, "What now?", ["Go on", "Turn back"]),
        "group": partial(
            ask.input_group,
            "Several at once",
            [
                ask.input("First", name="first", required=True, help_text="You must."),
                ask.input("Second", name="second", placeholder="You may."),
                ask.checkbox("Fruit", FRUIT, name="fruit", inline=True),
            ],
            cancelable=True,
        ),
        "one after another": ask_for_fruit_of_a_kind,
    }


def ask_for_fruit_of_a_kind() -> object:
    """Ask for two things, of which the first decides what the second may be."""
    return ask.input_group(
        "A fruit of a kind",
        [
            ask.select(
                "Kind",
                list(KINDS),
                name="kind",
                onchange=lambda kind: ask.input_update("fruit", options=KINDS[kind]),
            ),
            ask.select("Fruit", KINDS["Pomes"], name="fruit"),
        ],
    )
