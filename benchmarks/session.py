"""One session as its user sees it, whatever carries it."""

import re
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from types import TracebackType

from typing_extensions import Self

DONE = b"done!"
"""What an app writes once when a click is dealt with."""

USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
TIMEOUT = 30.0
_CALLBACK_ID = re.compile(rb'"callback_id": ?"([^"]+)"')


class ClientError(Exception):
    """The server did not answer as expected."""


class NoAnswer(ClientError):
    """The server did not answer in time."""


class Session(ABC):
    """A page that is open. Payloads stay bytes; what matters in them is found by searching."""

    button = b""
    """The callback id of the newest button."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Leave the page."""

    @abstractmethod
    def descriptors(self) -> Sequence[int]:
        """Return what to wait for in a crowd of sessions."""

    @abstractmethod
    def click(self) -> None:
        """Click the newest button."""

    @abstractmethod
    def read(self, wait: float = TIMEOUT) -> list[bytes]:
        """Receive once and return the payloads that are complete."""

    @abstractmethod
    def read_now(self) -> list[bytes]:
        """Receive once, when a descriptor is known to be readable."""

    def wait_for(self, token: bytes, timeout: float = TIMEOUT) -> bytes:
        """Return the first payload that contains *token*; those before it are dropped."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            for payload in self.read(end - time.monotonic()):
                if token in payload:
                    return payload
        raise NoAnswer(f"no {token.decode()} from the server")

    def wait_for_button(self) -> None:
        """Wait until a button is shown, and remember it."""
        found = _CALLBACK_ID.search(self.wait_for(b'"callback_id"'))
        if found is None:
            raise ClientError("a button without a callback")
        self.button = found[1]
