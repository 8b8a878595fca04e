"""What implements which port, as far as types can say. Checked by mypy, never run."""

from __future__ import annotations

from pywebio.backends.aiohttp_server import AiohttpServer
from pywebio.backends.asyncio_loop import AsyncioLoop, RunningLoop
from pywebio.backends.client_files import PackagedAssets
from pywebio.backends.django_server import DjangoServer
from pywebio.backends.flask_server import FlaskServer
from pywebio.backends.loop_thread import LoopThread
from pywebio.backends.plain_loop import PlainLoop, PlainLoops
from pywebio.backends.system import SecretIds, SystemClock
from pywebio.backends.tornado_http import TornadoHttpServer
from pywebio.backends.tornado_server import TornadoServer
from pywebio.backends.uvicorn_server import UvicornServer
from pywebio.backends.wsgi import RequestThreads
from pywebio.container import Container
from pywebio.domain.origin import OriginPolicy, SameSite
from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.domain.session import Session
from pywebio.ports.assets import ClientAssets
from pywebio.ports.clock import Clock
from pywebio.ports.http import HttpHandler, PollingHandler
from pywebio.ports.ids import IdSource
from pywebio.ports.loop import EventLoop, LoopLender
from pywebio.ports.registry import LinkListener, SessionLink, SessionRegistry
from pywebio.ports.server import PollingServer, Server
from pywebio.ports.types import SessionId
from pywebio.ports.websocket import Conversation, WebSocketHandler, WebSocketPeer
from pywebio.protocol.http_endpoint import HttpEndpoint
from pywebio.protocol.page import PageEndpoint
from pywebio.protocol.websocket_endpoint import WebSocketEndpoint
from pywebio.testing import (
    AppTester,
    FakeClock,
    FakeLink,
    InlineLoop,
    InMemoryAssets,
    RecordingConversation,
    RecordingHttpHandler,
    RecordingListener,
    RecordingOrigins,
    RecordingPeer,
    RecordingServer,
    RecordingWebSocketHandler,
    SequentialIds,
)

clocks: list[Clock] = [SystemClock(), FakeClock()]
ids: list[IdSource] = [SecretIds(), SequentialIds()]
assets: list[ClientAssets] = [PackagedAssets(), InMemoryAssets()]
loops: list[EventLoop] = [AsyncioLoop(), PlainLoop(), InlineLoop()]
lenders: list[LoopLender] = [RunningLoop(), LoopThread(), PlainLoops()]
origins: list[OriginPolicy] = [SameSite(), RecordingOrigins()]
registries: list[SessionRegistry] = [InMemorySessionRegistry(FakeClock())]
servers: list[Server] = [TornadoServer(), AiohttpServer(), UvicornServer(), RecordingServer()]
polling_servers: list[PollingServer] = [
    TornadoHttpServer(),
    FlaskServer(RequestThreads()),
    DjangoServer(RequestThreads()),
]
peers: list[WebSocketPeer] = [RecordingPeer()]
conversations: list[Conversation] = [RecordingConversation()]


def links(session: Session) -> list[SessionLink]:
    return [session, FakeLink(SessionId("s"))]


def listeners(user: AppTester) -> list[LinkListener]:
    return [user, RecordingListener()]


def pages(page: PageEndpoint) -> list[HttpHandler]:
    return [page, RecordingHttpHandler()]


def polling(endpoint: HttpEndpoint) -> list[PollingHandler]:
    return [endpoint]


def sockets(endpoint: WebSocketEndpoint) -> list[WebSocketHandler]:
    return [endpoint, RecordingWebSocketHandler()]


container = Container().with_(clock=FakeClock(), ids=SequentialIds(), assets=InMemoryAssets())
