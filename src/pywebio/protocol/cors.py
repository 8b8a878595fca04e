"""Pages of other origins: who is refused, and what the others are told (protocol reference, 3.4)."""

from __future__ import annotations

from collections.abc import Mapping

from pywebio.domain.origin import OriginPolicy
from pywebio.ports.http import HttpRequest

SESSION_HEADER = "webio-session-id"

_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": f"content-type, {SESSION_HEADER}",
    "Access-Control-Expose-Headers": SESSION_HEADER,
    "Access-Control-Max-Age": "86400",
    "Vary": "Origin",
}


def is_refused(request: HttpRequest, policy: OriginPolicy) -> bool:
    """Tell whether *request* comes from a page that may not use this server."""
    origin = request.headers.get("origin", "")
    if not origin:
        return False
    # What is no text cannot be sent back in a header, whatever an author's function says of it.
    allowed = origin.isprintable() and policy.allows(origin, request.headers.get("host", ""))
    return not allowed


def cors_headers(request: HttpRequest) -> Mapping[str, str]:
    """Return the headers that let the page of an allowed origin read the answer."""
    origin = request.headers.get("origin", "")
    return {"Access-Control-Allow-Origin": origin, **_ALLOWED} if origin else {}
