"""The user of a documented app: does what a dialogue says, or what comes to mind."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from attrs import define, field

from pywebio.ports.events import CallbackCalled, ScriptAnswered
from pywebio.ports.types import UserValue
from pywebio.testing import AppTester
from pywebio.testing._transcript import Message, open_forms

ACTION = re.compile(r"^(?:(?P<label>.*?) )?> (?P<action>.*)$")
BUTTON = re.compile(r"^\[(.+)\]$")
CHANGE = re.compile(r"^(\w+) = (.+)$")
SHOWN = ("title", "label", "content", "data", "contents", "tabs", "buttons", "input", "options")
ENOUGH = 20
"""Questions of one app, each answered with what comes to mind."""


class UntrueError(AssertionError):
    """The page does not do what the documentation says."""


@define(eq=False)
class PageUser:
    """Reads what the page shows and acts on it."""

    tester: AppTester
    printed: list[str]
    """What the program writes to its output."""
    _seen: int = field(init=False, default=0)
    """Lines of the page that have been mentioned."""
    _complaints: list[str] = field(init=False, factory=list)
    """What is wrong with the last answer."""
    _changed: dict[str, tuple[int, object]] = field(init=False, factory=dict)
    """Pins that the user has changed: after how many commands, and to what."""
    _gone: bool = field(init=False, default=False)

    def follow(self, dialogue: Sequence[str]) -> None:
        """Do and expect what *dialogue* says, line by line.

        Raises:
            UntrueError: A line is not shown.
        """
        for line in filter(None, map(str.strip, dialogue)):
            self._answer_for_the_page()
            if action := ACTION.match(line):
                if action["label"]:
                    self._expect(action["label"])
                self._act(action["action"])
            else:
                self._expect(line)
        if self._complaints:
            raise UntrueError(f"the answer is not taken: {self._complaints}")
        for error in self.tester.errors():
            if _line_of(error) not in dialogue:
                raise error

    def improvise(self) -> None:
        """Answer whatever the app asks, until it asks nothing more."""
        for _ in range(ENOUGH):
            self._answer_for_the_page()
            forms = open_forms(self.tester.commands())
            if not forms:
                return
            answer = {item["name"]: _idea(item) for item in forms[-1].items}
            complaints = self.tester.submit(answer["data"] if forms[-1].is_single else answer)
            if complaints:
                raise UntrueError(
                    f"{answer} is no answer: {complaints}; say what is, in a dialogue"
                )

    # What is shown

    def _expect(self, line: str) -> None:
        self._answer_for_the_page()
        lines = self._until_shown(line)
        if line in lines[self._seen :]:
            self._seen = lines.index(line, self._seen) + 1
        elif line in self._complaints:
            self._complaints.remove(line)
        elif not self._printed(line):
            raise UntrueError(f"{line!r} is not shown; there is {lines[self._seen :]}")

    def _until_shown(self, line: str) -> list[str]:
        def shown() -> bool:
            return line in (*list(self._lines())[self._seen :], *self._complaints, *self.printed)

        with suppress(AssertionError):
            self.tester.wait_for(shown, "line")
        return list(self._lines())

    def _printed(self, line: str) -> bool:
        if line not in self.printed and not self._gone:
            # Some things happen when the user has gone.
            self._gone = True
            self.tester.close()
        if line not in self.printed:
            return False
        self.printed.remove(line)
        return True

    def _lines(self) -> Iterator[str]:
        for message in self.tester.messages:
            spec = message.get("spec") or {}
            if message["command"] in ("output", "popup", "toast", "input_group"):
                yield from _lines_of(spec)
            elif message["command"] == "download":
                yield str(spec["name"])
        yield from map(_line_of, self.tester.session.failures)

    # What is done

    def _act(self, action: str) -> None:
        button, change = BUTTON.match(action), CHANGE.match(action)
        if button and isinstance(_value(action), str):
            form = open_forms(self.tester.commands())
            if button[1] == "Cancel" and form and form[-1].spec.get("cancelable"):
                self.tester.cancel()
            else:
                self.tester.click(button[1])
        elif change and self._change(change[1], _value(change[2])):
            pass
        elif (question := self._question()) is not None:
            self._tell_answer(question, _value(action))
        else:
            self._complaints = list(self.tester.submit(_value(action)).values())

    def _change(self, name: str, value: object) -> bool:
        """Change a field, or a pin, called *name*; tell whether there is one."""
        for form in open_forms(self.tester.commands())[-1:]:
            if any(item["name"] == name for item in form.items):
                self.tester.change(name, value)
                return True
        if name not in self._pins():
            return False
        self._changed[name] = len(self.tester.messages), value
        for message in list(self.tester.messages):
            spec = message.get("spec") or {}
            if message["command"] == "pin_onchange" and spec["name"] == name:
                change = {"name": name, "value": value}
                self.tester.tell(CallbackCalled(spec["callback_id"], change))
        question = self._question("pin_wait")
        if question is not None and name in question["spec"]["names"]:
            self._tell_answer(question, {"name": name, "value": value})
        return True

    # The page itself

    def _answer_for_the_page(self) -> None:
        """Tell the values of pins, as pages do by themselves."""
        self.tester.settle()
        while (question := self._question("pin_values")) is not None:
            pins = self._pins()
            names = question["spec"]["names"]
            self._tell_answer(question, {name: pins[name] for name in names if name in pins})
            self.tester.settle()

    def _pins(self) -> dict[str, UserValue]:
        pins: dict[str, tuple[int, UserValue]] = {}
        for number, message in enumerate(self.tester.commands()):
            spec = message.get("spec") or {}
            if message["command"] == "pin_update" and "value" in spec["attributes"]:
                pins[spec["name"]] = number, spec["attributes"]["value"]
            for each in _objects(spec):
                if each.get("type") == "pin":
                    pins[each["input"]["name"]] = number, _initial(each["input"])
        for name, (number, value) in self._changed.items():
            if number > pins[name][0]:
                pins[name] = number, value
        return {name: value for name, (_, value) in pins.items()}

    def _question(self, command: str = "run_script") -> Message | None:
        for message in reversed(self.tester.messages):
            if message["command"] != command:
                continue
            if command != "run_script" or message["spec"].get("eval"):
                return message if message["task_id"] in self.tester.waiting else None
        return None

    def _tell_answer(self, question: Message, value: object) -> None:
        self.tester.tell(ScriptAnswered(question["task_id"], value))
        self.tester.settle()


def _line_of(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _value(text: str) -> object:
    try:
        value: object = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
    return value


def _initial(field: Message) -> UserValue:
    options = field.get("options")
    if options is None:
        return field.get("value", "" if field["type"] in ("text", "textarea") else None)
    selected = [option["value"] for option in options if option.get("selected")]
    if field["type"] == "checkbox" or field.get("multiple"):
        return selected
    if not selected and field["type"] == "select":
        return options[0]["value"]
    return selected[0] if selected else None


def _idea(field: Message) -> UserValue:
    """Return what somebody might put into *field*."""
    if field.get("value") not in (None, ""):
        return field["value"]
    if "buttons" in field:
        return next(each["value"] for each in field["buttons"] if each["type"] == "submit")
    if options := field.get("options"):
        chosen = [each["value"] for each in options if each.get("selected")]
        chosen = chosen or [each["value"] for each in options if not each.get("disabled")][:1]
        several = field["type"] == "checkbox" or field.get("multiple")
        return chosen if several else chosen[0]
    return {
        "number": 1,
        "float": 1.5,
        "slider": 1,
        "file": None,
        "url": "https://example.com/",
        "date": "2030-01-31",
        "time": "12:30",
        "datetime-local": "2030-01-31T12:30",
        "color": "#336699",
    }.get(field["type"], "something")


def _lines_of(value: UserValue) -> Iterator[str]:
    if isinstance(value, str):
        yield from filter(None, map(str.strip, value.splitlines()))
    elif isinstance(value, Mapping) and value.get("type") == "table":
        for row in value["data"]:
            yield " | ".join(cell for cell in row if isinstance(cell, str))
            yield from _lines_of([cell for cell in row if not isinstance(cell, str)])
    elif isinstance(value, Mapping) and value.get("type") == "custom_widget":
        yield from _lines_of(list(value["data"].values()))
    elif isinstance(value, Mapping):
        for name in SHOWN:
            yield from _lines_of(value.get(name))
        yield from _lines_of(value.get("inputs"))
    elif isinstance(value, list):
        for item in value:
            yield from _lines_of(item)


def _objects(value: UserValue) -> Iterator[Message]:
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from _objects(member)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)
