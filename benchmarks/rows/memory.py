"""What sessions, clicks and buttons keep."""

import time
from functools import partial

from ..client import DONE, Connection
from ..load import connect, sessions
from ..model import Aim, Effort, Probe, Row, Samples, Target
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


def _idle_probe(app: str, aim: float) -> Probe:
    memory = Row(f"idle.{app}", f"idle session, deflate offered, {app}", "KiB", Aim(aim))
    held = Row(
        f"idle.threads-{app}", f"threads held by an idle session, {app}", "threads", Aim(0.05)
    )
    return Probe((memory, held), partial(_idle, app), "click", fresh=True)


_CLICKS = Row("kept.clicks", "kept of 1,000 clicks in one session", "KiB", Aim(32))
_BUTTONS = Row("kept.buttons", "kept of 1,000 replaced buttons", "KiB", Aim(32))

PROBES = (
    _idle_probe("thread", 45),
    _idle_probe("coroutine", 25),
    Probe((_CLICKS,), _clicks, "click", fresh=True),
    Probe((_BUTTONS,), _buttons, "replace", limit=False, fresh=True),
)
