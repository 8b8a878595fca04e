"""Errors as answers."""

from __future__ import annotations

from pywebio.protocol.refusal import Refusal


def test_a_refusal_is_plain_text_that_nobody_keeps() -> None:
    response = Refusal(400, "ack is no whole number").response()
    assert (response.status, response.body) == (400, b"ack is no whole number")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_reason_with_half_a_character_can_be_sent() -> None:
    assert Refusal(400, "\ud800").response().body == b"?"
