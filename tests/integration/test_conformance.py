"""
Replays the recorded conversations of the published version, one test per case.

``tests/conformance/replay.py`` does the work; it is run once per module of cases. The cases that
``tests/conformance.md`` lists must differ, all others must be equal.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.conformance

TESTS = Path(__file__).parent.parent
FOLDER = TESTS / "conformance"
MODULES = [
    "in_*",
    "out_*",
    "pin_*",
    "session_*",
    "apps",
    "page",
    "reconnect",
    "static",
    "backend_*",
    "http_flask",
    "path_deploy",
]
POLLING = {"backend_django", "backend_tornado_http", "http_flask"}
"""There an answer holds what the app says within 0.1 s (section 3.1), which a machine at its limit may
not give it. The same difference twice is one of ours."""

CASES = sorted(
    f"{path.parent.name}/{path.stem}"
    for path in FOLDER.glob("golden/*/*.jsonl")
    if any(fnmatchcase(path.parent.name, pattern) for pattern in MODULES)
)


class ListedFault(NamedTuple):
    """A row of ``tests/conformance.md``."""

    our_behaviour: str
    reason: str


def listed_faults() -> dict[str, ListedFault]:
    """Read the table: case → why we differ."""
    text = (TESTS / "conformance.md").read_text("utf-8")
    rows = [
        [cell.strip(" `") for cell in line.strip().strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    return {row[0]: ListedFault(row[1], row[2]) for row in rows[2:]}


FAULTS = listed_faults()


class Replay(NamedTuple):
    """What the tool said about one module of cases."""

    verdicts: dict[str, str]
    explanations: dict[str, str]
    output: str


def replay_module(module: str, folder: Path) -> Replay:
    """Run the tool on one module; once more if it spoke by polling to a machine that was too busy."""
    replay = run_tool(module, folder)
    differs = {case for case, verdict in replay.verdicts.items() if verdict != "equal"} - {*FAULTS}
    return run_tool(module, folder) if differs and module in POLLING else replay


def run_tool(module: str, folder: Path) -> Replay:
    """Run the tool on one module."""
    report = folder / f"{module}.json"
    arguments = ["replay", "--only", f"{module}/*", "--json", str(report), "--log", str(folder)]
    run = subprocess.run(
        [sys.executable, str(FOLDER / "replay.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    verdicts = json.loads(report.read_text("utf-8"))["cases"] if report.exists() else {}
    explanations = re.findall(
        r"^(?:DIFF|NOT RUN) +(\S+)(.*\n(?: {4}.*\n)*)", run.stdout, re.MULTILINE
    )
    log = folder / f"{module}.log"
    server = log.read_text("utf-8")[-4000:] if log.exists() else ""
    return Replay(verdicts, dict(explanations), f"{run.stdout[-4000:]}\nServer:\n{server}")


@pytest.fixture(scope="session")
def replays(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Replay]]]:
    """Replay the modules that are asked for, two at a time, while the tests wait for theirs."""
    folder = tmp_path_factory.mktemp("conformance")
    modules = dict.fromkeys(
        str(item.callspec.params["case"]).partition("/")[0]
        for item in request.session.items
        if isinstance(item, pytest.Function) and "replays" in item.fixturenames
    )
    pool = ThreadPoolExecutor(max_workers=2)
    yield {module: pool.submit(replay_module, module, folder) for module in modules}
    pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("case", CASES)
def test_same_conversation(case: str, replays: dict[str, Future[Replay]]) -> None:
    replay = replays[case.partition("/")[0]].result()
    verdict = replay.verdicts.get(case, "not run")
    explanation = replay.explanations.get(case, replay.output)
    if verdict == "not run":
        pytest.fail(f"{case} was not run\n{explanation}", pytrace=False)
    if case in FAULTS and verdict == "equal":
        pytest.fail(f"{case} is equal now: take it off tests/conformance.md", pytrace=False)
    if case not in FAULTS and verdict == "differs":
        pytest.fail(f"{case} differs (- published, + ours){explanation}", pytrace=False)


def test_every_listed_fault_is_a_case_with_a_reason() -> None:
    assert FAULTS.keys() <= set(CASES)
    assert all(fault.our_behaviour and fault.reason for fault in FAULTS.values())
