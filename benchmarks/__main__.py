"""Run the benchmarks: `python -m benchmarks`."""

import argparse
import json
import platform
import sys
import time
from pathlib import Path

from .model import Effort, Outcome, Side
from .rows import PROBES, QUOTIENTS
from .run import available, chosen, compared, run, say
from .servers.environments import frameworks
from .table import as_json, render


def main() -> int:
    """Measure, print the table, and return the exit code: 2 if nothing could run, else 0."""
    arguments = _parser().parse_args()
    wanted: list[Side] = ["published", "limit", "ours"]
    if arguments.counting:
        wanted.append("counting")
    sides = available(wanted)
    effort = Effort(1, 0.3) if arguments.quick else Effort(arguments.rounds)
    probes = chosen(PROBES, QUOTIENTS, arguments.only)
    started, outcomes = time.monotonic(), list[Outcome]()
    for number, probe in enumerate(probes, 1):
        say(f"[{number}/{len(probes)}] {', '.join(row.name for row in probe.rows)}")
        outcomes += run(probe, sides, effort)
    for quotient in QUOTIENTS:
        outcomes = compared(outcomes, quotient)
    if not any(outcome.samples for outcome in outcomes):
        say("nothing could be measured")
        return 2
    print(render(outcomes, sides))
    print(f"\n{_about(effort)}, {time.monotonic() - started:.0f} s")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(as_json(outcomes), indent=1))
    return 0


def _about(effort: Effort) -> str:
    python = platform.python_version()
    return f"Python {python}, {', '.join(frameworks())}\nmedians of {effort.rounds} rounds"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", metavar="GLOB", default="*", help="rows to measure, as 'click.*'")
    parser.add_argument("--rounds", type=int, default=3, help="samples of every row and side")
    parser.add_argument("--quick", action="store_true", help="one short round")
    parser.add_argument("--counting", action="store_true", help="also our own protocol")
    parser.add_argument("--json", metavar="FILE", help="write all samples to this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
