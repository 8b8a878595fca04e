"""A field as it stands in a page."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from pywebio.domain.errors import ArgumentError
from pywebio.input._checks import check_limits
from pywebio.input._options import Option
from pywebio.input._read import RefusedValue, read_value
from pywebio.ports.types import JsonObject

_WITH_OPTIONS = ("select", "checkbox", "radio")


@frozen
class Change:
    """What is to be changed of a field."""

    attributes: JsonObject
    """As the wire has it (protocol reference, section 5)."""
    options: Sequence[Option] | None = None
    """What it offers from now on; None changes nothing."""


@frozen
class ShownField:
    """What the page shows of a field at the moment, and so what may come back."""

    spec: JsonObject
    options: Sequence[Option] = ()
    must_choose: bool = False
    """None is no answer as long as there is an option."""

    def changed(self, change: Change) -> ShownField:
        """Return the field after *change*.

        Raises:
            ArgumentError: A field of this kind has no options, or no such limits.
        """
        if change.options is not None and self.spec["type"] not in _WITH_OPTIONS:
            raise ArgumentError(
                f"{self.spec['name']!r} is of type {self.spec['type']!r}, which has no options"
            )
        spec = {**self.spec, **change.attributes}
        if spec["type"] == "slider":
            check_limits(spec["min_value"], spec["max_value"])
        options = self.options if change.options is None else change.options
        return evolve(self, spec=spec, options=options)

    def read(self, sent: object) -> object:
        """Return what the app gets for *sent*.

        Raises:
            RefusedValue: The field offers no such value.
        """
        if self.must_choose and sent is None and any(each.enabled for each in self.options):
            raise RefusedValue("Choose one of the options")
        return read_value(self.spec, self.options, sent)
