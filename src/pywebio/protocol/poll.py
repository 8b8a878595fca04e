"""One request of a polling browser, read (protocol reference, sections 3.1 and 11.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from pywebio.ports.events import Event
from pywebio.ports.http import HttpRequest
from pywebio.protocol.codec import MalformedFrame, decode_event, parse_array
from pywebio.protocol.partial_uploads import UploadSlice
from pywebio.protocol.uploads import parse_upload

_MAX_DIGITS = 15


@frozen
class Poll:
    """What the query says."""

    executed: int
    """The number of the last group that the browser has executed, -1 for none."""
    wait: float | None
    """Seconds for which the browser is willing to be held; None if it does not know of that."""
    leaves: bool
    """The page is being closed."""

    @classmethod
    def of(cls, request: HttpRequest) -> Poll:
        """Read *request*.

        Raises:
            MalformedFrame: A number is none.
        """
        query = request.query
        return cls(
            executed=_whole("ack", query.get("ack", "-1")),
            wait=_seconds(query["wait"]) if "wait" in query else None,
            leaves=query.get("leave") == "1",
        )


@frozen
class Post:
    """The events in the body of a request."""

    first: int
    """The number of the first event, counted from 1 in the session."""
    events: Sequence[Event | None]
    """None stands for one that is not what it should be."""
    fault: str
    """What is wrong with the first such one, if there is any."""
    piece: UploadSlice | None = None
    """A slice of the event that is to come."""
    cancels: str = ""
    """The id of an upload that is not wanted any more."""

    @classmethod
    def of(cls, request: HttpRequest) -> Post:
        """Read the events in *request*.

        Raises:
            MalformedFrame: They cannot be told apart, or have no number.
        """
        body = request.body or b""
        if "upload" in request.query:
            return cls._of_slice(request.query, body)
        if request.headers.get("content-type") == "application/octet-stream":
            messages: Sequence[object] = [parse_upload(body)]
        else:
            messages = parse_array(body) if body else []
        # A client counts its events from 0, and sends none without saying which.
        first = _whole("seq", request.query.get("seq", "-1" if not messages else "")) + 1
        if first < 1 and messages:
            raise MalformedFrame("seq is the number of an event, from 0")
        events, fault = [], ""
        for position, message in enumerate(messages):
            event, wrong = read_event(message)
            events.append(event)
            fault = fault or (wrong and f"event {position} of the body: {wrong}")
        return cls(first, events, fault)

    @classmethod
    def _of_slice(cls, query: Mapping[str, str], body: bytes) -> Post:
        first = _whole("seq", query.get("seq", "")) + 1
        upload, size = query["upload"], _whole("size", query.get("size", ""))
        if size == 0:
            return cls(first, (), "", cancels=upload)
        start = _whole("from", query.get("from", ""))
        return cls(first, (), "", UploadSlice(upload, size, start, body))


def read_event(message: object) -> tuple[Event | None, str]:
    """Return the event that *message* is, or None and what is wrong with it."""
    if not isinstance(message, Mapping):
        return None, "not an object"
    try:
        return decode_event(message), ""
    except MalformedFrame as error:
        return None, str(error)


def _whole(name: str, text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS):
        raise MalformedFrame(f"{name} is no whole number")
    return max(int(text), -1)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 10**_MAX_DIGITS:
        raise MalformedFrame("wait is no number of seconds")
    return seconds
