"""The button beside a text field, which fills it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from attrs import define

from pywebio.domain.callbacks import Callback
from pywebio.domain.context import current_session
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import to_json
from pywebio.input._field import Field


class SetValue(Protocol):
    """What the callback of an action gets."""

    def __call__(self, value: object, label: str | None = None, /) -> None:
        """Fill in *value*; with *label*, show that and keep *value* on the server."""


Action: TypeAlias = tuple[str, Callable[[SetValue], object]]


@define(eq=False)
class HiddenValue:
    """What stands behind the label that the field shows."""

    _label: str | None = None
    _value: object = None

    def set(self, label: str | None, value: object) -> None:
        """Note *value* behind *label*; None takes it back."""
        self._label, self._value = label, value

    def behind(self, shown: object) -> object:
        """Return the value behind *shown*, or *shown* if it is no such label."""
        return self._value if self._label is not None and shown == self._label else shown


def add_action(to: Field, action: Action) -> None:
    """Give the field its button.

    Raises:
        ArgumentError: *action* is no pair of a label and a function.
    """
    if not isinstance(action, (tuple, list)) or len(action) != 2 or not callable(action[1]):
        raise ArgumentError(f"action={action!r}: give a pair of a label and a function")
    label, callback = action
    hidden = HiddenValue()

    def set_value(value: object, label: str | None = None, /) -> None:
        hidden.set(label, value)
        if label is None:
            to.update({"value": to_json(value, "value")})
        else:
            to.update({"value": str(label), "readonly": True})

    callback_id = current_session().add_callback(Callback(lambda _: callback(set_value), "action"))
    to.callbacks.append(callback_id)
    to.convert = hidden.behind
    to.spec["action"] = {"label": str(label), "callback_id": callback_id}
