"""Sessions over WebSocket (protocol reference, sections 2 and 11)."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from attrs import define, field, frozen

from pywebio.domain.application import Application
from pywebio.domain.client import ClientInfo
from pywebio.domain.origin import OriginPolicy
from pywebio.domain.sessions import SessionFactory
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.ports.loop import EventLoop
from pywebio.ports.registry import SessionLink, SessionRegistry
from pywebio.ports.types import Json, SessionId
from pywebio.ports.websocket import Outgoing, WebSocketPeer
from pywebio.protocol.client import client_info
from pywebio.protocol.codec import MalformedFrame, decode_event, to_bytes
from pywebio.protocol.cors import is_refused
from pywebio.protocol.incoming import BadUpload, IncomingFrames
from pywebio.protocol.partial_uploads import PartialUploads
from pywebio.protocol.refusal import Refusal
from pywebio.protocol.uploads import ENVELOPE

logger = logging.getLogger(__name__)

_SLICE = 64 * 1024
"""Bytes of commands written before other sessions have their turn."""
_CONFIRM_EVERY = 16
"""A counting client hears at the latest after so many events that they were taken."""
_NORMAL, _GOING_AWAY = 1000, 1001

_CLOSE_SESSION: Mapping[str, Json] = {"command": "close_session"}


@define(eq=False, kw_only=True)
class WebSocketEndpoint:
    """Admits browsers to the sessions of one mounted URL. Lives as long as its server."""

    factory: SessionFactory
    origins: OriginPolicy
    registry: SessionRegistry
    resumable: bool
    """A session outlives its connection for a while."""
    slice_size: int
    """Bytes of the largest binary frame that a client may send."""
    uploads: PartialUploads = field(init=False, factory=PartialUploads)

    def admit(self, request: HttpRequest, loop: EventLoop) -> Conversation | HttpResponse:
        """Return a conversation, or 403 for a page that the origin policy refuses."""
        if is_refused(request, self.origins):
            logger.info("refused a WebSocket from origin %r", request.headers["origin"][:200])
            return Refusal(403, "this origin is not allowed").response()
        session_id = request.query.get("session", "NEW")
        executed = request.query.get("ack")
        dialect: Plain | Counting = Plain()
        if executed is not None and executed.isascii() and executed.isdigit():
            dialect = Counting(int(executed[:18]))
        return Conversation(
            endpoint=self,
            loop=loop,
            app=self.factory.app(request.query.get("app")),
            client=client_info(request),
            resumes=None if session_id in ("NEW", "") else SessionId(session_id),
            dialect=dialect,
            incoming=IncomingFrames(
                self.uploads, self.factory.settings.max_payload_size + ENVELOPE
            ),
        )


@frozen
class Plain:
    """A client of the published protocol: one command a frame, written is delivered."""


@define
class Counting:
    """A client that says how many commands it has executed (section 11.1)."""

    executed: int


@define(eq=False, kw_only=True)
class Conversation:
    """One connection of one browser. Lives as long as that connection."""

    endpoint: WebSocketEndpoint
    loop: EventLoop
    app: Application
    client: ClientInfo
    resumes: SessionId | None
    dialect: Plain | Counting
    incoming: IncomingFrames
    _peer: WebSocketPeer | None = field(init=False, default=None)
    _link: SessionLink | None = field(init=False, default=None)
    """None before the start and after the end: then frames are inert."""
    _greeting: list[bytes] = field(init=False, factory=list)
    _read: int = field(init=False, default=0)
    """The number of the last command that was handed out for writing."""
    _taken: int = field(init=False, default=0)
    _told_taken: int = field(init=False, default=0)
    _told_end: bool = field(init=False, default=False)
    """The end of the session was handed out for writing here."""
    _tell_upload: bool = field(init=False, default=False)
    """More of an upload has arrived than the client has been told."""

    # Conversation, for the adapter

    def opened(self, peer: WebSocketPeer) -> None:
        """Join the session that the client names, or begin one."""
        self._peer = peer
        if self.resumes is None:
            session = self.endpoint.factory.new_session(self.app, self.client, lambda: self.loop)
            self.endpoint.registry.add(session)
            self._join(session)
            session.start()
        else:
            link = self.endpoint.registry.find(self.resumes)
            if link is None:
                self._greet_the_late()
            else:
                self._join(link)
        peer.wake()

    def received(self, frame: str | bytes) -> None:
        """Take a frame; what the protocol does not know is ignored and counted."""
        if self._link is None:
            self.endpoint.factory.ignored.unknown += 1
            return
        try:
            message = self.incoming.message_in(self._link, frame)
            if isinstance(frame, bytes) and isinstance(self.dialect, Counting):
                self._tell_upload = True
                self.wake()
            if message is not None:
                self._take(self._link, message)
        except MalformedFrame as error:
            self.endpoint.factory.ignored.malformed += 1
            logger.debug("ignored a frame: %s", error)
        except BadUpload as error:
            self._close(error.code, error.reason)

    def outgoing(self) -> Outgoing:
        """Return the next slice; everything returned before counts as written."""
        frames, self._greeting = self._greeting, []
        if self._link is None:
            return Outgoing(tuple(frames))
        counting = self.dialect if isinstance(self.dialect, Counting) else None
        delivered = self._read if counting is None else counting.executed
        batch = self._link.pull(self._read, delivered, _SLICE)
        if counting is None:
            frames.extend(batch.messages)
        elif (
            batch.messages or self._tell_upload or self._taken - self._told_taken >= _CONFIRM_EVERY
        ):
            frames.append(self._frame_of(self._link, batch.messages))
        self._read = batch.last
        ends = batch.final and delivered >= batch.last
        if ends and counting is None and not self._told_end:
            # It was written to the connection that was lost; who comes back has to hear it.
            frames.append(to_bytes(_CLOSE_SESSION))
            ends = False
        self._told_end = batch.final
        if ends:
            self._end_delivered(self._link)
        # Plain clients confirm nothing: that the last of it was written ends the session.
        return Outgoing(tuple(frames), batch.more or (counting is None and batch.final))

    def lost(self, code: int | None) -> None:
        """Leave the session; it waits for its browser if it may."""
        link, self._link = self._link, None
        if link is None:
            return
        link.listen(None)
        self._confirm_written(link)
        left = isinstance(self.dialect, Counting) and code in (_NORMAL, _GOING_AWAY)
        if self.endpoint.resumable and not left:
            self.endpoint.registry.release(link.id)
        else:
            self.endpoint.registry.remove(link.id)

    # LinkListener, for the session

    def wake(self) -> None:
        """Pass the session's call on to the adapter."""
        if self._peer is not None:
            self._peer.wake()

    def replaced(self) -> None:
        """A newer connection has the session now."""
        link, self._link = self._link, None
        if link is not None:
            self._confirm_written(link)
        self._close(_NORMAL, "the session goes on in another connection")

    # Inside

    def _join(self, link: SessionLink) -> None:
        confirmed = link.listen(self)
        self._link = link
        self._taken = self._told_taken = link.push(None)
        self._read = confirmed
        if isinstance(self.dialect, Counting):
            # A client may claim more than there is; it would then lose what is still to come.
            last = link.pull(self.dialect.executed, 0, 0).last
            self.dialect.executed = min(self.dialect.executed, last)
            self._read = max(confirmed, self.dialect.executed)
            resumes_with = link.id if self.endpoint.resumable else None
            self._greeting.append(self._hello(resumes_with, upload=self._upload_of(link)))
        elif self.endpoint.resumable and self.resumes is None:
            self._greeting.append(to_bytes({"command": "set_session_id", "spec": link.id}))

    def _greet_the_late(self) -> None:
        if isinstance(self.dialect, Counting):
            self._greeting.append(self._hello(None, gone=True))
            self._greeting.append(to_bytes({"taken": 0, "commands": [_CLOSE_SESSION]}))
        else:
            self._greeting.append(to_bytes(_CLOSE_SESSION))

    def _hello(
        self,
        session_id: SessionId | None,
        *,
        gone: bool = False,
        upload: Json = None,
    ) -> bytes:
        hello: Json = {
            "session": session_id,
            "taken": self._taken,
            "slice": self.endpoint.slice_size,
            "upload": upload,
            "gone": gone,
        }
        return to_bytes({"hello": hello})

    def _upload_of(self, link: SessionLink) -> Json:
        pending = self.endpoint.uploads.pending(link)
        return None if pending is None else {"id": pending[0], "received": pending[1]}

    def _frame_of(self, link: SessionLink, messages: tuple[bytes, ...]) -> bytes:
        self._told_taken = self._taken
        told, self._tell_upload = self._tell_upload, False
        upload = b',"upload":' + to_bytes(self._upload_of(link)) if told else b""
        return b'{"taken":%d,"commands":[%b]%b}' % (self._taken, b",".join(messages), upload)

    def _take(self, link: SessionLink, message: Mapping[str, object]) -> None:
        number: int | None = None
        if isinstance(self.dialect, Counting):
            self._confirm(self.dialect, message.get("ack"))
            seq = message.get("seq")
            number = seq if isinstance(seq, int) and not isinstance(seq, bool) else None
            if "upload" in message:
                self.incoming.announced(link, message["upload"])
            if number is None and not message.keys() - {"ack", "upload"}:
                return
            if number is None:
                raise MalformedFrame("an event without number")
        try:
            event = decode_event(message)
        except MalformedFrame:
            # It has its number all the same, or everything behind it would be a gap.
            if number is not None:
                self._taken = link.push(None, number)
            raise
        self._taken = link.push(event, number)
        if self._taken - self._told_taken >= _CONFIRM_EVERY:
            self.wake()

    def _confirm(self, client: Counting, executed: object) -> None:
        if isinstance(executed, int) and client.executed < executed <= self._read:
            client.executed = executed
            self.wake()

    def _confirm_written(self, link: SessionLink) -> None:
        # Of the published dialect: what was written is not repeated (section 2.1).
        if isinstance(self.dialect, Plain):
            link.pull(self._read, self._read, 0)

    def _end_delivered(self, link: SessionLink) -> None:
        self._link = None
        self.endpoint.registry.remove(link.id)
        self._close(_NORMAL, "")

    def _close(self, code: int, reason: str) -> None:
        if self._peer is not None:
            self._peer.close(code, reason)
