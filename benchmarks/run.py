"""Take the samples: side by side, in turn, round after round."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from fnmatch import fnmatchcase

from .model import Effort, Outcome, Probe, Quotient, Samples, Side, Target
from .servers.environments import SetupError
from .servers.process import interpreter, serve
from .stats import median

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


def chosen(probes: Sequence[Probe], quotients: Sequence[Quotient], pattern: str) -> list[Probe]:
    """Return the probes that fill at least one row whose name matches, or what it compares."""
    rows = [row.name for probe in probes for row in probe.rows]
    wanted = {name for name in rows if fnmatchcase(name, pattern)}
    for quotient in quotients:
        if fnmatchcase(quotient.row.name, pattern):
            wanted |= {quotient.above, quotient.below}
    return [probe for probe in probes if any(row.name in wanted for row in probe.rows)]


def run(probe: Probe, sides: Sequence[Side], effort: Effort) -> list[Outcome]:
    """Take all samples of one probe."""
    outcomes = {row.name: Outcome(row) for row in probe.rows}
    taking = [side for side in sides if _sensible(probe, side)]
    with ExitStack() as stack:
        running: dict[Side, Target] = {}
        for turn in range(1 if probe.steady else effort.rounds):
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


def compared(outcomes: Sequence[Outcome], quotient: Quotient) -> list[Outcome]:
    """Return *outcomes* and, after the rows it compares, the quotient, if both were measured."""
    by_name = {outcome.row.name: outcome for outcome in outcomes}
    above, below = by_name.get(quotient.above), by_name.get(quotient.below)
    if above is None or below is None:
        return list(outcomes)
    sides = [side for side in above.samples if side in below.samples]
    samples = {side: [median(above.samples[side]) / median(below.samples[side])] for side in sides}
    at = 1 + max(outcomes.index(above), outcomes.index(below))
    return [*outcomes[:at], Outcome(quotient.row, samples), *outcomes[at:]]


def say(text: str) -> None:
    """Tell about progress and trouble, beside the result."""
    print(text, file=sys.stderr, flush=True)


def _sample(
    probe: Probe, side: Side, effort: Effort, running: dict[Side, Target], stack: ExitStack
) -> Samples:
    if probe.fresh:
        with serve(side, probe) as target:
            return probe.measure(target, effort)
    if side not in running:
        running[side] = stack.enter_context(serve(side, probe))
    return probe.measure(running[side], effort)


def _sensible(probe: Probe, side: Side) -> bool:
    if side == "limit":
        return probe.limit
    own = probe.own_client or probe.needs_browser or not probe.app
    return side != "counting" or not own


def _rotated(sides: Sequence[Side], turn: int) -> Iterator[Side]:
    """Let another side begin in every round."""
    for index in range(len(sides)):
        yield sides[(index + turn) % len(sides)]
