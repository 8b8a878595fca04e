"""Trying out an app without server and browser."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define

from pywebio.domain.application import Target
from pywebio.domain.client import ClientInfo
from pywebio.domain.settings import SessionSettings
from pywebio.ports.events import (
    CallbackCalled,
    FieldTouched,
    FormCancelled,
    FormSubmitted,
    ScriptAnswered,
)
from pywebio.testing._driver import AppDriver
from pywebio.testing._transcript import (
    Clickable,
    Message,
    OpenForm,
    clickables,
    open_forms,
    texts,
)

__all__ = ["AppTester", "run_app"]

_ASKING = {"run_script", "pin_values", "pin_wait"}


@define(eq=False, kw_only=True)
class AppTester(AppDriver):
    """The user of an app that runs in this process; made by `run_app`.

    Every method first waits until the app waits for the user or has ended. An app that is busy
    with something else is waited for as long as it goes on sending, and *patience* seconds more.
    An exception of the app is raised at the end of the `with` block, unless `errors` was asked.
    """

    # What the user sees

    def commands(self) -> list[Message]:
        """Return all commands so far, decoded."""
        self.settle()
        return list(self.messages)

    def outputs(self) -> list[Message]:
        """Return the specs of all outputs so far, in the order of their `put_*` calls."""
        return [message["spec"] for message in self.commands() if message["command"] == "output"]

    def texts(self) -> list[str]:
        """Return the text of every text, Markdown and HTML output, also of those inside others."""
        return texts(self.commands())

    def form(self) -> Message:
        """Return the newest open form, `label` and `inputs`; wait for one if there is none."""
        return self._form().spec

    def errors(self) -> list[Exception]:
        """Return the exceptions that the app did not catch; they are then not raised any more."""
        self.settle()
        self.errors_seen = True
        return list(self.session.failures)

    @property
    def ended(self) -> bool:
        """The app has ended, by itself or because its user has left."""
        self.settle()
        return self.session.closed

    # What the user does

    def submit(self, answer: object = None) -> dict[str, str]:
        """Answer the newest form: with a value, or with a dict if it has several fields.

        Fields that are left out keep what they hold. Returns what is wrong with the answer, by
        name of the field; an empty dict if it was accepted.
        """
        form = self._form()
        seen = len(self.messages)
        self.tell(FormSubmitted(form.task_id, form.data_for(answer)))
        self.wait_for(lambda: self._has_reacted(form), "reaction to the answer")
        self.settle()
        still_open = any(form.spec is other.spec for other in open_forms(self.messages))
        return form.complaints(self.messages[seen:]) if still_open else {}

    def cancel(self) -> None:
        """Leave the newest form by its cancel button."""
        self.tell(FormCancelled(self._form().task_id))

    def change(self, name: str, value: object) -> None:
        """Change a field of the newest form without submitting it."""
        self.tell(FieldTouched(self._form().task_id, "change", name, value))

    def leave(self, name: str, value: object) -> dict[str, str]:
        """Leave a field of the newest form; returns what is wrong with it, as `submit` does."""
        form = self._form()
        seen = len(self.messages)
        self.tell(FieldTouched(form.task_id, "blur", name, value))
        self.settle()
        return form.complaints(self.messages[seen:])

    def click(self, label: str) -> None:
        """Click the newest button, or other output, of that *label*; wait for one if need be.

        A button of `actions` submits its form or cancels it.
        """
        self.settle()
        pressed = self.wait_for(
            lambda: self._action(label) or self._clickable(label), f"button {label!r}"
        )
        if isinstance(pressed, Clickable):
            ignored = self.session.ignored.unknown
            self.tell(CallbackCalled(pressed.callback_id, pressed.data))
            if self.session.ignored.unknown > ignored:
                raise AssertionError(f"the button {label!r} is not in the page any more")
        elif pressed["type"] == "cancel":
            self.cancel()
        else:
            name, value = pressed["name"], pressed["value"]
            self.submit(value if name is None else {name: value})

    def answer(self, value: object) -> None:
        """Answer the app's question to the page: a script's value, or `{name: value}` of pins."""
        asked = self.wait_for(self._question, "question to the page")
        self.tell(ScriptAnswered(asked["task_id"], value))

    # Inside

    def _has_reacted(self, form: OpenForm) -> bool:
        forms = open_forms(self.messages)
        return (
            self.session.closed
            or form.task_id in self.waiting
            or all(form.spec is not f.spec for f in forms)
        )

    def _form(self) -> OpenForm:
        forms: list[OpenForm] = self.wait_for(lambda: open_forms(self.messages), "form")
        self.settle()
        return (open_forms(self.messages) or forms)[-1]

    def _question(self) -> Message | None:
        for message in reversed(self.messages):
            asks = message["command"] != "run_script" or message["spec"].get("eval")
            if message["command"] in _ASKING and asks and message["task_id"] in self.waiting:
                return message
        return None

    def _clickable(self, label: str) -> Clickable | None:
        found = (each for each in clickables(self.messages) if each.label == label)
        return next(found, None)

    def _action(self, label: str) -> Mapping[str, object] | None:
        for form in open_forms(self.messages)[-1:]:
            for item in form.items:
                for button in item.get("buttons", ()):
                    if button["label"] == label and not button.get("disabled"):
                        return {**button, "name": None if form.is_single else item["name"]}
        return None


def run_app(
    app: Target,
    *,
    client: ClientInfo | None = None,
    settings: SessionSettings | None = None,
    patience: float = 0.5,
    timeout: float = 10.0,
) -> AppTester:
    """Return the user of *app*, a function or coroutine function; the app runs in a `with` block.

    Examples:
        >>> from pywebio.input import input
        >>> from pywebio.output import put_text
        >>> def greeting():
        ...     name = input("Your name", validate=lambda name: None if name else "Say something")
        ...     put_text("Hello", name)
        >>> with run_app(greeting) as user:
        ...     user.submit("")
        ...     user.submit("Ada")
        ...     user.texts()
        {'data': 'Say something'}
        {}
        ['Hello Ada']

    Args:
        app: The app.
        client: What the session knows of its browser.
        settings: Limits and debug mode.
        patience: Seconds without a sign of life after which a busy app is left alone.
        timeout: Seconds after which something that must happen has failed to happen.
    """
    return AppTester(
        app=app,
        client=client or ClientInfo(),
        settings=settings or SessionSettings(),
        patience=patience,
        timeout=timeout,
    )
