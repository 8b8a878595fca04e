"""Sessions by polling (protocol reference, sections 3 and 11.4)."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from attrs import define, evolve, field

from pywebio.domain.origin import OriginPolicy
from pywebio.domain.proposals import Proposals
from pywebio.domain.session import Session
from pywebio.domain.sessions import SessionFactory
from pywebio.ports.clock import Clock
from pywebio.ports.http import HttpHandler, HttpRequest, HttpResponse, Wait
from pywebio.ports.loop import LoopLender
from pywebio.ports.registry import SessionLink, SessionRegistry
from pywebio.ports.types import SessionId
from pywebio.protocol.client import client_info
from pywebio.protocol.codec import MalformedFrame
from pywebio.protocol.cors import SESSION_HEADER, cors_headers, is_refused
from pywebio.protocol.exchange import Exchange, gone
from pywebio.protocol.partial_uploads import PartialUploads
from pywebio.protocol.poll import Poll, Post
from pywebio.protocol.refusal import Refusal
from pywebio.protocol.uploads import ENVELOPE

logger = logging.getLogger(__name__)

_NEW = "NEW-"
_LONGEST_PROPOSAL = 200
_SLICE = 512 * 1024
"""Bytes of a slice of an upload: proxies take requests of 1 MiB unless told otherwise."""


@define(eq=False, kw_only=True)
class HttpEndpoint:
    """Answers all requests of one mounted URL. Lives as long as its server."""

    pages: HttpHandler
    """Answers what is no session."""
    factory: SessionFactory
    origins: OriginPolicy
    registry: SessionRegistry
    loops: LoopLender
    clock: Clock
    longest_hold: float
    """Seconds for which a request may be held."""
    _proposals: Proposals = field(init=False, factory=Proposals)
    _uploads: PartialUploads = field(init=False, factory=PartialUploads)

    @property
    def max_body(self) -> int:
        """Bytes of the longest body that is to be read."""
        return self.factory.settings.max_payload_size + ENVELOPE

    def handle(self, request: HttpRequest) -> HttpResponse | Wait:
        """Answer *request*, at once or when there is output."""
        refused = is_refused(request, self.origins)
        allow = {} if refused else cors_headers(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=allow)
        if SESSION_HEADER not in request.headers or request.query.get("test"):
            return _with_headers(self.pages.handle(request), allow)
        try:
            if refused:
                logger.info("refused a request from origin %r", request.headers["origin"][:200])
                raise Refusal(403, "this origin is not allowed")
            return _with_headers(self._poll(request), allow)
        except MalformedFrame as error:
            self.factory.ignored.malformed += 1
            return _with_headers(Refusal(400, str(error)).response(), allow)
        except Refusal as refusal:
            return _with_headers(refusal.response(), allow)

    def _poll(self, request: HttpRequest) -> HttpResponse | Wait:
        if request.method not in ("GET", "POST"):
            raise Refusal(405, "a session takes GET and POST")
        if request.body is None:
            raise Refusal(413, f"a request may have at most {self.max_body} bytes")
        poll = Poll.of(request)
        post = Post.of(request) if request.method == "POST" else None
        if post is not None and post.piece is not None and post.piece.size > self.max_body:
            raise Refusal(413, f"an upload may have at most {self.max_body} bytes")
        named = request.headers[SESSION_HEADER]
        link = self._find(named)
        if link is None and named.startswith(_NEW):
            link = self._open(named.removeprefix(_NEW), request)
        if link is None:
            return gone(poll)
        opens = named.startswith(_NEW)
        exchange = Exchange(
            link=link,
            registry=self.registry,
            clock=self.clock,
            ignored=self.factory.ignored,
            uploads=self._uploads,
            poll=poll,
            post=post,
            opens=opens,
            hold=self.longest_hold if request.may_wait else 0.0,
            slice_size=_SLICE,
        )
        try:
            return _with_headers(exchange.answer(), {SESSION_HEADER: link.id} if opens else {})
        finally:
            self.registry.release(link.id)

    def _find(self, named: str) -> SessionLink | None:
        proposed = self._proposals.session_of(named.removeprefix(_NEW))
        if proposed is not None:
            link = self.registry.find(proposed)
            if link is None:
                self._proposals.forget(proposed)
            return link
        if named.startswith(_NEW):
            return None
        link = self.registry.find(SessionId(named))
        if link is not None:
            self._proposals.use_up(link.id)
        return link

    def _open(self, proposed: str, request: HttpRequest) -> SessionLink | None:
        if request.method != "GET":
            raise Refusal(403, "a session is opened by GET")
        if len(proposed) > _LONGEST_PROPOSAL:
            raise Refusal(400, f"a proposed id has at most {_LONGEST_PROPOSAL} characters")
        if self._proposals.is_used_up(proposed):
            raise Refusal(409, "this request has opened a session whose id is known by now")
        opened: list[Session] = []

        def make() -> SessionId:
            app = self.factory.app(request.query.get("app"))
            session = self.factory.new_session(app, client_info(request, "http"), self.loops.lend)
            self.registry.add(session)
            opened.append(session)
            return session.id

        session_id = self._proposals.open(proposed, make)
        for session in opened:
            session.start()
        return self.registry.find(session_id)


def _with_headers(response: HttpResponse | Wait, headers: Mapping[str, str]) -> HttpResponse | Wait:
    if not headers:
        return response
    if isinstance(response, Wait):
        resume = response.resume
        return evolve(response, resume=lambda: _with_headers(resume(), headers))
    return evolve(response, headers={**response.headers, **headers})
