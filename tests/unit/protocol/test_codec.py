"""Commands to JSON, JSON to events."""

from __future__ import annotations

import json

import pytest

from pywebio.domain import commands
from pywebio.domain.commands import Command
from pywebio.ports.events import (
    CallbackCalled,
    Event,
    FieldTouched,
    FormCancelled,
    FormSubmitted,
    ScriptAnswered,
)
from pywebio.ports.types import CallbackId, TaskId
from pywebio.protocol.codec import MalformedFrame, decode_event, encode_command, parse, to_bytes

TASK = TaskId("main-1")
CB = CallbackId("CB-1")

ENCODED: list[tuple[Command, str, object]] = [
    (
        commands.InputGroup("Name", [{"type": "text", "name": "data"}]),
        "input_group",
        {"label": "Name", "inputs": [{"type": "text", "name": "data"}]},
    ),
    (
        commands.InputGroup("Name", [], cancelable=False),
        "input_group",
        {"label": "Name", "inputs": [], "cancelable": False},
    ),
    (
        commands.UpdateInput("age", {"valid_status": 0}),
        "update_input",
        {"target_name": "age", "attributes": {"valid_status": 0}},
    ),
    (commands.DestroyForm(), "destroy_form", None),
    (commands.Output({"type": "text"}), "output", {"type": "text"}),
    (commands.OutputControl({"clear": "#s"}), "output_ctl", {"clear": "#s"}),
    (
        commands.Popup("Hi", ["text"], "large", True, False, "popup-1"),
        "popup",
        {
            "title": "Hi",
            "content": ["text"],
            "size": "large",
            "implicit_close": True,
            "closable": False,
            "dom_id": "popup-1",
        },
    ),
    (commands.ClosePopup(), "close_popup", None),
    (
        commands.Toast("Hi", 2000, callback_id=CB),
        "toast",
        {
            "content": "Hi",
            "duration": 2000,
            "position": "center",
            "color": "#1565c0",
            "callback_id": "CB-1",
        },
    ),
    (commands.RunScript("x()"), "run_script", {"code": "x()"}),
    (
        commands.RunScript("a", {"a": 1}, eval=True),
        "run_script",
        {"code": "a", "args": {"a": 1}, "eval": True},
    ),
    (commands.Download("a.txt", "YQ=="), "download", {"name": "a.txt", "content": "YQ=="}),
    (commands.SetEnv({"title": "T"}), "set_env", {"title": "T"}),
    (commands.PinValues(["a", "b"]), "pin_values", {"names": ["a", "b"]}),
    (
        commands.PinUpdate("a", {"value": 1}),
        "pin_update",
        {"name": "a", "attributes": {"value": 1}},
    ),
    (commands.PinWait(["a"]), "pin_wait", {"names": ["a"]}),
    (commands.PinWait(["a"], 2.5), "pin_wait", {"names": ["a"], "timeout": 2.5}),
    (
        commands.PinOnChange("a", CB, clear=False),
        "pin_onchange",
        {"name": "a", "callback_id": "CB-1", "clear": False},
    ),
    (
        commands.PinOnChange("a", None, clear=True),
        "pin_onchange",
        {"name": "a", "clear": True},
    ),
    (commands.CloseSession(), "close_session", None),
]


@pytest.mark.parametrize(("command", "name", "spec"), ENCODED)
def test_a_command_is_encoded_as_the_protocol_says(
    command: Command, name: str, spec: object
) -> None:
    message = json.loads(encode_command(command, TASK))
    assert message == {"command": name, "task_id": TASK, "spec": spec}


def test_every_command_is_covered_here() -> None:
    assert {type(command) for command, _, _ in ENCODED} == set(Command.__args__)


def test_a_command_of_no_task_is_its_name_alone() -> None:
    assert encode_command(commands.CloseSession(), None) == b'{"command":"close_session"}'


def test_text_travels_as_utf_8() -> None:
    assert to_bytes("häßlich 你好") == '"häßlich 你好"'.encode()


def test_a_lone_surrogate_is_escaped() -> None:
    encoded = to_bytes({"text": "half \ud83d"})
    assert encoded == b'{"text":"half \\ud83d"}'
    assert json.loads(encoded.decode("utf-8"))["text"] == "half \ud83d"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")], ids=str)
