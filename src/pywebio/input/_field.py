"""One field of a form: what the page is told, and what is done with its value."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from attrs import define, field

from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError, SessionException
from pywebio.domain.flow import Flow, settled
from pywebio.domain.jsonable import to_json
from pywebio.domain.scope import check_name
from pywebio.domain.texts import INVALID_INPUT
from pywebio.input._checks import check_shown
from pywebio.input._options import Option
from pywebio.input._read import RefusedValue
from pywebio.input._shown import Change, ShownField
from pywebio.ports.types import CallbackId, Json, UserValue

logger = logging.getLogger(__name__)

SINGLE = "data"
"""The name of the only field of a form that asks for one value."""


@define(eq=False)
class StandIn:
    """A label that the field shows in place of an object of the app."""

    label: str | None = None
    value: object = None


@define(eq=False)
class Field:
    """An item for `input_group`: what an input function returns when it is given a name."""

    spec: dict[str, Json]
    """The item of the wire (protocol reference, section 5)."""
    validate: Callable[[UserValue], object] | None = None
    onchange: Callable[[UserValue], object] | None = None
    options: Sequence[Option] = ()
    """What it offers: options, or buttons."""
    must_choose: bool = False
    """None is no answer as long as there is an option."""
    stand_in: StandIn = field(factory=StandIn)
    callbacks: list[CallbackId] = field(factory=list)
    """Callbacks of the field, to be dropped with the form."""

    update: Callable[[Change], None] = field(init=False, default=lambda _: None)
    """Changes the field in the page, while its form is shown."""

    @property
    def name(self) -> str:
        """The name of the value in the form's answer."""
        return str(self.spec["name"])

    def shown(self) -> ShownField:
        """Return the field as a page shows it at first."""
        return ShownField(dict(self.spec), self.options, self.must_choose)

    def complaint_of(self, refused: RefusedValue) -> str:
        """Return what the user is told of a value that was refused."""
        # In English it says what would do; what most people see is the browser's own check.
        return current_task().session.text(INVALID_INPUT, str(refused))

    def error_of(self, value: object) -> Flow[str | None]:
        """Return what is wrong with the converted *value*, or None."""
        if self.validate is None:
            return None
        try:
            error = yield from settled(self.validate(value))
        except SessionException:
            raise
        except Exception as failure:
            logger.warning("the validate function of field %r failed", self.name, exc_info=True)
            task = current_task()
            task.explain(failure)
            return task.session.text(INVALID_INPUT)
        return None if error is None else str(error)


def new_field(
    kind: str,
    name: str | None,
    members: Mapping[str, object],
    *,
    validate: Callable[[UserValue], object] | None = None,
    onchange: Callable[[UserValue], object] | None = None,
    options: Sequence[Option] = (),
) -> Field:
    """Return a field; *members* are those of the wire, and None leaves one out.

    Raises:
        ValueError: *name* cannot be a name.
        ArgumentError: A text is none, or a function cannot be called.
        TypeError: A member cannot be sent.
    """
    for what, function in (("validate", validate), ("onchange", onchange)):
        if function is not None and not callable(function):
            raise ArgumentError(f"{what} must be a function, not {function!r}")
    for what in ("label", "help_text", "placeholder"):
        check_shown(what, members.get(what))
    spec: dict[str, Json] = {
        "type": kind,
        "name": SINGLE if name is None else check_name(name, "input name"),
    }
    for key, value in members.items():
        if value is not None:
            spec[key] = to_json(value, key)
    if validate is not None:
        spec["onblur"] = True
    if onchange is not None:
        spec["onchange"] = True
    return Field(spec, validate, onchange, options)
