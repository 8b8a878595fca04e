"""Policies that say what a test wants them to say."""

from __future__ import annotations

from attrs import define, field

from pywebio.domain.origin import OriginPolicy
from pywebio.testing._contract import require

__all__ = ["RecordingOrigins", "check_origin_policy"]

_NO_ORIGINS = (
    "",
    "null",
    "app.example",
    "//app.example",
    "https://",
    "https://app.example/",
    "https://app.example/path",
    "https://app.example?query",
    "https://app.example#part",
    "https://user@app.example",
    "https://app.example@evil.example",
    "https://evil.example/.app.example",
    "https://evil.example\\.app.example",
    "https://app.example evil.example",
    "https://app.example\n",
    "https://app.example:port",
    "https://[::1",
    "javascript:alert(1)",
    "\0",
    "x" * 10_000,
)


@define(eq=False)
class RecordingOrigins:
    """An `OriginPolicy` that gives one answer and keeps what it was asked."""

    answer: bool = True
    asked: list[tuple[str, str]] = field(init=False, factory=list)
    """Pairs of origin and host."""

    def allows(self, origin: str, host: str) -> bool:
        """Return the one answer."""
        self.asked.append((origin, host))
        return self.answer


def check_origin_policy(policy: OriginPolicy) -> None:
    """Check that *policy* keeps what `pywebio.domain.origin.OriginPolicy` promises.

    The page's own host is allowed, whatever its case and with default ports spelled out or not;
    what is no origin is refused; nothing that a client sends raises.

    A policy that leaves the decision to a function of the author is as good as that function.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    for origin, host in (
        ("http://app.example", "app.example"),
        ("http://app.example", "app.example:80"),
        ("https://app.example:443", "app.example"),
        ("https://APP.example", "App.Example"),
        ("http://app.example:8080", "app.example:8080"),
        ("http://[::1]:8080", "[::1]:8080"),
        ("http://127.0.0.1", "127.0.0.1"),
    ):
        require(
            policy.allows(origin, host) is True, f"{origin} is the own page of {host}: allow it"
        )
    for origin in _NO_ORIGINS:
        require(policy.allows(origin, "app.example") is False, f"{origin!r:.60} is no origin")
    for host in ("", "[", "app.example/path", "\0", "x" * 10_000):
        require(
            policy.allows("https://other.example", host) is False,
            f"the origin https://other.example is no page of the host {host!r:.60}",
        )
