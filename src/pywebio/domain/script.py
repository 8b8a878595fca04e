"""Script mode: a program that starts no server has one page of its own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, Thread, current_thread, get_ident
from weakref import WeakKeyDictionary

from attrs import define, field

from pywebio.domain.commands import Output
from pywebio.domain.context import current_session, current_task
from pywebio.domain.errors import SessionException, SessionNotFoundException
from pywebio.domain.notices import notify
from pywebio.domain.scope import ROOT, selector
from pywebio.domain.session import Session
from pywebio.domain.tasks import TaskContext
from pywebio.ports.registry import SessionLink
from pywebio.ports.types import JsonObject

_DELIVERY_SECONDS = 10.0
"""How long the end of a program waits for a browser that does not take its last output."""

_TAKEN = (
    "This program shows a single page, which is open in another window or has been closed. "
    "Start the program again to use it here."
)


@define(eq=False)
class Script:
    """The page of this program, and who uses it. Lives as long as its container.

    Every thread that belongs to no session uses this page, unless the program serves apps. The
    page is an ordinary session; its app only tells that somebody has come.
    """

    _serves_apps: bool = field(init=False, default=False)
    _show: Callable[[], None] | None = field(init=False, default=None)
    """Opens the page in a browser; None before the first use."""
    _session: Session | None = field(init=False, default=None)
    _arrived: Event = field(init=False, factory=Event)
    _left: Event = field(init=False, factory=Event)
    _tasks: WeakKeyDictionary[Thread, TaskContext] = field(init=False, factory=WeakKeyDictionary)
    _lock: Lock = field(init=False, factory=Lock)

    # What the program does

    def yield_to_servers(self) -> None:
        """Note that the program serves apps: from now on nothing outside of them has a page.

        Raises:
            RuntimeError: It has used its own page.
        """
        with self._lock:
            if self._show is not None:
                raise RuntimeError(
                    "cannot serve apps: this program has called a function of pywebio.input, "
                    "output, pin or session outside of an app, which made a page of its own for "
                    "it (script mode). Move that call into the function that is to be served."
                )
            self._serves_apps = True

    def task(self, open_page: Callable[[], Callable[[], None]]) -> TaskContext:
        """Return the task of the calling thread; the first call waits for a browser.

        *open_page* serves the page, and returns what shows it in a browser.

        Raises:
            SessionNotFoundException: The program serves apps.
            OSError: The page cannot be served.
        """
        task = self._tasks.get(current_thread())
        if task is not None:
            return task
        with self._lock:
            if self._serves_apps:
                raise SessionNotFoundException
            if self._show is None:
                self._show = open_page()
                self._show()
        self._arrived.wait()
        return self._new_task()

    def renew(self) -> None:
        """Let the next call open a new page, if this one was closed."""
        with self._lock:
            if self._show is not None and self._left.is_set():
                self._session = None
                self._tasks.clear()
                self._arrived.clear()
                self._left.clear()
                self._show()

    def end(self, error: BaseException | None) -> None:
        """End the page behind the program, which ended by *error*, once it has all that was sent.

        A page with callbacks is first waited for until it is closed.
        """
        session = self._session
        if session is None:
            return
        if isinstance(error, Exception) and not isinstance(error, SessionException):
            notify(session.open_task("script"), error)
        if session.held and not isinstance(error, KeyboardInterrupt):
            self._left.wait()
        else:
            session.finish()
            self._left.wait(_DELIVERY_SECONDS)

    # What the server calls

    def app(self) -> None:
        """Be the page's app: give the session to the program, if it has none yet."""
        session = current_session()
        with self._lock:
            if self._session is None:
                self._session = session
                # The session lasts longer than this function.
                session.open_task("script")
                self._arrived.set()
                return
        spec: JsonObject = {
            "type": "text",
            "content": _TAKEN,
            "scope": selector(ROOT),
            "position": -1,
        }
        current_task().send(Output(spec))

    def left(self, link: SessionLink) -> None:
        """Note that *link* has ended: its page was closed, or has got everything."""
        if link is self._session:
            self._left.set()

    # Inside

    def _new_task(self) -> TaskContext:
        thread = current_thread()
        with self._lock:
            session = self._session
            if session is None:
                raise SessionNotFoundException
            for other in list(self._tasks):
                if not other.is_alive():
                    session.close_task(self._tasks.pop(other))
            task = self._tasks[thread] = session.open_task(thread.name)
            task.runs_in = get_ident()
        return task
