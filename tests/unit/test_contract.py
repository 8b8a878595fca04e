"""The samples in ``contract/`` are what the codec writes and reads; the client's tests use them too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from attrs import fields_dict

from pywebio.domain.commands import Command
from pywebio.ports.events import (
    CallbackCalled,
    Event,
    FieldTouched,
    FormCancelled,
    FormSubmitted,
    ScriptAnswered,
)
from pywebio.ports.types import CallbackId, TaskId, UserValue
from pywebio.protocol.codec import decode_event, encode_command, parse

CONTRACT = Path(__file__).parents[2] / "contract"
TASK = TaskId("main-1")

KINDS: dict[str, UserValue] = {kind.tag: kind for kind in get_args(Command)}

EVENTS: dict[str, list[Event]] = {
    "from_submit": [
        FormSubmitted(
            TASK,
            {
                "name": "Ann",
                "sex": "a",
                "c": [1],
                "r": None,
                "s": 5,
                "t": "",
                "f": None,
                "a": "save",
            },
        ),
        FormSubmitted(TASK, {"data": 30}),
    ],
    "from_cancel": [FormCancelled(TASK)],
    "input_event": [
        FieldTouched(TASK, "blur", "name", "Ann"),
        FieldTouched(TASK, "change", "c", [1, 2]),
    ],
    "callback": [
        CallbackCalled(CallbackId("CB-2"), 1),
        CallbackCalled(CallbackId("CB-3"), None),
        CallbackCalled(CallbackId("CB-4"), None),
        CallbackCalled(CallbackId("CB-5"), {"value": "new"}),
    ],
    "js_yield": [
        ScriptAnswered(TASK, 3),
        ScriptAnswered(TASK, {"pin": "v"}),
        ScriptAnswered(TASK, {"name": "pin", "value": "new"}),
    ],
}


def samples(folder: str, name: str) -> list[dict[str, UserValue]]:
    """Return the messages of one file."""
    messages: list[dict[str, UserValue]] = json.loads(
        (CONTRACT / folder / f"{name}.json").read_text()
    )
    return messages


def names(folder: str) -> set[str]:
    """Return the kinds of messages that have samples."""
    return {path.stem for path in (CONTRACT / folder).glob("*.json")}


def command_of(message: dict[str, UserValue]) -> Command:
    """Return the domain's command behind a sample."""
    kind, spec = KINDS[message["command"]], message.get("spec")
    command: Command = kind(spec) if "spec" in fields_dict(kind) else kind(**(spec or {}))
    return command


def test_everything_has_samples() -> None:
    assert names("commands") == set(KINDS)
    assert names("events") == set(EVENTS)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_codec_writes_the_samples(name: str) -> None:
    for message in samples("commands", name):
        task_id = TaskId(message["task_id"]) if "task_id" in message else None
        assert json.loads(encode_command(command_of(message), task_id)) == message


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_codec_reads_the_samples(name: str) -> None:
    frames = [json.dumps(message) for message in samples("events", name)]
    assert [decode_event(parse(frame)) for frame in frames] == EVENTS[name]
