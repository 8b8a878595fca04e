"""Asking with a form: written once, for threads and coroutines."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial

from attrs import define, field

from pywebio.domain import commands
from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError, SessionException
from pywebio.domain.flow import Flow, settled
from pywebio.domain.tasks import EventKinds, TaskContext
from pywebio.input._field import Field
from pywebio.input._read import RefusedValue
from pywebio.input._shown import Change, ShownField
from pywebio.ports.events import FieldTouched, FormCancelled, FormSubmitted
from pywebio.ports.types import Json, UserValue

logger = logging.getLogger(__name__)

Answers = dict[str, object]

FORM_EVENTS: EventKinds = (FieldTouched, FormCancelled, FormSubmitted)
"""What a form waits for."""

_FOCUSABLE = (
    "text",
    "number",
    "password",
    "select",
    "url",
    "float",
    "date",
    "time",
    "datetime-local",
)


@define(eq=False)
class Form:
    """A form that is shown or about to be. Lives until it is answered."""

    label: str
    fields: Sequence[Field]
    cancelable: bool | None = None
    validate: Callable[[UserValue], object] | None = None
    _task: TaskContext = field(init=False)
    _shown: dict[str, ShownField] = field(init=False, factory=dict)
    """The fields by name, as the page shows them now."""

    def ask(self) -> Flow[Answers | None]:
        """Show the form until it is answered; return the values by name, None if cancelled."""
        self._task = current_task()
        for each in self.fields:
            each.update = partial(self.update, each.name)
            self._shown[each.name] = each.shown()
        specs = [each.spec for each in self.fields]
        self._task.send(commands.InputGroup(self.label, specs, self.cancelable))
        try:
            answers = yield from self._answers()
        except GeneratorExit:
            # The task was cancelled while it waited: nobody will read an answer.
            with suppress(SessionException):
                self._task.send(commands.DestroyForm())
            raise
        finally:
            for each in self.fields:
                self._task.session.page.drop_callbacks(each.callbacks)
        self._task.send(commands.DestroyForm())
        return answers

    def update(self, name: str, change: Change) -> None:
        """Change a field of the form in the page."""
        self._shown[name] = self._shown[name].changed(change)
        self._task.send(commands.UpdateInput(name, change.attributes))

    def _answers(self) -> Flow[Answers | None]:
        by_name = {each.name: each for each in self.fields}
        while True:
            event = yield None
            if isinstance(event, FormCancelled) and self._can_be_cancelled():
                return None
            if isinstance(event, FieldTouched) and event.name in by_name:
                yield from self._touched(by_name[event.name], event)
            if isinstance(event, FormSubmitted):
                answers = self._read(event.data)
                if answers is not None and (yield from self._accepts(answers)):
                    return answers

    def _can_be_cancelled(self) -> bool:
        buttons = (button.spec for each in self.fields for button in each.options)
        return bool(self.cancelable) or any(
            button.get("type") == "cancel" and not button.get("disabled") for button in buttons
        )

    def _read(self, data: Mapping[str, object]) -> Answers | None:
        """Return the values, or None if the form offers no such ones, which is told."""
        answers = Answers()
        for each in self.fields:
            try:
                answers[each.name] = self._value_of(each, data.get(each.name))
            except RefusedValue as refused:
                self._complain(each.name, each.complaint_of(refused))
        return answers if len(answers) == len(self.fields) else None

    def _value_of(self, asked: Field, sent: object) -> object:
        stand_in = asked.stand_in
        if stand_in.label is not None and sent == stand_in.label:
            return stand_in.value
        return self._shown[asked.name].read(sent)

    def _touched(self, touched: Field, event: FieldTouched) -> Flow[None]:
        try:
            value = self._value_of(touched, event.value)
        except RefusedValue as refused:
            self._complain(touched.name, touched.complaint_of(refused))
            return
        if event.kind == "blur":
            error = yield from touched.error_of(value)
            if error is None:
                self._tell(touched.name, {"valid_status": 0})
            else:
                self._complain(touched.name, error)
        elif touched.onchange is not None:
            with changing(self, touched):
                try:
                    yield from settled(touched.onchange(value))
                except SessionException:
                    raise
                except Exception as error:
                    logger.exception("the onchange function of field %r failed", touched.name)
                    self._task.explain(error)

    def _accepts(self, answers: Answers) -> Flow[bool]:
        bad: dict[str, str] = {}
        for each in self.fields:
            error = yield from each.error_of(answers[each.name])
            if error is not None:
                bad[each.name] = error
        if not bad and self.validate is not None:
            bad = self._form_error((yield from settled(self.validate(answers))))
        for name, error in bad.items():
            self._complain(name, error)
        return not bad

    def _form_error(self, result: object) -> dict[str, str]:
        if result is None:
            return {}
        if isinstance(result, (tuple, list)) and len(result) == 2:
            name, error = result
            if any(each.name == name for each in self.fields):
                return {str(name): str(error)}
        names = ", ".join(repr(each.name) for each in self.fields)
        raise ArgumentError(
            f"validate of the group returned {result!r}: return None, or a pair of the name of an "
            f"item ({names}) and what is wrong with it"
        )

    def _complain(self, name: str, error: str) -> None:
        self._tell(name, {"valid_status": False, "invalid_feedback": error})

    def _tell(self, name: str, attributes: Mapping[str, Json]) -> None:
        self._task.send(commands.UpdateInput(name, attributes))


_changing: ContextVar[tuple[Form, Field]] = ContextVar("pywebio_changing")


@contextmanager
def changing(form: Form, touched: Field) -> Iterator[None]:
    """Let `input_update` find the form whose onchange function runs in the block."""
    token = _changing.set((form, touched))
    try:
        yield
    finally:
        _changing.reset(token)


def form_being_changed() -> tuple[Form, Field]:
    """Return the form and the field whose onchange function is running.

    Raises:
        RuntimeError: None is.
    """
    try:
        return _changing.get()
    except LookupError:
        raise RuntimeError("input_update() works only inside an onchange function") from None


def focus_first(fields: Sequence[Field]) -> None:
    """Give the focus to the first field that can have it, unless one has it already."""
    if any(each.spec.get("auto_focus") for each in fields):
        return
    for each in fields:
        if each.spec["type"] in _FOCUSABLE:
            each.spec["auto_focus"] = True
            return
