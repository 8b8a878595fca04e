"""What the headers of a request tell of its sender."""

from __future__ import annotations

import pytest

from pywebio.ports.http import HttpRequest
from pywebio.protocol.client import client_info


def test_everything_comes_from_the_request() -> None:
    native = object()
    client = client_info(
        HttpRequest(
            method="GET",
            headers={"user-agent": "Firefox", "host": "app.example", "origin": "https://x.example"},
            remote_address="192.0.2.1",
            backend="tornado",
            native=native,
        )
    )
    assert client.user_agent == "Firefox"
    assert client.server_host == "app.example"
    assert client.origin == "https://x.example"
    assert client.user_ip == "192.0.2.1"
    assert client.backend == "tornado"
    assert client.protocol == "websocket"
    assert client.request is native


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de-AT"),
        ("zh-CN", "zh-CN"),
        ("fr;q=0.5", "fr"),
        (" en , de", "en"),
        (",", ""),
        ("", ""),
    ],
)
def test_the_language_is_the_first_one(header: str, language: str) -> None:
    request = HttpRequest(method="GET", headers={"accept-language": header})
    assert client_info(request).user_language == language


def test_a_request_without_headers_tells_nothing() -> None:
    client = client_info(HttpRequest(method="GET"), "http")
    assert (client.user_agent, client.user_language, client.origin) == ("", "", "")
    assert client.protocol == "http"
