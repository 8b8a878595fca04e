"""How fast a click is answered: alone, in a crowd, and beside busy sessions."""

import threading
import time
from contextlib import suppress
from functools import partial

from ..client import Connection
from ..load import closed_loop, connect, one_by_one, one_by_one_for, open_loop, sessions
from ..model import Aim, Backend, Effort, Probe, Quotient, Row, Samples, Target
from ..session import ClientError
from ..stats import median, percentile

CROWD = 100


def _alone(name: str, app: str, target: Target, effort: Effort) -> Samples:
    with connect(target, app) as session:
        one_by_one(session, 50)
        times = one_by_one(session, effort.count(500, 100))
    return {name: median(times) * 1000}


def _crowd(app: str, target: Target, effort: Effort) -> Samples:
    with sessions(target, app, CROWD) as members:
        open_loop(members, 3, 0.5)
        waits = open_loop(members, 3, effort.seconds(4))
    return {f"crowd.{app}": percentile(waits, 99) * 1000}


def _rate(name: str, app: str, target: Target, effort: Effort) -> Samples:
    with sessions(target, app, CROWD) as members:
        return {name: closed_loop(members, effort.seconds(2))}


def _beside_flood(target: Target, effort: Effort) -> Samples:
    with connect(target, "endless") as flooding, connect(target, "thread") as session:
        flooding.click()
        reader = threading.Thread(target=_swallow, args=(flooding,), daemon=True)
        reader.start()
        time.sleep(effort.seconds(1.5))  # a backlog, if the server makes one, builds up
        times = one_by_one_for(session, effort.seconds(2))
        flooding.socket.shutdown(2)
        reader.join()
    return {"click.beside-flood": median(times) * 1000}


def _swallow(flooding: Connection) -> None:
    """Read everything and look at nothing, so that the load costs the client little."""
    with suppress(OSError, ClientError):
        while flooding.socket.recv(1 << 18):
            pass


def _beside_compute(target: Target, effort: Effort) -> Samples:
    with connect(target, "compute") as computing, connect(target, "thread") as session:
        computing.click()
        one_by_one(session, 5)
        times = one_by_one_for(session, effort.seconds(3))
    return {"click.beside-compute": percentile(times, 99) * 1000}


def _click_probe(name: str, what: str, app: str, backend: Backend = "tornado") -> Probe:
    aim = Aim(1.3, of_limit=True)
    row = Row(f"click.{name}", f"click → output, 1 session, {what}, p50", "ms", aim)
    return Probe((row,), partial(_alone, row.name, app), "click", backend)


def _rate_probe(name: str, what: str, app: str, backend: Backend = "tornado") -> Probe:
    aim = Aim(0.7, of_limit=True, at_least=True)
    row = Row(f"rate.{name}", f"100 sessions closed loop, {what}", "clicks/s", aim)
    return Probe((row,), partial(_rate, row.name, app), "click", backend)


def _crowd_probe(app: str, aim_ms: float) -> Probe:
    row = Row(f"crowd.{app}", f"100 sessions × 3 clicks/s, {app}, p99", "ms", Aim(aim_ms))
    return Probe((row,), partial(_crowd, app), "click")


_FLOOD = Row("click.beside-flood", "click while another session floods, p50", "ms", Aim(10))
_COMPUTE = Row("click.beside-compute", "click while another session computes, p99", "ms", Aim(12))

PROBES = (
    _click_probe("thread", "thread", "thread"),
    _click_probe("coroutine", "coroutine", "coroutine"),
    _click_probe("aiohttp", "aiohttp, coroutine", "coroutine", "aiohttp"),
    _click_probe("fastapi", "FastAPI, coroutine", "coroutine", "fastapi"),
    _crowd_probe("thread", 8),
    _crowd_probe("coroutine", 2.5),
    _rate_probe("thread", "thread", "thread"),
    # One after the other, since they are compared with each other.
    _rate_probe("coroutine", "coroutine", "coroutine"),
    _rate_probe("aiohttp", "aiohttp, coroutine", "coroutine", "aiohttp"),
    _rate_probe("fastapi", "FastAPI, coroutine", "coroutine", "fastapi"),
    Probe((_FLOOD,), _beside_flood, "output", fresh=True),
    Probe((_COMPUTE,), _beside_compute, "compute", fresh=True),
)

_AIOHTTP_RATE = Row(
    "rate.aiohttp-tornado",
    "aiohttp ÷ Tornado, closed loop",
    "×",
    Aim(0.85, of_limit=True, at_least=True),
)

QUOTIENTS = (Quotient(_AIOHTTP_RATE, "rate.aiohttp", "rate.coroutine"),)
