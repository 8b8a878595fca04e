"""What output costs: lines, conversations with the browser, a reader that does not read."""

import time

from ..client import Connection
from ..load import connect
from ..model import Aim, Effort, Probe, Row, Samples, Target
from ..session import DONE
from ..stats import cpu_seconds, median, rss_kib

SCRIPT = b'"run_script"'


def _flood(target: Target, effort: Effort) -> Samples:
    with connect(target, "flood") as session:
        before = cpu_seconds(target.pid)
        for _ in range(effort.count(2)):
            session.click()
            session.wait_for(DONE)
        used = cpu_seconds(target.pid) - before
    return {"output.flood": used / effort.count(2)}


def _evaljs(target: Target, effort: Effort) -> Samples:
    times: list[float] = []
    with connect(target, "evaljs") as session:
        session.click()
        end = time.perf_counter() + effort.seconds(2)
        while (start := time.perf_counter()) < end:
            session.answer(_next_script(session))
            times.append(time.perf_counter() - start)
    return {"output.evaljs": median(times) * 1000}


def _next_script(session: Connection) -> bytes:
    return session.wait_for(SCRIPT)


def _slow_reader(target: Target, effort: Effort) -> Samples:
    with Connection(target.port, "slow", counting=target.counting, receive_buffer=65536) as session:
        session.wait_for_button()
        time.sleep(0.3)
        before = most = rss_kib(target.pid)
        session.click()
        end = time.monotonic() + max(2.0, effort.seconds(4))
        while time.monotonic() < end:
            time.sleep(0.02)
            most = max(most, rss_kib(target.pid))
    return {"output.slow-reader": (most - before) / 1024}


_FLOOD = Row("output.flood", "10,000 put_text, CPU of the server", "s", Aim(0.35))
_EVALJS = Row("output.evaljs", "put_text + eval_js, per iteration", "ms", Aim(1))
_SLOW = Row(
    "output.slow-reader", "40 MB to a reader that does not read, memory added", "MiB", Aim(8)
)

PROBES = (
    Probe((_EVALJS,), _evaljs, "output", fresh=True),
    Probe((_FLOOD,), _flood, "output"),
    Probe((_SLOW,), _slow_reader, "output", fresh=True),
)
