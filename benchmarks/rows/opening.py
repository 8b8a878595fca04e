"""How fast sessions are opened by browsers that are all different."""

import time
from functools import partial
from itertools import count

from ..load import begin
from ..model import OTHERS, Aim, Backend, Effort, Probe, Row, Samples, Target
from ..session import Session

_numbers = count(1)


def _opened(backend: Backend, target: Target, effort: Effort) -> Samples:
    _open(target, 0.3)
    return {f"opened.{backend}": _open(target, max(0.9, effort.seconds(1.5)))}


def _open(target: Target, seconds: float) -> float:
    """Keep several sessions opening at once; return sessions per second."""
    start, opened = time.perf_counter(), 0
    waiting: list[Session] = []
    while time.perf_counter() - start < seconds:
        waiting.append(begin(target, "thread", user_agent=_user_agent()))
        if len(waiting) >= 8:
            with waiting.pop(0) as session:
                session.wait_for_button()
            opened += 1
    elapsed = time.perf_counter() - start
    for session in waiting:
        session.close()
    return opened / elapsed


def _user_agent() -> str:
    number = next(_numbers)
    system = f"Windows NT {number % 7 + 5}.{number % 4}; Win64; x64"
    engine = (
        f"AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{number % 90 + 40}.0.{number}.{number % 9}"
    )
    return f"Mozilla/5.0 ({system}) {engine} Safari/537.36"


def _probe(backend: Backend, title: str) -> Probe:
    row = Row(f"opened.{backend}", f"sessions opened, {title}", "1/s", Aim(1500, at_least=True))
    return Probe((row,), partial(_opened, backend), "click", backend)


PROBES = (
    _probe("tornado", "all user agents different"),
    *(_probe(backend, title) for backend, title in OTHERS.items()),
)
