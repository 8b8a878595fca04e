"""Making sense of the commands that an app has sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from pywebio.ports.types import CallbackId, TaskId, UserValue

Message = dict[str, UserValue]
"""A decoded command: `command`, `task_id` and `spec`, as the protocol reference has them."""

_TEXTS = ("text", "markdown", "html")
_EMPTY = {"number": None, "float": None, "actions": None, "file": None}
"""What fields of a kind hold that nobody has filled in; others hold text."""


@frozen
class OpenForm:
    """A form that waits for its answer."""

    task_id: TaskId
    spec: Message

    @property
    def items(self) -> list[Message]:
        """The fields."""
        return list(self.spec["inputs"])

    @property
    def is_single(self) -> bool:
        """It asks for one value, not for several by name."""
        return [item["name"] for item in self.items] == ["data"] and "cancelable" not in self.spec

    def data_for(self, answer: object) -> dict[str, object]:
        """Return what a browser would send if a user filled in *answer*.

        Raises:
            AssertionError: The form has no such fields.
        """
        if self.is_single:
            # The value of a file field is a mapping.
            return {"data": dict(answer) if isinstance(answer, Mapping) else answer}
        names = [item["name"] for item in self.items]
        if not isinstance(answer, Mapping):
            raise AssertionError(  # noqa: TRY004  # what every failed expectation raises
                f"the form has several fields: answer with a dict of {', '.join(names)}"
            )
        unknown = [name for name in answer if name not in names]
        if unknown:
            raise AssertionError(f"the form has no field {unknown[0]!r}; it has {', '.join(names)}")
        return {item["name"]: answer.get(item["name"], _initial(item)) for item in self.items}

    def complaints(self, messages: Sequence[Message]) -> dict[str, str]:
        """Return what *messages* say is wrong with the fields."""
        updates = [
            message["spec"]
            for message in messages
            if message["command"] == "update_input" and message["task_id"] == self.task_id
        ]
        return {
            str(update["target_name"]): str(update["attributes"].get("invalid_feedback", ""))
            for update in updates
            if update["attributes"].get("valid_status") is False
        }


def _initial(item: Message) -> object:
    if "options" in item:
        return _initial_choice(item)
    nothing: object = [] if item.get("multiple") else _EMPTY.get(item["type"], "")
    return item.get("value", nothing)


def _initial_choice(item: Message) -> object:
    selected = [option["value"] for option in item["options"] if option.get("selected")]
    if item["type"] == "checkbox" or item.get("multiple"):
        return selected
    if item["type"] == "select" and not selected:
        # A closed list shows its first option.
        selected = [option["value"] for option in item["options"] if not option.get("disabled")]
    return selected[0] if selected else None


@frozen
class Clickable:
    """Something with a callback."""

    label: str
    callback_id: CallbackId
    data: object


def open_forms(messages: Sequence[Message]) -> list[OpenForm]:
    """Return the forms that are not answered yet, the newest last."""
    forms: list[OpenForm] = []
    for message in messages:
        if message["command"] == "input_group":
            forms.append(OpenForm(message["task_id"], message["spec"]))
        elif message["command"] == "destroy_form":
            mine = [form for form in forms if form.task_id == message["task_id"]]
            forms.remove(mine[-1])
    return forms


def texts(messages: Sequence[Message]) -> list[str]:
    """Return the text of every text, Markdown and HTML output, also of those inside others."""
    return [
        str(spec["content"])
        for message in messages
        if message["command"] in ("output", "popup")
        for spec in _objects(message["spec"])
        # A field for text has the same type, and no content.
        if spec.get("type") in _TEXTS and "content" in spec
    ]


def clickables(messages: Sequence[Message]) -> Iterator[Clickable]:
    """Yield everything that can be clicked, the newest first."""
    for message in reversed(messages):
        if message["command"] == "toast" and "callback_id" in message["spec"]:
            spec = message["spec"]
            yield Clickable(spec["content"], spec["callback_id"], None)
        for spec in _objects(message.get("spec")):
            yield from _clickables_of(spec)


def _clickables_of(spec: Message) -> Iterator[Clickable]:
    if spec.get("type") == "buttons":
        for button in spec["buttons"]:
            if not button.get("disabled"):
                yield Clickable(button["label"], spec["callback_id"], button["value"])
    action = spec.get("action")
    if isinstance(action, dict):
        yield Clickable(action["label"], action["callback_id"], None)
    if "click_callback_id" in spec:
        yield Clickable(str(spec.get("content", "")), spec["click_callback_id"], None)


def _objects(value: UserValue) -> Iterator[Message]:
    """Yield every object in *value*, from the outside to the inside."""
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from _objects(member)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)
