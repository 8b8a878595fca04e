"""What all runners share."""

from __future__ import annotations

from tests.unit.support import FakeRunner


def test_a_runner_that_begins_its_calls_at_once_has_none_pending() -> None:
    assert not FakeRunner().pending
