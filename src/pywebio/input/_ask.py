"""From a field to its answer, in threads and in coroutines."""

from __future__ import annotations

from pywebio.domain.ask import run_flow
from pywebio.domain.flow import Flow
from pywebio.input._field import SINGLE, Field
from pywebio.input._form import FORM_EVENTS, Form
from pywebio.ports.types import UserValue


def ask(asked: Field, name: str | None) -> UserValue:
    """Show *asked* as a form of its own and return its value, or return it if it has a name.

    In a coroutine session the value is awaitable.
    """
    if name is not None:
        return asked
    return run_flow(_single(asked), FORM_EVENTS)


def _single(asked: Field) -> Flow[UserValue]:
    label = str(asked.spec.pop("label", ""))
    asked.spec["label"] = ""
    asked.spec.setdefault("auto_focus", True)
    answers = yield from Form(label, [asked]).ask()
    return None if answers is None else answers[SINGLE]
