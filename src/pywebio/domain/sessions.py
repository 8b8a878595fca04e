"""Opening sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import define, field

from pywebio.domain.application import Application
from pywebio.domain.client import ClientInfo
from pywebio.domain.commands import Command
from pywebio.domain.own_loops import OwnLoops
from pywebio.domain.runner_coroutine import CoroutineSessionRunner
from pywebio.domain.runner_thread import ThreadSessionRunner
from pywebio.domain.session import Session
from pywebio.domain.settings import Ignored, SessionSettings
from pywebio.domain.targets import INDEX
from pywebio.domain.workers import WorkerThreads
from pywebio.ports.ids import IdSource
from pywebio.ports.loop import EventLoop, RunInOwnLoop
from pywebio.ports.types import SessionId, TaskId


@define(eq=False, kw_only=True)
class SessionFactory:
    """Makes the sessions of one mounted URL. Lives as long as its server."""

    apps: Mapping[str, Application]
    """By name; `index` is always there."""
    settings: SessionSettings
    encode: Callable[[Command, TaskId | None], bytes]
    ids: IdSource
    workers: WorkerThreads
    run_in_own_loop: RunInOwnLoop
    ignored: Ignored = field(init=False, factory=Ignored)

    def app(self, name: str | None) -> Application:
        """Return the app of that name; an unknown one is the index."""
        return self.apps.get(name or INDEX) or self.apps[INDEX]

    def new_session(
        self, app: Application, client: ClientInfo, lend: Callable[[], EventLoop]
    ) -> Session:
        """Make a session that is still to be started; *lend* gives coroutine apps their loop."""
        return Session(
            id=SessionId(self.ids.new_id()),
            app=app,
            client=client,
            settings=self.settings,
            encode=self.encode,
            ids=self.ids,
            ignored=self.ignored,
            runner=CoroutineSessionRunner(lend())
            if app.is_coroutine
            else ThreadSessionRunner(self.workers),
            own_loops=OwnLoops(self.run_in_own_loop),
        )
