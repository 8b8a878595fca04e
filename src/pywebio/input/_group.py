"""Asking for several things at once."""

from __future__ import annotations

from collections.abc import Iterable

from pywebio.domain.ask import run_flow
from pywebio.domain.errors import ArgumentError
from pywebio.input._answers import DictAnswer
from pywebio.input._checks import check_shown
from pywebio.input._field import Field
from pywebio.input._form import FORM_EVENTS, Form, focus_first
from pywebio.input._items import (
    Check,
)
from pywebio.ports.types import UserValue


def input_group(
    label: str = "",
    inputs: Iterable[object] | None = None,
    validate: Check = None,
    cancelable: bool = False,
) -> DictAnswer[UserValue]:
    """
    Ask for several things in one form. Returns a dict of the values by name, None if cancelled.

    Args:
        label: What is asked for.
        inputs: Calls of input functions with a *name*.
        validate: Gets the dict once all items are valid; returns None, or a pair of the name of an
            item and what is wrong with it.
        cancelable: Show a button that cancels the form.

    Raises:
        ArgumentError: There are no items, two have the same name, or one is something else.

    Examples:
        ```python
        person = input_group(
            "About you",
            [input("Name", name="name"), input("Age", name="age", type=NUMBER)],
        )
        put_text(person["name"], person["age"])
        ```

        ```text
        About you
        > {"name": "Ada", "age": 36}
        Ada 36
        ```
    """
    items = list(inputs) if isinstance(inputs, Iterable) else []
    if not items:
        raise ArgumentError("input_group needs inputs: a list of input calls with a name")
    check_shown("label", label)
    if validate is not None and not callable(validate):
        raise ArgumentError(f"validate must be a function, not {validate!r}")
    fields: list[Field] = []
    for item in items:
        if not isinstance(item, Field):
            raise ArgumentError(f"{item!r:.60} is no input: call an input function with a name")
        if any(item.name == other.name for other in fields):
            raise ArgumentError(f"two inputs of the group are called {item.name!r}")
        fields.append(item)
    focus_first(fields)
    form = Form(label, fields, cancelable, validate)
    answer: DictAnswer[UserValue] = run_flow(form.ask(), FORM_EVENTS)
    return answer
