"""Pages without WebSocket: output that comes by itself, clicks, a flood, many pages."""

import re
import time
from contextlib import ExitStack

from ..load import begin, closed_loop, one_by_one_for, sessions
from ..model import Aim, Effort, Probe, Row, Samples, Target
from ..polling_client import Channel, PollingSession
from ..session import ClientError, Session
from ..stats import median

USERS = 20
_TICK = re.compile(rb"tick ([\d.]+) ")


def _open(target: Target, app: str) -> PollingSession:
    session = PollingSession(target.port, app, held=target.counting)
    session.wait_for_button()
    return session


def _output(target: Target, effort: Effort) -> Samples:
    delays: list[float] = []
    end = time.perf_counter() + max(2.5, effort.seconds(4))
    with _open(target, "ticks") as session:
        while time.perf_counter() < end:
            payloads, now = session.read(0.5), time.time()
            delays += [now - float(tick) for each in payloads for tick in _TICK.findall(each)]
    return {"flask.output": median(delays) * 1000}


def _idle(target: Target, effort: Effort) -> Samples:
    window = effort.seconds(27)
    with _open(target, "thread") as session:
        if session.granted > window:
            # A quick run is too short for it; the server has said how long it holds a request.
            return {"flask.idle-requests": 60 / session.granted}
        before, end = session.polls, time.perf_counter() + window
        while (left := end - time.perf_counter()) > 0:
            session.read(left)
        return {"flask.idle-requests": (session.polls - before) * 60 / window}


def _click(target: Target, effort: Effort) -> Samples:
    with _open(target, "thread") as session:
        one_by_one_for(session, 0.3)
        return {"flask.click": median(one_by_one_for(session, effort.seconds(2.5))) * 1000}


def _flood(target: Target, effort: Effort) -> Samples:
    with _open(target, "endless") as session:
        session.click()
        _lines(session)
        start = last = time.perf_counter()
        number = 0
        while last - start < max(2.0, effort.seconds(3)):
            number += _lines(session)
            last = time.perf_counter()
    return {"flask.flood": number / (last - start)}


def _lines(session: Session) -> int:
    """Wait for lines; return how many have come."""
    while not (number := sum(payload.count(b'"line"') for payload in session.read())):
        pass
    return number


def _rate(target: Target, _: Effort) -> Samples:
    with sessions(target, "thread", USERS) as members:
        # The published version answers its users in turns of two seconds.
        return {"django.rate": closed_loop(members, 4.2)}


def _pages(target: Target, effort: Effort) -> Samples:
    times = [_open_pages(target) for _ in range(effort.count(2))]
    return {"django.pages": median(times) * 1000}


def _open_pages(target: Target) -> float:
    """Open pages as browsers do, each with the HTML first; return the seconds for all of them."""
    start = time.perf_counter()
    with ExitStack() as stack:
        channels = [Channel(target.port) for _ in range(USERS)]
        for channel in channels:
            channel.send("GET", "app=page")
        opened: list[Session] = []
        for channel in channels:
            if not channel.finish()[1]:
                raise ClientError("an empty page")
            channel.socket.close()
            opened.append(stack.enter_context(begin(target, "page")))
        for session in opened:
            session.wait_for(b"first-output")
        return time.perf_counter() - start


_OUTPUT = Row("flask.output", "Flask: put_text → client, no user action, p50", "ms", Aim(20))
_IDLE = Row("flask.idle-requests", "Flask: requests of an idle page", "1/min", Aim(4))
_CLICK = Row("flask.click", "Flask: click → output, 1 session, p50", "ms", Aim(10))
_FLOOD = Row("flask.flood", "Flask: put_text that arrive", "1/s", Aim(10_000, at_least=True))
_RATE = Row("django.rate", "Django: 20 users closed loop", "clicks/s", Aim(1000, at_least=True))
_PAGES = Row("django.pages", "Django: 20 pages opened at once", "ms", Aim(200))

PROBES = (
    Probe((_OUTPUT,), _output, "polling", "flask", limit=False, fresh=True, own_client=True),
    Probe((_IDLE,), _idle, "click", "flask", limit=False, own_client=True),
    Probe((_CLICK,), _click, "click", "flask"),
    Probe((_FLOOD,), _flood, "output", "flask", limit=False, fresh=True, own_client=True),
    Probe((_RATE,), _rate, "click", "django"),
    Probe((_PAGES,), _pages, "browser", "django"),
)
