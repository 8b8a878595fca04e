"""Take the samples: side by side, in turn, round after round."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from fnmatch import fnmatchcase

from .model import Effort, Outcome, Probe, Samples, Side, Target
from .servers.environments import SetupError
from .servers.process import interpreter, serve

TOO_LONG = 10.0
"""A sample that takes longer (in seconds) is not repeated."""


def available(wanted: Sequence[Side]) -> list[Side]:
    """Return the sides that can run here; say what is wrong with the others."""
    sides = []
    for side in wanted:
        try:
            interpreter(side)
        except SetupError as error:
            say(f"{side}: left out. {error}")
        else:
            sides.append(side)
    return sides


def chosen(probes: Sequence[Probe], pattern: str) -> list[Probe]:
    """Return the probes that fill at least one row whose name matches."""
    return [probe for probe in probes if any(fnmatchcase(row.name, pattern) for row in probe.rows)]


def run(probe: Probe, sides: Sequence[Side], effort: Effort) -> list[Outcome]:
    """Take all samples of one probe."""
    outcomes = {row.name: Outcome(row) for row in probe.rows}
    taking = [side for side in sides if _sensible(probe, side)]
    with ExitStack() as stack:
        running: dict[Side, Target] = {}
        for turn in range(effort.rounds):
            for side in list(_rotated(taking, turn)):
                start = time.monotonic()
                try:
                    samples = _sample(probe, side, effort, running, stack)
                except Exception as error:  # noqa: BLE001 (one row in trouble must not end the run)
                    say(f"{probe.rows[0].name}, {side}: {type(error).__name__}: {error}")
                    taking.remove(side)
                    continue
                for name, value in samples.items():
                    outcomes[name].samples.setdefault(side, []).append(value)
                if time.monotonic() - start > TOO_LONG:
                    taking.remove(side)
    return list(outcomes.values())


def say(text: str) -> None:
    """Tell about progress and trouble, beside the result."""
    print(text, file=sys.stderr, flush=True)


def _sample(
    probe: Probe, side: Side, effort: Effort, running: dict[Side, Target], stack: ExitStack
) -> Samples:
    if probe.fresh:
        with serve(side, probe.app) as target:
            return probe.measure(target, effort)
    if side not in running:
        running[side] = stack.enter_context(serve(side, probe.app))
    return probe.measure(running[side], effort)


def _sensible(probe: Probe, side: Side) -> bool:
    if side == "limit":
        return probe.limit
    return side != "counting" or (bool(probe.app) and not probe.needs_browser)


def _rotated(sides: Sequence[Side], turn: int) -> Iterator[Side]:
    """Let another side begin in every round."""
    for index in range(len(sides)):
        yield sides[(index + turn) % len(sides)]
