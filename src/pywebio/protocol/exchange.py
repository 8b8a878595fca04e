"""One request of a polled session, from its arrival to its answer (protocol reference, 3.2 and 11.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import define, field

from pywebio.domain.settings import Ignored
from pywebio.ports.clock import Clock
from pywebio.ports.http import HttpResponse, Wait
from pywebio.ports.registry import Groups, SessionLink, SessionRegistry
from pywebio.protocol.partial_uploads import PartialUploads, UploadSlice
from pywebio.protocol.poll import Poll, Post, read_event
from pywebio.protocol.refusal import NO_STORE, Refusal

_SETTLE = 0.1
"""Seconds within which the answer to events goes with their confirmation."""
_FIRST_LOOK = 0.001
"""Seconds until the first look whether a session has done its work; each later one takes twice as long."""
_GATHER = 0.004
"""Seconds in which output is gathered before it is sent to a held request."""

_JSON = {"Content-Type": "application/json", **NO_STORE}


@define(eq=False, kw_only=True)
class Exchange:
    """A request and its session. Hears of output while the request is held."""

    link: SessionLink
    registry: SessionRegistry
    clock: Clock
    ignored: Ignored
    uploads: PartialUploads
    poll: Poll
    post: Post | None
    """The events that came with it; None for a request that only asks."""
    opens: bool
    """The browser does not know the session's own id yet."""
    hold: float
    """Seconds for which the server is ready to hold a request."""
    slice_size: int
    """Bytes of the longest slice of an upload that the browser is to send."""
    _gathered: bool = field(init=False, default=False)
    _woken: bool = field(init=False, default=False)
    _superseded: bool = field(init=False, default=False)
    """A newer request is held."""
    _on_wake: Callable[[], object] = field(init=False, default=lambda: None)

    def answer(self) -> HttpResponse | Wait:
        """Take what the browser tells; answer, or say how long to wait.

        Raises:
            Refusal: The request makes no sense.
        """
        news = self.post is not None and self._take(self.post)
        if self.poll.leaves:
            self.registry.remove(self.link.id)
            return HttpResponse(status=204, headers=NO_STORE)
        willing = self.poll.wait
        now = self.clock.now()
        if news or self.opens:
            patience = _SETTLE if willing is None or self.opens else min(willing, _SETTLE)
            return self._settle(now + patience, _FIRST_LOOK)
        if self.post is None and willing and self.hold:
            # First the reader, then the look: what comes in between wakes.
            self.link.listen(self)
            return self._hold(now + min(willing, self.hold))
        return self._respond(self.link.pull_groups(self.poll.executed))

    # LinkListener, for the session

    def wake(self) -> None:
        """Go on with the request."""
        self._woken = True
        self._on_wake()

    def replaced(self) -> None:
        """A newer request is held: answer this one."""
        self._superseded = True
        self.wake()

    # Inside

    def _take(self, post: Post) -> bool:
        """Take the events; tell whether there was a new one."""
        before = self.link.push(None)
        if post.first > before + 1:
            raise Refusal(409, f"events before seq={post.first - 1} have not arrived")
        if post.cancels:
            self.uploads.drop(self.link, post.cancels)
        if post.piece is not None and post.first == before + 1:
            self._take_slice(post.piece, post.first)
        for number, event in enumerate(post.events, post.first):
            self.ignored.malformed += event is None
            self.link.push(event, number)
        return self.link.push(None) > before

    def _take_slice(self, piece: UploadSlice, number: int) -> None:
        message = self.uploads.add(self.link, piece)
        if message is None:
            return
        event, fault = read_event(message)
        self.ignored.malformed += event is None
        # A broken event has its number all the same, or everything behind it would be a gap.
        self.link.push(event, number)
        if fault:
            raise Refusal(400, f"the upload is no event: {fault}")

    def _settle(self, deadline: float, pause: float) -> HttpResponse | Wait:
        """Wait until the session has done what it has to do."""
        left = deadline - self.clock.now()
        if self.link.idle or left <= 0:
            return self._respond(self.link.pull_groups(self.poll.executed))
        return Wait(min(pause, left), lambda _: None, partial(self._settle, deadline, 2 * pause))

    def _hold(self, deadline: float) -> HttpResponse | Wait:
        """Wait until there is output."""
        if self._woken and not (self._gathered or self._superseded or self.link.idle):
            self._gathered = True
            return Wait(_GATHER, lambda _: None, partial(self._hold, deadline))
        self._woken = False
        groups = self.link.pull_groups(self.poll.executed)
        left = deadline - self.clock.now()
        if groups.groups or groups.final or self._superseded or left <= 0:
            return self._respond(groups)
        return Wait(left, self._watch, partial(self._hold, deadline))

    def _watch(self, call: Callable[[], None]) -> None:
        self._on_wake = call
        if self._woken:
            call()

    def _respond(self, groups: Groups) -> HttpResponse:
        # A request that was held has kept the session in use.
        self.registry.release(self.link.id)
        if self.poll.executed >= groups.first + len(groups.groups):
            return Refusal(400, f"ack={self.poll.executed} confirms what was not sent").response()
        if groups.final and (self.poll.wait is None or not groups.groups):
            self.registry.remove(self.link.id)
        if groups.final and not groups.groups:
            return gone(self.poll)
        if self.post is not None and self.post.fault:
            return Refusal(400, self.post.fault).response()
        return _answer(groups, self.link.push(None) - 1, self._marks())

    def _marks(self) -> bytes:
        """Return the members of the answer that only clients of ours know (section 11)."""
        if self.poll.wait is None:
            return b""
        marks = b',"wait":%g' % self.hold
        if self.opens:
            marks += b',"slice":%d' % self.slice_size
        if self.post is not None and self.post.piece is not None:
            received = self.uploads.received(self.link, self.post.piece.upload)
            marks += b',"upload":%d' % received
        return marks


def gone(poll: Poll) -> HttpResponse:
    """Return the answer to a browser whose session is not there, whatever the reason."""
    marks = b"" if poll.wait is None else b',"wait":0,"gone":true'
    close = b'{"commands":[[{"command":"close_session"}]],"seq":%d%b}'
    return HttpResponse(body=close % (poll.executed + 1, marks), headers=_JSON)


def _answer(groups: Groups, last_event: int, marks: bytes) -> HttpResponse:
    commands = b",".join(b"[%b]" % b",".join(messages) for messages in groups.groups)
    body = b'{"commands":[%b],"seq":%d,"ack":%d%b}' % (commands, groups.first, last_event, marks)
    return HttpResponse(body=body, headers=_JSON)
