"""What sessions, clicks and buttons keep."""

import time
from functools import partial

from ..client import Connection
from ..load import AT_ONCE, begin, connect, sessions
from ..model import OTHERS, POLLING, Aim, Backend, Effort, Probe, Row, Samples, Target
from ..session import DONE
from ..stats import rss_kib, threads

WINDOW = 16


def _idle(app: str, target: Target, effort: Effort) -> Samples:
    number = effort.count(500, 300)
    with sessions(target, app, 50, deflate=True):
        _settle()
        memory, held = rss_kib(target.pid), threads(target.pid)
        with sessions(target, app, number, deflate=True):
            _settle()
            memory, held = rss_kib(target.pid) - memory, threads(target.pid) - held
    return {f"idle.{app}": memory / number, f"idle.threads-{app}": held / number}


def _idle_on(backend: Backend, target: Target, effort: Effort) -> Samples:
    # Fewer where the published version opens ten sessions a second.
    number = effort.count(120 if backend in POLLING else 500, 100)
    with sessions(target, "thread", 20, deflate=True):
        _settle()
        before = rss_kib(target.pid)
        with sessions(target, "thread", number, deflate=True):
            _settle()
            memory = rss_kib(target.pid) - before
    return {f"idle.{backend}": memory / number}


def _settle() -> None:
    """Let the server finish what it does after the last answer."""
    time.sleep(1.5)


def _clicks(target: Target, effort: Effort) -> Samples:
    number = effort.count(4000, 1000)
    with connect(target, "thread") as session:
        _click_windows(session, 1000)
        _settle()
        before = rss_kib(target.pid)
        _click_windows(session, number)
        _settle()
        kept = rss_kib(target.pid) - before
    return {"kept.clicks": kept * 1000 / number}


def _click_windows(session: Connection, number: int) -> None:
    """Click *number* times, a window of clicks at once."""
    for _ in range(number // WINDOW):
        for _ in range(WINDOW):
            session.click()
        missing = WINDOW
        while missing > 0:
            missing -= sum(payload.count(DONE) for payload in session.read())


def _buttons(target: Target, effort: Effort) -> Samples:
    number = effort.count(3000, 1000)
    with connect(target, "thread") as session:
        session.quick = True
        _replace(session, 1000)
        _settle()
        before = rss_kib(target.pid)
        _replace(session, number)
        _settle()
        kept = rss_kib(target.pid) - before
    return {"kept.buttons": kept * 1000 / number}


def _replace(session: Connection, number: int) -> None:
    for _ in range(number):
        session.click()
        session.wait_for_button()


def _finished(target: Target, effort: Effort) -> Samples:
    number = effort.count(2000, 1500)
    _finish(target, 1000)
    _settle()
    before = rss_kib(target.pid)
    _finish(target, number)
    _settle()
    return {"kept.finished": (rss_kib(target.pid) - before) * 1000 / number}


def _finish(target: Target, number: int) -> None:
    """Open sessions whose app ends at once, and stay until each has ended."""
    for _ in range(number // AT_ONCE):
        group = [begin(target, "finish") for _ in range(AT_ONCE)]
        for session in group:
            with session:
                session.wait_for(b'"close_session"')


def _idle_probe(app: str, aim: float) -> Probe:
    memory = Row(f"idle.{app}", f"idle session, deflate offered, {app}", "KiB", Aim(aim))
    held = Row(
        f"idle.threads-{app}", f"threads held by an idle session, {app}", "threads", Aim(0.05)
    )
    return Probe((memory, held), partial(_idle, app), "click", fresh=True)


def _backend_probe(backend: Backend, title: str, aim: float) -> Probe:
    row = Row(f"idle.{backend}", f"idle session, {title}, thread", "KiB", Aim(aim))
    return Probe((row,), partial(_idle_on, backend), "click", backend, fresh=True, steady=True)


_CLICKS = Row("kept.clicks", "kept of 1,000 clicks in one session", "KiB", Aim(32))
_BUTTONS = Row("kept.buttons", "kept of 1,000 replaced buttons", "KiB", Aim(32))
_FINISHED = Row("kept.finished", "kept of 1,000 finished polling sessions", "KiB", Aim(400))

PROBES = (
    _idle_probe("thread", 45),
    _idle_probe("coroutine", 25),
    *(_backend_probe(backend, title, 45) for backend, title in OTHERS.items()),
    Probe((_CLICKS,), _clicks, "click", fresh=True),
    Probe((_BUTTONS,), _buttons, "replace", limit=False, fresh=True),
    Probe(
        (_FINISHED,),
        _finished,
        "polling",
        "tornado_http",
        limit=False,
        fresh=True,
        own_client=True,
        steady=True,
    ),
)
