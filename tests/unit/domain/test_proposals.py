"""Ids that browsers propose."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from pywebio.domain import proposals as module
from pywebio.domain.proposals import Proposals
from pywebio.ports.types import SessionId

if TYPE_CHECKING:
    import pytest

ONE, TWO = SessionId("one"), SessionId("two")


def test_a_repeated_proposal_opens_one_session() -> None:
    proposals = Proposals()
    assert proposals.open("p", lambda: ONE) == ONE
    assert proposals.open("p", lambda: TWO) == ONE
    assert proposals.session_of("p") == ONE


def test_proposals_at_the_same_time_open_one_session() -> None:
    proposals, made = Proposals(), list[SessionId]()

    def make() -> SessionId:
        made.append(SessionId(str(len(made))))
        return made[-1]

    threads = [Thread(target=proposals.open, args=("p", make)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["0"]


def test_a_proposal_is_worthless_once_the_own_id_was_used() -> None:
    proposals = Proposals()
    proposals.open("p", lambda: ONE)
    assert not proposals.is_used_up("p")
    proposals.use_up(ONE)
    assert proposals.session_of("p") is None
    assert proposals.is_used_up("p")


def test_a_session_that_is_gone_frees_its_proposal() -> None:
    proposals = Proposals()
    proposals.open("p", lambda: ONE)
    proposals.forget(ONE)
    assert proposals.session_of("p") is None
    assert not proposals.is_used_up("p")
    assert proposals.open("p", lambda: TWO) == TWO


def test_unknown_ones_are_no_error() -> None:
    proposals = Proposals()
    proposals.use_up(ONE)
    proposals.forget(ONE)
    assert proposals.session_of("p") is None
    assert not proposals.is_used_up("p")


def test_only_the_newest_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    proposals = Proposals()
    for name in ("a", "b", "c"):
        proposals.open(name, lambda name=name: SessionId(f"of {name}"))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    assert [proposals.session_of(name) for name in ("a", "b", "c")] == [None, "of b", "of c"]
    assert len(proposals._good) == 2
