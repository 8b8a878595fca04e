"""The button beside a text field, which fills it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from pywebio.domain.callbacks import Callback
from pywebio.domain.context import current_session
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import to_json
from pywebio.input._field import Field, StandIn
from pywebio.input._shown import Change


class SetValue(Protocol):
    """What the callback of an action gets."""

    def __call__(self, value: object, label: str | None = None, /) -> None:
        """Fill in *value*; with *label*, show that and keep *value* on the server."""


Action: TypeAlias = tuple[str, Callable[[SetValue], object]]


def add_action(to: Field, action: Action) -> None:
    """Give the field its button.

    Raises:
        ArgumentError: *action* is no pair of a label and a function.
    """
    if not isinstance(action, (tuple, list)) or len(action) != 2 or not callable(action[1]):
        raise ArgumentError(f"action={action!r}: give a pair of a label and a function")
    label, callback = action

    def set_value(value: object, label: str | None = None, /) -> None:
        to.stand_in = StandIn(label, value)
        if label is None:
            to.update(Change({"value": to_json(value, "value")}))
        else:
            to.update(Change({"value": str(label), "readonly": True}))

    callback_id = current_session().add_callback(Callback(lambda _: callback(set_value), "action"))
    to.callbacks.append(callback_id)
    to.spec["action"] = {"label": str(label), "callback_id": callback_id}
