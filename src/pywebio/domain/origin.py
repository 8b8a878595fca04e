"""Which web pages may talk to an app: one policy for every transport and backend."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from typing import Protocol

from attrs import frozen

from pywebio.domain.advice import warn_author
from pywebio.domain.errors import ArgumentError

logger = logging.getLogger(__name__)

_ORIGIN = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>\[[0-9a-f:.]+\]|[^/?#@:\s\[\]]+)(?::(?P<port>\d{1,5}))?"
)
_DEFAULT_PORTS = {"http": "80", "https": "443", "ws": "80", "wss": "443"}


class OriginPolicy(Protocol):
    """Decides on requests that name the page they come from."""

    def allows(self, origin: str, host: str) -> bool:
        """Tell whether a page of *origin* (`scheme://host[:port]`) may use the server *host*.

        *host* is the Host header of the request.
        """


@frozen
class SameSite:
    """The page's own host, whatever the case and with default ports spelled out or not."""

    def allows(self, origin: str, host: str) -> bool:
        """Tell whether *origin* is a page of *host*."""
        parts = _ORIGIN.fullmatch(origin.lower())
        if parts is None:
            return False
        default = _DEFAULT_PORTS.get(parts["scheme"], "")
        here = _ORIGIN.fullmatch(f"{parts['scheme']}://{host.lower()}")
        return here is not None and (here["host"], here["port"] or default) == (
            parts["host"],
            parts["port"] or default,
        )


@frozen
class GlobOrigins:
    """Origins that match one of some Unix shell patterns, such as `https://*.example.com`."""

    patterns: tuple[str, ...]

    def allows(self, origin: str, host: str) -> bool:
        """Tell whether *origin* matches."""
        # The star crosses slashes, so only a value that is nothing but an origin may be matched:
        # https://evil.example/.example.com would pass as https://*.example.com.
        lower = origin.lower()
        return _ORIGIN.fullmatch(lower) is not None and any(
            fnmatchcase(lower, pattern.lower()) for pattern in self.patterns
        )


@frozen
class CallableOrigins:
    """Whatever the author's function says."""

    check: Callable[[str], object]

    def allows(self, origin: str, host: str) -> bool:
        """Ask the function; one that fails allows nothing."""
        try:
            return bool(self.check(origin))
        except Exception:
            logger.exception("check_origin failed, so the request is refused")
            return False


@frozen
class AnyOf:
    """What one of several policies allows."""

    policies: tuple[OriginPolicy, ...]

    def allows(self, origin: str, host: str) -> bool:
        """Tell whether one of them allows it."""
        return any(policy.allows(origin, host) for policy in self.policies)


def origin_policy(
    allowed_origins: Sequence[str] | None = None,
    check_origin: Callable[[str], object] | None = None,
) -> OriginPolicy:
    """Return the policy for the two parameters of the platform functions.

    The server's own host is always allowed. *check_origin* replaces *allowed_origins*.

    Raises:
        TypeError: *allowed_origins* is no list of strings, or *check_origin* cannot be called.
    """
    if check_origin is not None:
        if not callable(check_origin):
            raise TypeError(f"check_origin must be a function, not {check_origin!r}")
        return AnyOf((SameSite(), CallableOrigins(check_origin)))
    if allowed_origins is None:
        return SameSite()
    if isinstance(allowed_origins, str) or not isinstance(allowed_origins, Sequence):
        raise TypeError(
            f"allowed_origins must be a list of patterns such as ['https://*.example.com'], "
            f"not {allowed_origins!r}"
        )
    for pattern in allowed_origins:
        _check_pattern(pattern)
    return AnyOf((SameSite(), GlobOrigins(tuple(allowed_origins))))


def _check_pattern(pattern: str) -> None:
    if not isinstance(pattern, str):
        raise ArgumentError(f"allowed_origins holds {pattern!r}; a pattern is a string")
    _, _, host = pattern.rpartition("://")
    open_end = host not in ("*", "") and ":" not in host and host[-1] in "*?]"
    if open_end:
        warn_author(
            f"allowed_origins pattern {pattern!r} is open at the end, so it also allows hosts such as "
            f"{pattern.rstrip('*?')}.evil.example; name the whole host, for example "
            "'https://*.example.com'"
        )
