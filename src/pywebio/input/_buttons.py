"""Asking with buttons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import overload

from pywebio.input._ask import ask
from pywebio.input._field import Field
from pywebio.input._items import (
    actions_field,
)
from pywebio.ports.types import UserValue


@overload
def actions(
    label: str = "",
    buttons: Iterable[object] | None = None,
    *,
    name: str,
    help_text: str | None = None,
) -> Field: ...
@overload
def actions(
    label: str = "",
    buttons: Iterable[object] | None = None,
    name: str | None = None,
    help_text: str | None = None,
) -> UserValue: ...
def actions(
    label: str = "",
    buttons: Iterable[object] | None = None,
    name: str | None = None,
    help_text: str | None = None,
) -> UserValue:
    """
    Ask with a row of buttons. Returns the value of the one that was clicked.

    As the last item of a group it takes the place of the submit button; the value is None if the
    form was submitted in another way.

    Args:
        label: What is asked for.
        buttons: For each a plain value, a tuple `(label, value[, type[, disabled]])` or a dict
            with these keys and `color`. The type is `submit`, `reset` (empties the form) or
            `cancel` (the form answers None).
        name: As in `input`.
        help_text: Small text under the buttons.

    Raises:
        ArgumentError: There are no buttons, or one is unusable.

    Examples:
        ```python
        if actions("Delete it?", ["Yes", "No"]) == "Yes":
            put_text("Deleted")
        ```

        ```text
        Delete it?
        > [Yes]
        Deleted
        ```
    """
    return ask(actions_field(name, buttons, {"label": label, "help_text": help_text}), name)
