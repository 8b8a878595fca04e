"""Answers to requests that cannot be served."""

from __future__ import annotations

from pywebio.ports.http import HttpResponse

NO_STORE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Headers of everything that is about one session."""


class Refusal(Exception):
    """A request is answered with an error and a reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status

    def response(self) -> HttpResponse:
        """Return the answer."""
        return HttpResponse(
            status=self.status,
            body=str(self).encode("utf-8", "replace"),
            headers={"Content-Type": "text/plain; charset=utf-8", **NO_STORE},
        )
