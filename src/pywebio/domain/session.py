"""One browser page that runs one app."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from threading import Lock, RLock

from attrs import define, field

from pywebio.domain.application import Application
from pywebio.domain.callbacks import Callback
from pywebio.domain.client import ClientInfo
from pywebio.domain.commands import CloseSession, Command
from pywebio.domain.errors import SessionClosedException
from pywebio.domain.flow import Flow, settled
from pywebio.domain.notices import notice_of, report
from pywebio.domain.outbox import Outbox, OutboxOverflow
from pywebio.domain.own_loops import OwnLoops
from pywebio.domain.page import Page
from pywebio.domain.runner import SessionRunner
from pywebio.domain.settings import Ignored, SessionSettings
from pywebio.domain.tasks import TaskContext
from pywebio.domain.texts import BuiltInText
from pywebio.domain.window import Window
from pywebio.ports.events import CallbackCalled, Event, TaskEvent
from pywebio.ports.ids import IdSource
from pywebio.ports.registry import Batch, Groups, LinkListener
from pywebio.ports.types import CallbackId, SessionId, TaskId

logger = logging.getLogger(__name__)


class _State(Enum):
    RUNNING = "running"
    FINISHED = "finished"
    """The app is done; its last output may still be on the way."""
    CLOSED = "closed"


@define(eq=False)
class Session:
    """One page and one run of an app in it. Lives from the page's start to its end.

    Knows no transport: it is a `SessionLink`, which a transport pushes events into and pulls
    messages out of. Its methods may be called from any thread.
    """

    id: SessionId
    app: Application
    client: ClientInfo
    settings: SessionSettings
    encode: Callable[[Command, TaskId | None], bytes]
    ids: IdSource
    ignored: Ignored
    runner: SessionRunner
    own_loops: OwnLoops
    outbox: Outbox = field(init=False)
    page: Page = field(init=False, factory=Page)
    _window: Window | None = field(init=False, default=None)
    """There as soon as somebody polls."""
    local: dict[str, object] = field(init=False, factory=dict)
    """The author's own data, `pywebio.session.local`."""
    notes: dict[str, object] = field(init=False, factory=dict)
    """What libraries that the author uses keep here, out of sight."""
    strict_pins: bool = field(init=False, default=False)
    """Reading a pin that is not in the page is an error."""
    _tasks: dict[TaskId, TaskContext] = field(init=False, factory=dict)
    _deferred: list[Callable[[], object]] = field(init=False, factory=list)
    held: bool = field(init=False, default=False)
    """A callback was registered: the session lasts until the page is closed."""
    _taken: int = field(init=False, default=0)
    _tag: str = field(init=False)
    """Tells tasks and callbacks of different sessions apart, in logs too."""
    _numbering: int = field(init=False, default=0)
    _listener: LinkListener | None = field(init=False, default=None)
    _state: _State = field(init=False, default=_State.RUNNING)
    _lock: Lock = field(init=False, factory=Lock)
    _inbox: RLock = field(init=False, factory=RLock)
    """Held while an event is taken or a reader comes: requests of one browser may arrive at the
    same time."""

    def __attrs_post_init__(self) -> None:
        self.outbox = Outbox(self.settings.outbox)
        self._tag = self.ids.new_id()[:8]

    @property
    def closed(self) -> bool:
        """Nothing can be sent or asked any more."""
        return self._state is not _State.RUNNING

    def start(self) -> None:
        """Run the app."""
        self.runner.start(self)

    # What tasks use

    def send(self, command: Command, task_id: TaskId) -> None:
        """Encode *command* and put it on its way as soon as there is room.

        Raises:
            TypeError: It cannot be encoded.
            SessionClosedException: The session has ended.
        """
        self.make_room(task_id)
        self.post(command, task_id)

    def post(self, command: Command, task_id: TaskId) -> None:
        """Send *command* as `send` does, but without waiting for anything."""
        if self.closed:
            raise SessionClosedException
        self.outbox.put(self.encode(command, task_id))

    def make_room(self, task_id: TaskId) -> None:
        """Wait, where a task can, until the page takes more.

        Raises:
            SessionClosedException: The session has ended; perhaps because of this task, which
                cannot wait and has sent far too much.
        """
        if self.closed:
            raise SessionClosedException
        if self.runner.can_wait:
            self.outbox.wait_for_room()
            return
        try:
            self.outbox.require_room()
        except OutboxOverflow as overflow:
            logger.warning("ended a session of app %s: %s", self.app.name, overflow)
            self.finish(notice_of(self, overflow), task_id)
            raise SessionClosedException from overflow

    def open_task(self, name: str) -> TaskContext:
        """Begin a task; the session lasts at least until `close_task`."""
        with self._lock:
            task = TaskContext(TaskId(f"{name}-{self._next_name()}"), self)
            self._tasks[task.id] = task
        return task

    def reopen_task(self, task: TaskContext) -> None:
        """Count *task* among the running ones (again)."""
        with self._lock:
            self._tasks[task.id] = task

    def close_task(self, task: TaskContext) -> None:
        """End a task; the session ends with its last one, unless callbacks hold it open."""
        with self._lock:
            self._tasks.pop(task.id, None)
            done = not self._tasks and not self.held
        if done:
            self.finish()

    def fail(self, task: TaskContext, error: Exception) -> None:
        """Do with an uncaught *error* of the app what the program wants; by default report it."""
        handle = self.settings.defaults.on_task_exception or partial(report, task, error)
        try:
            handle()
        except Exception as another:  # noqa: BLE001  # it is the app's as well
            report(task, another)

    def add_callback(self, callback: Callback) -> CallbackId:
        """Let the page call *callback*; the session now lasts until the page is closed."""
        with self._lock:
            callback_id = CallbackId(f"CB-{callback.name}-{self._next_name()}")
            self.held = True
        self.page.add_callback(callback_id, callback)
        return callback_id

    def defer(self, call: Callable[[], object]) -> None:
        """Run *call* when the session ends, whatever ends it; first come, first run."""
        with self._lock:
            self._deferred.append(call)

    # SessionLink, for transports

    @property
    def idle(self) -> bool:
        if self.runner.pending:
            return False
        with self._lock:
            if self._tasks or self.held:
                return all(task.idle for task in self._tasks.values())
        # Behind the last task come the last words.
        return self.outbox.ended

    def push(self, event: Event | None, number: int | None = None) -> int:
        with self._inbox:
            if number is not None:
                if number > self._taken + 1:
                    self.ignored.dropped += 1
                if number != self._taken + 1:
                    return self._taken
                self._taken = number
            if isinstance(event, CallbackCalled):
                self._call(event)
            elif event is not None:
                self._deliver(event)
            return self._taken

    def pull(self, after: int, confirmed: int, limit: int) -> Batch:
        return self.outbox.read(after, confirmed, limit)

    def pull_groups(self, executed: int) -> Groups:
        with self._lock:
            window = self._window = self._window or Window(self.outbox)
        return window.groups(executed)

    def listen(self, listener: LinkListener | None) -> int:
        with self._inbox:
            before, self._listener = self._listener, listener
            if before is not None and listener is not None:
                before.replaced()
            self.outbox.set_reader(None if listener is None else listener.wake)
            return self.outbox.confirmed

    def close(self) -> None:
        with self._lock:
            was_running = self._state is _State.RUNNING
            self._state = _State.CLOSED
        self.outbox.close()
        self._listener = None
        if was_running:
            self.runner.close(self._run_deferred, self._wake_tasks)
        self.page.close()

    def _call(self, event: CallbackCalled) -> None:
        callback = self.page.callback(event.callback_id)
        if callback is None or self.closed:
            self.ignored.unknown += 1
        elif not self.runner.call(callback, event.data):
            self.ignored.dropped += 1

    def _deliver(self, event: TaskEvent) -> None:
        task = self._tasks.get(event.task_id)
        mailbox = None if task is None else task.mailbox_for(event)
        if mailbox is None:
            self.ignored.unknown += 1
        elif not mailbox.put(event):
            self.ignored.dropped += 1

    # The end

    def finish(self, last_words: Sequence[Command] = (), task_id: TaskId | None = None) -> None:
        """End the session behind all that was sent: the app is done."""
        with self._lock:
            if self._state is not _State.RUNNING:
                return
            self._state = _State.FINISHED
        self._run_deferred()
        self.outbox.finish(
            [*(self.encode(c, task_id) for c in last_words), self.encode(CloseSession(), None)]
        )
        self._wake_tasks()
        self.runner.finished()
        self.page.close()

    def _run_deferred(self) -> None:
        with self._lock:
            calls, self._deferred = self._deferred, []
        if calls:
            self.runner.complete(self._called(calls))

    def _called(self, calls: Sequence[Callable[[], object]]) -> Flow[None]:
        for call in calls:
            try:
                yield from settled(call())
            except Exception:
                logger.exception("uncaught exception in a deferred call of app %s", self.app.name)

    def _wake_tasks(self) -> None:
        with self._lock:
            tasks = list(self._tasks.values())
        for task in tasks:
            if task.mailbox is not None:
                task.mailbox.close()
        self.own_loops.end()

    def _next_name(self) -> str:
        """Return what no other task or callback is called; the lock is held."""
        self._numbering += 1
        return f"{self._tag}-{self._numbering}"

    @property
    def debug(self) -> bool:
        """Tell the page what went wrong where."""
        return self.settings.debug or self.settings.defaults.debug

    def text(self, text: BuiltInText, english: str | None = None) -> str:
        """Return *text* in the words of the app, or in the language of its page.

        *english* takes the place of the text in English.
        """
        page = self.app.page.over(self.settings.pages.merged())
        if page.texts is not None and text.id in page.texts:
            return page.texts[text.id]
        return text.in_language(page.language or self.client.user_language, english)
