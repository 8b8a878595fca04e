"""What the headers of a request tell of its sender."""

from __future__ import annotations

from typing import Literal

from pywebio.domain.client import ClientInfo
from pywebio.ports.http import HttpRequest


def client_info(
    request: HttpRequest, protocol: Literal["websocket", "http"] = "websocket"
) -> ClientInfo:
    """Return what a session that begins with *request* knows of its browser."""
    languages = request.headers.get("accept-language", "")
    return ClientInfo(
        user_agent=request.headers.get("user-agent", ""),
        user_language=languages.split(",")[0].split(";")[0].strip(),
        server_host=request.headers.get("host", ""),
        origin=request.headers.get("origin", ""),
        user_ip=request.remote_address,
        backend=request.backend,
        protocol=protocol,
        request=request.native,
    )
