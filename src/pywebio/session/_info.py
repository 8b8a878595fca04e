"""What a session knows of its browser."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from pywebio.domain.client import ClientInfo
from pywebio.domain.context import current_session
from pywebio.ports.types import UserValue
from pywebio.session._local import ReadOnlyObjectDict

if TYPE_CHECKING:
    from ua_parser import OS, Result
    from ua_parser import UserAgent as ParsedBrowser

_MOBILE_FAMILIES = ("iPhone", "iPod", "Generic Smartphone", "Generic Feature Phone", "BlackBerry")
_MOBILE_SYSTEMS = ("Windows Phone", "BlackBerry OS", "Symbian OS", "Firefox OS", "KaiOS")
_PC_SYSTEMS = ("Windows", "Mac OS X", "Linux", "Ubuntu", "Fedora", "Debian", "Chrome OS", "FreeBSD")
_BOTS = ("bot", "spider", "crawl")


@frozen
class Family:
    """A browser, system or device."""

    family: str
    version: tuple[int | str, ...] = ()
    version_string: str = ""
    brand: str | None = None
    model: str | None = None

    def __str__(self) -> str:
        return f"{self.family} {self.version_string}".rstrip()


@frozen(slots=False)
class UserAgent:
    """A parsed User-Agent header. It is parsed when it is first asked for something."""

    ua_string: str
    """The header."""

    def __str__(self) -> str:
        """Return it in short, such as `PC / Linux / Chrome 120.0.0`."""
        return f"{'PC' if self.is_pc else self.device} / {self.os} / {self.browser}"

    @cached_property
    def _parsed(self) -> Result:
        from ua_parser import parse  # noqa: PLC0415  # 30 ms that few apps need

        return parse(self.ua_string)

    @cached_property
    def browser(self) -> Family:
        """Such as `Chrome`."""
        return _family(self._parsed.user_agent)

    @cached_property
    def os(self) -> Family:
        """Such as `Windows` or `iOS`."""
        return _family(self._parsed.os)

    @cached_property
    def device(self) -> Family:
        """Such as `iPhone`."""
        found = self._parsed.device
        if found is None:
            return Family("Other")
        return Family(found.family, brand=found.brand, model=found.model)

    @cached_property
    def is_tablet(self) -> bool:
        """It is a tablet."""
        if self.device.family == "iPad":
            return True
        return self.os.family == "Android" and "Mobile" not in self.ua_string and not self.is_bot

    @cached_property
    def is_mobile(self) -> bool:
        """It is a phone."""
        if self.is_tablet:
            return False
        return (
            self.device.family in _MOBILE_FAMILIES
            or self.os.family in _MOBILE_SYSTEMS
            or (self.os.family == "Android" and "Mobile" in self.ua_string)
        )

    @cached_property
    def is_touch_capable(self) -> bool:
        """It has a touch screen, as far as the header tells."""
        return self.is_mobile or self.is_tablet or "Touch" in self.ua_string

    @cached_property
    def is_pc(self) -> bool:
        """It is a computer with keyboard and mouse."""
        return self.os.family in _PC_SYSTEMS and not (self.is_mobile or self.is_tablet)

    @cached_property
    def is_bot(self) -> bool:
        """It is no person."""
        return any(word in self.ua_string.lower() for word in _BOTS)


def _family(found: OS | ParsedBrowser | None) -> Family:
    if found is None:
        return Family("Other")
    parts = [part for part in (found.major, found.minor, found.patch) if part]
    numbers = tuple(int(part) if part.isdigit() else part for part in parts)
    return Family(found.family, numbers, ".".join(parts))


def members_of(client: ClientInfo) -> dict[str, UserValue]:
    """Return what is known of a browser, by name."""
    return {
        "user_agent": UserAgent(client.user_agent),
        "user_language": client.user_language,
        "server_host": client.server_host,
        "origin": client.origin,
        "user_ip": client.user_ip,
        "backend": client.backend,
        "protocol": client.protocol,
        "request": client.request,
    }


info = ReadOnlyObjectDict(lambda: members_of(current_session().client))
"""What is known of the user's browser.

`user_agent` (with `is_mobile`, `is_tablet`, `is_pc`, `is_touch_capable`, `is_bot`, `browser`, `os`
and `device`), `user_language`, `server_host`, `origin`, `user_ip`, `backend`, `protocol`
(`websocket` or `http`) and `request`, the request object of the web framework.
"""
