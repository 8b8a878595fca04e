"""How fast sessions are opened by browsers that are all different."""

import time
from itertools import count

from ..client import Connection
from ..model import Aim, Effort, Probe, Row, Samples, Target

_numbers = count(1)


def _opened(target: Target, effort: Effort) -> Samples:
    _open(target, 0.3)
    return {"opened": _open(target, effort.seconds(2))}


def _open(target: Target, seconds: float) -> float:
    """Keep several sessions opening at once; return sessions per second."""
    start, opened = time.perf_counter(), 0
    waiting: list[Connection] = []
    while time.perf_counter() - start < seconds:
        waiting.append(_connection(target))
        if len(waiting) >= 8:
            with waiting.pop(0) as session:
                session.wait_for_button()
            opened += 1
    elapsed = time.perf_counter() - start
    for session in waiting:
        session.close()
    return opened / elapsed


def _connection(target: Target) -> Connection:
    number = next(_numbers)
    system = f"Windows NT {number % 7 + 5}.{number % 4}; Win64; x64"
    engine = (
        f"AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{number % 90 + 40}.0.{number}.{number % 9}"
    )
    agent = f"Mozilla/5.0 ({system}) {engine} Safari/537.36"
    return Connection(target.port, "thread", user_agent=agent, counting=target.counting)


_OPENED = Row(
    "opened", "sessions opened, all user agents different", "1/s", Aim(1500, at_least=True)
)

PROBES = (Probe((_OPENED,), _opened, "click"),)
