"""Which part does what: the one place where the layers meet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from attrs import Factory, evolve, frozen

from pywebio import environment
from pywebio.backends.asyncio_loop import run_in_own_loop
from pywebio.backends.client_files import PackagedAssets
from pywebio.backends.loop_thread import LoopThread
from pywebio.backends.system import SecretIds, SystemClock
from pywebio.backends.wsgi import RequestThreads
from pywebio.domain.application import Application
from pywebio.domain.origin import OriginPolicy, origin_policy
from pywebio.domain.outbox import OutboxLimits
from pywebio.domain.page_config import PageConfig, PageDefaults, with_page
from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.domain.script import Script
from pywebio.domain.sessions import SessionFactory
from pywebio.domain.settings import SessionDefaults, SessionSettings
from pywebio.domain.targets import INDEX
from pywebio.domain.workers import WorkerThreads
from pywebio.options import SiteOptions
from pywebio.ports.assets import ClientAssets
from pywebio.ports.clock import Clock
from pywebio.ports.http import PollingHandler
from pywebio.ports.ids import IdSource
from pywebio.ports.loop import LoopLender
from pywebio.ports.registry import SessionRegistry
from pywebio.ports.server import Site
from pywebio.protocol.codec import encode_command
from pywebio.protocol.http_endpoint import HttpEndpoint
from pywebio.protocol.page import PageEndpoint
from pywebio.protocol.websocket_endpoint import WebSocketEndpoint

__all__ = ["Container", "PageConfig", "default_container", "with_page"]

_T = TypeVar("_T")


@frozen(kw_only=True)
class Container:
    """The parts that servers are made of. Lives as long as the program that made it.

    A part that is None is made for each server from the parameters of the platform function; a
    part given here replaces it: `start_server(app, container=default_container().with_(...))`.
    """

    clock: Clock = Factory(SystemClock)
    ids: IdSource = Factory(SecretIds)
    workers: WorkerThreads = Factory(WorkerThreads)
    assets: ClientAssets = Factory(PackagedAssets)
    outbox: OutboxLimits = Factory(OutboxLimits)
    loops: LoopThread = Factory(LoopThread)
    """For coroutine apps on servers without an event loop."""
    threads: RequestThreads = Factory(RequestThreads)
    """What is known of the threads of WSGI servers."""
    page: PageDefaults = Factory(PageDefaults)
    """What plain `config()` calls have set."""
    sessions: SessionDefaults = Factory(SessionDefaults)
    """What the program has set for all sessions."""
    script: Script = Factory(Script)
    """The page of a program that serves no apps; that of the default container is used."""
    origins: OriginPolicy | None = None
    registry: SessionRegistry | None = None

    def with_(
        self,
        *,
        clock: Clock | None = None,
        ids: IdSource | None = None,
        workers: WorkerThreads | None = None,
        assets: ClientAssets | None = None,
        outbox: OutboxLimits | None = None,
        origins: OriginPolicy | None = None,
        registry: SessionRegistry | None = None,
    ) -> Container:
        """Return a container with the given parts in place of this one's."""
        return evolve(
            self,
            clock=_given(clock, self.clock),
            ids=_given(ids, self.ids),
            workers=_given(workers, self.workers),
            assets=_given(assets, self.assets),
            outbox=_given(outbox, self.outbox),
            origins=_given(origins, self.origins),
            registry=_given(registry, self.registry),
        )

    def websocket_site(self, apps: Mapping[str, Application], options: SiteOptions) -> Site:
        """Return what serves *apps* at one URL, with sessions over WebSocket.

        Raises:
            TypeError: An option is of the wrong kind.
            RuntimeError: The program is in script mode.
        """
        self.script.yield_to_servers()
        registry = self.registry
        if registry is None:
            registry = self._websocket_registry(options.reconnect_timeout)
        return self._websocket_site(apps, options, registry)

    def script_site(self, options: SiteOptions) -> Site:
        """Return what serves the one page of script mode."""
        registry = InMemorySessionRegistry(self.clock, 0.0, on_removed=self.script.left)
        app = Application("script", self.script.app, is_coroutine=False, title="", description="")
        return self._websocket_site({INDEX: app}, options, registry)

    def _websocket_site(
        self, apps: Mapping[str, Application], options: SiteOptions, registry: SessionRegistry
    ) -> Site:
        factory = self._factory(apps, options)
        sockets = WebSocketEndpoint(
            factory=factory,
            origins=self._origins(options),
            registry=registry,
            resumable=options.reconnect_timeout > 0,
            slice_size=max(1024, min(options.max_frame_size, 2**18)),
        )
        return Site(pages=self._pages(factory, "ws"), sockets=sockets)

    def polling_handler(
        self,
        apps: Mapping[str, Application],
        options: SiteOptions,
        loops: LoopLender | None = None,
    ) -> PollingHandler:
        """Return what serves *apps* at one URL, with sessions by polling.

        Args:
            apps: By name.
            options: How their sessions behave.
            loops: Where coroutine apps run; by default in this container's thread.

        Raises:
            TypeError: An option is of the wrong kind.
            RuntimeError: The program is in script mode.
        """
        self.script.yield_to_servers()
        expire = options.session_expire_seconds
        registry = self.registry
        if registry is None:
            registry = InMemorySessionRegistry(self.clock, expire, options.session_cleanup_interval)
        factory = self._factory(apps, options)
        return HttpEndpoint(
            pages=self._pages(factory, "http"),
            factory=factory,
            origins=self._origins(options),
            registry=registry,
            loops=_given(loops, self.loops),
            clock=self.clock,
            # Proxies give up after 30 or 60 seconds, and a held request counts as one at its end.
            longest_hold=min(25.0, expire / 2),
        )

    def _pages(self, factory: SessionFactory, protocol: str) -> PageEndpoint:
        return PageEndpoint(
            factory,
            self.assets,
            protocol=protocol,
            forced=PageConfig(theme=environment.theme()),
        )

    def _factory(self, apps: Mapping[str, Application], options: SiteOptions) -> SessionFactory:
        return SessionFactory(
            apps=apps,
            settings=SessionSettings(
                debug=options.debug,
                max_payload_size=options.max_payload_size,
                outbox=self.outbox,
                defaults=self.sessions,
                pages=self.page,
            ),
            encode=encode_command,
            ids=self.ids,
            workers=self.workers,
            run_in_own_loop=run_in_own_loop,
        )

    def _origins(self, options: SiteOptions) -> OriginPolicy:
        if self.origins is not None:
            return self.origins
        return origin_policy(options.allowed_origins, options.check_origin)

    def _websocket_registry(self, reconnect_timeout: float) -> InMemorySessionRegistry:
        # Often enough that a lost session ends about when it should; without a time-out none waits.
        interval = min(max(reconnect_timeout / 4, 0.5), 60.0) if reconnect_timeout else 3600.0
        return InMemorySessionRegistry(self.clock, reconnect_timeout, interval)


def _given(new: _T | None, old: _T) -> _T:
    return old if new is None else new


@cache
def default_container() -> Container:
    """Return the container that is used where none is given: the only process-wide default."""
    return Container()
