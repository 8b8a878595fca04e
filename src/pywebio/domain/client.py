"""Who is at the other end."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class ClientInfo:
    """What a session knows of its browser; `pywebio.session.info` shows it."""

    user_agent: str = ""
    """The User-Agent header as sent; parsed when `info.user_agent` is read."""
    user_language: str = ""
    """First entry of Accept-Language, such as `en-US`; empty if there is none."""
    server_host: str = ""
    """The Host header."""
    origin: str = ""
    """The Origin header."""
    user_ip: str = ""
    backend: str = ""
    protocol: str = "websocket"
    request: object = None
    """The request object of the web framework."""
