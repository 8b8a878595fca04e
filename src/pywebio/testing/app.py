"""Trying out an app without server and browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from threading import Condition, RLock
from types import TracebackType
from typing import Literal

from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import define, field
from typing_extensions import Self

from pywebio.backends.asyncio_loop import AsyncioLoop
from pywebio.domain.application import Application, Target
from pywebio.domain.client import ClientInfo
from pywebio.domain.runner import SessionRunner
from pywebio.domain.settings import Ignored, SessionSettings
from pywebio.domain.tasks import TaskContext
from pywebio.domain.workers import WorkerThreads
from pywebio.ports.events import (
    CallbackCalled,
    Event,
    FieldTouched,
    FormCancelled,
    FormSubmitted,
    ScriptAnswered,
)
from pywebio.ports.types import SessionId, TaskId, UserValue
from pywebio.protocol.codec import encode_command
from pywebio.testing._transcript import (
    Clickable,
    Message,
    OpenForm,
    clickables,
    open_forms,
    texts,
)
from pywebio.testing._watched import WatchedCoroutines, WatchedSession, WatchedThreads
from pywebio.testing.ids import SequentialIds

__all__ = ["AppTester", "run_app"]

_ASKING = {"run_script", "pin_values", "pin_wait"}


@define(eq=False, kw_only=True)
class AppTester:
    """The user of an app that runs in this process; made by `run_app`.

    Every method first waits until the app waits for the user or has ended. An app that is busy
    with something else is waited for as long as it goes on sending, and *patience* seconds more.
    An exception of the app is raised at the end of the `with` block, unless `errors` was asked.
    """

    app: Target
    client: ClientInfo = field(factory=ClientInfo)
    settings: SessionSettings = field(factory=SessionSettings)
    patience: float = 0.5
    """Seconds without a sign of life after which a busy app is left alone."""
    timeout: float = 10.0
    """Seconds after which something that must happen has failed to happen."""
    session: WatchedSession = field(init=False)
    """The session itself, for tests that look deeper."""
    _messages: list[Message] = field(init=False, factory=list)
    _waiting: set[TaskId] = field(init=False, factory=set)
    _left: bool = field(init=False, default=False)
    _errors_seen: bool = field(init=False, default=False)
    _portal: BlockingPortal | None = field(init=False, default=None)
    _loop_thread: AbstractContextManager[BlockingPortal] | None = field(init=False, default=None)
    _changed: Condition = field(init=False, factory=lambda: Condition(RLock()))

    def start(self) -> None:
        """Begin the session; `with` does it by itself."""
        app = Application.of(self.app)
        ids = SequentialIds()
        runner: SessionRunner
        if app.is_coroutine:
            self._loop_thread = start_blocking_portal("asyncio")
            self._portal = self._loop_thread.__enter__()
            runner = WatchedCoroutines(self._portal.call(AsyncioLoop), waits=self._task_waits)
        else:
            runner = WatchedThreads(WorkerThreads(), waits=self._task_waits)
        self.session = WatchedSession(
            id=SessionId(ids.new_id()),
            app=app,
            client=self.client,
            settings=self.settings,
            encode=encode_command,
            ids=ids,
            ignored=Ignored(),
            runner=runner,
            changed=self._notify,
        )
        self.session.listen(self)
        self._do(self.session.start)
        # The loop begins the app in its next turn.
        self._do(lambda: None)

    def close(self) -> None:
        """Leave the page, and wait until the app has noticed; may be repeated."""
        self._left = True
        self._do(self.session.close)
        with self._changed:
            ended = self._changed.wait_for(lambda: not self.session.running, self.timeout)
        if self._loop_thread is not None:
            loop_thread, self._loop_thread, self._portal = self._loop_thread, None, None
            loop_thread.__exit__(None, None, None)
        if not ended:
            raise AssertionError("the app goes on although its user has left")

    # What the user sees

    def commands(self) -> list[Message]:
        """Return all commands so far, decoded."""
        self.settle()
        return list(self._messages)

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
        self._errors_seen = True
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
        seen = len(self._messages)
        self._tell(FormSubmitted(form.task_id, form.data_for(answer)))
        self._wait_for(lambda: self._has_reacted(form), "a reaction to the answer")
        self.settle()
        still_open = any(form.spec is other.spec for other in open_forms(self._messages))
        return form.complaints(self._messages[seen:]) if still_open else {}

    def cancel(self) -> None:
        """Leave the newest form by its cancel button."""
        self._tell(FormCancelled(self._form().task_id))

    def change(self, name: str, value: object) -> None:
        """Change a field of the newest form without submitting it."""
        self._tell(FieldTouched(self._form().task_id, "change", name, value))

    def leave(self, name: str, value: object) -> dict[str, str]:
        """Leave a field of the newest form; returns what is wrong with it, as `submit` does."""
        form = self._form()
        seen = len(self._messages)
        self._tell(FieldTouched(form.task_id, "blur", name, value))
        self.settle()
        return form.complaints(self._messages[seen:])

    def click(self, label: str) -> None:
        """Click the newest button, or other output, of that *label*; wait for one if need be.

        A button of `actions` submits its form or cancels it.
        """
        pressed = self._wait_for(
            lambda: self._action(label) or self._clickable(label), f"a button {label!r}"
        )
        if isinstance(pressed, Clickable):
            ignored = self.session.ignored.unknown
            self._tell(CallbackCalled(pressed.callback_id, pressed.data))
            if self.session.ignored.unknown > ignored:
                raise AssertionError(f"the button {label!r} is not in the page any more")
        elif pressed["type"] == "cancel":
            self.cancel()
        else:
            name, value = pressed["name"], pressed["value"]
            self.submit(value if name is None else {name: value})

    def answer(self, value: object) -> None:
        """Answer the app's question to the page: a script's value, or `{name: value}` of pins."""
        asked = self._wait_for(self._question, "a question to the page")
        self._tell(ScriptAnswered(asked["task_id"], value))

    def settle(self) -> None:
        """Wait until nothing happens any more unless the user does something."""
        with self._changed:
            while not self._rests():
                if not self._changed.wait(self.patience):
                    return

    # LinkListener

    def wake(self) -> None:
        """Read what there is."""
        with self._changed:
            while True:
                batch = self.session.pull(len(self._messages), len(self._messages), 2**20)
                self._messages.extend(json.loads(message) for message in batch.messages)
                if not batch.more:
                    break
            self._changed.notify_all()

    def replaced(self) -> None:
        """Nobody else reads."""

    # Inside

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> Literal[False]:
        if error is None:
            self.settle()
        self.close()
        if error is None and self.session.failures and not self._errors_seen:
            raise self.session.failures[0]
        return False

    def _task_waits(self, task: TaskContext) -> None:
        with self._changed:
            self._waiting.add(task.id)
            self._changed.notify_all()

    def _notify(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _rests(self) -> bool:
        if self._left or (self._messages and self._messages[-1]["command"] == "close_session"):
            return True
        return self.session.rests(self._waiting)

    def _do(self, call: Callable[[], object]) -> None:
        if self._portal is None:
            call()
        else:
            self._portal.call(call)

    def _tell(self, event: Event) -> None:
        if not isinstance(event, CallbackCalled):
            with self._changed:
                self._waiting.discard(event.task_id)
        self._do(lambda: self.session.push(event))
        # The loop works on it in its next turn.
        self._do(lambda: None)

    def _wait_for(self, what: Callable[[], UserValue], name: str) -> UserValue:
        with self._changed:
            found = self._changed.wait_for(lambda: what() or self._rests_for_good(), self.timeout)
            result = what()
        if not result:
            how = "the app has ended" if found else f"not within {self.timeout} seconds"
            last = json.dumps(self._messages[-3:], ensure_ascii=False)
            raise AssertionError(f"the app shows no {name}: {how}; its last commands are {last}")
        return result

    def _rests_for_good(self) -> bool:
        return self._left or self.session.closed

    def _has_reacted(self, form: OpenForm) -> bool:
        forms = open_forms(self._messages)
        return form.task_id in self._waiting or all(form.spec is not f.spec for f in forms)

    def _form(self) -> OpenForm:
        forms: list[OpenForm] = self._wait_for(lambda: open_forms(self._messages), "form")
        self.settle()
        return (open_forms(self._messages) or forms)[-1]

    def _question(self) -> Message | None:
        for message in reversed(self._messages):
            asks = message["command"] != "run_script" or message["spec"].get("eval")
            if message["command"] in _ASKING and asks and message["task_id"] in self._waiting:
                return message
        return None

    def _clickable(self, label: str) -> Clickable | None:
        found = (each for each in clickables(self._messages) if each.label == label)
        return next(found, None)

    def _action(self, label: str) -> Mapping[str, object] | None:
        for form in open_forms(self._messages)[-1:]:
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