def test_what_leaves_is_json_even_if_a_number_is_none(number: float) -> None:
    # A browser cannot parse NaN: one such message would end the page's session.
    assert json.loads(to_bytes([1.5, {"n": number}, "\ud83d"])) == [1.5, {"n": None}, "\ud83d"]


def test_a_value_without_json_form_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        encode_command(commands.Output({"x": object()}), TASK)  # type: ignore[dict-item]


DECODED: list[tuple[object, Event]] = [
    (
        {"event": "from_submit", "task_id": "t", "data": {"a": 1}},
        FormSubmitted(TaskId("t"), {"a": 1}),
    ),
    ({"event": "from_cancel", "task_id": "t", "data": None}, FormCancelled(TaskId("t"))),
    ({"event": "from_cancel", "task_id": "t"}, FormCancelled(TaskId("t"))),
    (
        {
            "event": "input_event",
            "task_id": "t",
            "data": {"event_name": "blur", "name": "age", "value": 5},
        },
        FieldTouched(TaskId("t"), "blur", "age", 5),
    ),
    (
        {
            "event": "input_event",
            "task_id": "t",
            "data": {"event_name": "change", "name": "age"},
        },
        FieldTouched(TaskId("t"), "change", "age", None),
    ),
    (
        {"event": "callback", "task_id": "CB-1", "data": [1, None]},
        CallbackCalled(CB, [1, None]),
    ),
    ({"event": "js_yield", "task_id": "t", "data": "x"}, ScriptAnswered(TaskId("t"), "x")),
    (
        {"event": "js_yield", "task_id": "t", "data": 1, "seq": 1, "ack": 2, "more": 3},
        ScriptAnswered(TaskId("t"), 1),
    ),
]


@pytest.mark.parametrize(("message", "event"), DECODED)
def test_an_event_is_read_as_the_protocol_says(message: object, event: Event) -> None:
    assert decode_event(parse(json.dumps(message))) == event


def test_every_event_is_covered_here() -> None:
    kinds = {FormSubmitted, FormCancelled, FieldTouched, CallbackCalled, ScriptAnswered}
    assert {type(event) for _, event in DECODED} == kinds


@pytest.mark.parametrize(
    "message",
    [
        "{}",
        '{"event": "callback", "data": 1}',
        '{"event": "callback", "task_id": 5, "data": 1}',
        '{"event": "unknown", "task_id": "t", "data": 1}',
        '{"event": 5, "task_id": "t", "data": 1}',
        '{"event": [], "task_id": "t", "data": 1}',
        '{"event": "from_submit", "task_id": "t", "data": [1]}',
        '{"event": "from_submit", "task_id": "t"}',
        '{"event": "input_event", "task_id": "t", "data": null}',
        '{"event": "input_event", "task_id": "t", "data": {"event_name": "blur"}}',
        '{"event": "input_event", "task_id": "t", "data": {"event_name": "x", "name": "a"}}',
        '{"event": "input_event", "task_id": "t", "data": {"event_name": [], "name": "a"}}',
        '{"event": "input_event", "task_id": "t", "data": {"event_name": "blur", "name": 5}}',
    ],
)
def test_an_event_that_the_protocol_does_not_know_is_malformed(message: str) -> None:
    with pytest.raises(MalformedFrame):
        decode_event(parse(message))


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "{",
        "[]",
        "null",
        "5",
        '"text"',
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": -Infinity}',
        '{"a": 1e999}',
        '{"a": ' + "9" * 10_000 + "}",
        "[" * 100_000,
        '{"a":' * 100_000,
        b"\xff\xfe",
        b'{"a": "\xc3"}',
        b"",
    ],
    ids=lambda frame: repr(frame)[:30],
)
def test_a_frame_that_is_no_json_object_is_malformed(frame: str | bytes) -> None:
    with pytest.raises(MalformedFrame):
        parse(frame)


def test_bytes_are_read_as_utf_8() -> None:
    assert parse('{"a": "ä"}'.encode()) == {"a": "ä"}
