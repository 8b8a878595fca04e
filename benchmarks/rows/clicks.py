"""How fast a click is answered: alone, in a crowd, and beside busy sessions."""

import threading
import time
from contextlib import suppress
from functools import partial

from ..client import ClientError, Connection
from ..load import closed_loop, connect, one_by_one, one_by_one_for, open_loop, sessions
from ..model import Aim, Effort, Probe, Row, Samples, Target
from ..stats import median, percentile

CROWD = 100


def _alone(app: str, target: Target, effort: Effort) -> Samples:
    with connect(target, app) as session:
        one_by_one(session, 50)
        times = one_by_one(session, effort.count(500, 100))
    return {f"click.{app}": median(times) * 1000}


def _crowd(app: str, target: Target, effort: Effort) -> Samples:
    with sessions(target, app, CROWD) as members:
        open_loop(members, 3, 0.5)
        waits = open_loop(members, 3, effort.seconds(4))
    return {f"crowd.{app}": percentile(waits, 99) * 1000}


def _rate(app: str, target: Target, effort: Effort) -> Samples:
    with sessions(target, app, CROWD) as members:
        return {f"rate.{app}": closed_loop(members, effort.seconds(2))}


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


def _probes(app: str, crowd_ms: float) -> tuple[Probe, ...]:
    alone = Row(
        f"click.{app}", f"click → output, 1 session, {app}, p50", "ms", Aim(1.3, of_limit=True)
    )
    crowd = Row(f"crowd.{app}", f"100 sessions × 3 clicks/s, {app}, p99", "ms", Aim(crowd_ms))
    aim = Aim(0.7, of_limit=True, at_least=True)
    rate = Row(f"rate.{app}", f"100 sessions closed loop, {app}", "clicks/s", aim)
    return (
        Probe((alone,), partial(_alone, app), "click"),
        Probe((crowd,), partial(_crowd, app), "click"),
        Probe((rate,), partial(_rate, app), "click"),
    )


_FLOOD = Row("click.beside-flood", "click while another session floods, p50", "ms", Aim(10))
_COMPUTE = Row("click.beside-compute", "click while another session computes, p99", "ms", Aim(12))

PROBES = (
    *_probes("thread", 8),
    *_probes("coroutine", 2.5),
    Probe((_FLOOD,), _beside_flood, "output", fresh=True),
    Probe((_COMPUTE,), _beside_compute, "compute", fresh=True),
)
