"""Pages of other origins."""

from __future__ import annotations

import pytest

from pywebio.domain.origin import CallableOrigins, SameSite
from pywebio.ports.http import HttpRequest
from pywebio.protocol.cors import cors_headers, is_refused


def request(origin: str | None) -> HttpRequest:
    headers = {"host": "app.example"}
    return HttpRequest(
        method="GET", headers=headers if origin is None else {**headers, "origin": origin}
    )


@pytest.mark.parametrize(
    ("origin", "refused"),
    [(None, False), ("https://app.example", False), ("https://evil.example", True)],
)
def test_the_policy_decides_about_requests_that_name_their_page(
    origin: str | None, refused: bool
) -> None:
    assert is_refused(request(origin), SameSite()) is refused


def test_what_cannot_stand_in_a_header_is_refused_whatever_the_author_says() -> None:
    anything = CallableOrigins(bool)
    assert not is_refused(request("https://any.example"), anything)
    assert is_refused(request("https://any.example\r\nX-Evil: 1"), anything)


def test_an_allowed_page_may_read_the_answer() -> None:
    headers = cors_headers(request("https://ok.example"))
    assert headers["Access-Control-Allow-Origin"] == "https://ok.example"
    assert headers["Access-Control-Expose-Headers"] == "webio-session-id"
    assert headers["Vary"] == "Origin"


def test_without_origin_nothing_is_said() -> None:
    assert cors_headers(request(None)) == {}
