"""Which part does what."""

from __future__ import annotations

import asyncio
import warnings

import pytest

from pywebio.backends.asyncio_loop import AsyncioLoop
from pywebio.container import Container, default_container
from pywebio.domain.outbox import OutboxLimits
from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.exceptions import PyWebIOWarning
from pywebio.options import SiteOptions, applications_of
from pywebio.output import put_text
from pywebio.platform.tornado import start_server, webio_handler
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.ports.server import Site
from pywebio.session import hold
from pywebio.testing import (
    FakeClock,
    InlineLoop,
    InMemoryAssets,
    RecordingOrigins,
    RecordingPeer,
    SequentialIds,
)

APPS = applications_of(lambda: None, None)


def app() -> None:
    put_text("hi")
    hold()


def connect(site: Site, origin: str = "") -> RecordingPeer | HttpResponse:
    headers = {"host": "app.example", "origin": origin}
    request = HttpRequest(method="GET", headers=headers, query={"ack": "0"})
    admitted = site.sockets.admit(request, InlineLoop())
    if isinstance(admitted, HttpResponse):
        return admitted
    peer = RecordingPeer()
    peer.talk(admitted)
    return peer


def connected(site: Site) -> RecordingPeer:
    peer = connect(site)
    assert isinstance(peer, RecordingPeer)
    return peer


def test_there_is_one_default() -> None:
    assert default_container() is default_container()


def test_parts_are_replaced_without_touching_the_original() -> None:
    original, clock, ids = Container(), FakeClock(), SequentialIds()
    changed = original.with_(clock=clock).with_(ids=ids)
    assert (changed.clock, changed.ids) == (clock, ids)
    assert original.clock is not clock
    assert changed.workers is original.workers
    assert changed.assets is original.assets


def test_a_site_is_made_of_the_parts() -> None:
    container = Container(ids=SequentialIds(), assets=InMemoryAssets())
    site = container.websocket_site(APPS, SiteOptions(reconnect_timeout=10))
    page = site.pages.handle(HttpRequest(method="GET"))
    assert b"?_pywebio_static=client.js" in page.body
    assert connected(site).messages()[0]["hello"]["session"] == SequentialIds().new_id()


def test_the_options_reach_the_sessions() -> None:
    site = Container().websocket_site(APPS, SiteOptions(max_payload_size=10))
    peer = connected(site)
    peer.send({"upload": {"id": "u", "size": 10**9, "from": 0}})
    assert peer.closed is not None
    assert peer.closed[0] == 1009


def test_a_policy_of_the_container_replaces_the_parameters() -> None:
    origins = RecordingOrigins(answer=False)
    site = Container(origins=origins).websocket_site(APPS, SiteOptions(allowed_origins=["*"]))
    assert isinstance(connect(site, "https://app.example"), HttpResponse)
    assert origins.asked == [("https://app.example", "app.example")]


def test_a_registry_of_the_container_keeps_the_sessions() -> None:
    registry = InMemorySessionRegistry(FakeClock())
    site = Container(registry=registry).websocket_site(
        applications_of(app, None), SiteOptions(reconnect_timeout=10)
    )
    connected(site)
    assert len(registry) == 1


def test_two_sites_share_no_sessions_and_no_expiry() -> None:
    clock = FakeClock()
    container = Container(clock=clock)
    apps = applications_of(app, None)
    short = container.websocket_site(apps, SiteOptions(reconnect_timeout=10))
    long = container.websocket_site(apps, SiteOptions(reconnect_timeout=1000))
    peers = [connected(site) for site in (short, long)]
    ids = [str(peer.messages()[0]["hello"]["session"]) for peer in peers]
    for peer in peers:
        peer.lose()

    def gone(site: Site, session_id: str) -> bool:
        request = HttpRequest(method="GET", query={"ack": "0", "session": session_id})
        admitted = site.sockets.admit(request, InlineLoop())
        assert not isinstance(admitted, HttpResponse)
        peer = RecordingPeer()
        peer.talk(admitted)
        is_gone: bool = peer.messages()[0]["hello"]["gone"]
        return is_gone

    assert gone(long, ids[0])
    clock.advance(100)
    assert gone(short, ids[0])
    assert not gone(long, ids[1])


def test_a_lost_session_ends_about_when_it_should() -> None:
    clock = FakeClock()
    site = Container(clock=clock).websocket_site(
        applications_of(app, None), SiteOptions(reconnect_timeout=8)
    )
    connected(site).lose()
    assert clock.timers == 1
    clock.advance(8 + 2)
    assert clock.timers == 0


def test_an_idle_site_has_no_timer() -> None:
    clock = FakeClock()
    Container(clock=clock).websocket_site(APPS, SiteOptions(reconnect_timeout=10))
    assert clock.timers == 0


async def test_the_limits_of_the_container_reach_the_sessions() -> None:
    container = Container(outbox=OutboxLimits(messages=1, hard_messages=0))

    async def flood() -> None:
        put_text("too much")

    site = container.websocket_site(applications_of(flood, None), SiteOptions())
    request = HttpRequest(method="GET", query={"ack": "0"})
    admitted = site.sockets.admit(request, AsyncioLoop())
    assert not isinstance(admitted, HttpResponse)
    peer = RecordingPeer()
    peer.talk(admitted)
    await asyncio.sleep(0)
    peer.flush()
    assert [c["command"] for m in peer.messages() for c in m.get("commands", ())] == [
        "toast",
        "close_session",
    ]


class TestWrongParameters:
    """Both platform functions check what they are given before anything is served."""

    @pytest.mark.parametrize("value", ["https://a.example", 5], ids=repr)
    def test_origins_that_are_no_list_are_named(self, value: object) -> None:
        with pytest.raises(TypeError, match="allowed_origins"):
            start_server(app, allowed_origins=value)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="allowed_origins"):
            webio_handler(app, allowed_origins=value)  # type: ignore[arg-type]

    def test_a_check_that_is_no_function_is_named(self) -> None:
        with pytest.raises(TypeError, match="check_origin"):
            start_server(app, check_origin="x")  # type: ignore[arg-type]

    def test_an_app_that_is_no_function_is_shown(self) -> None:
        with pytest.raises(TypeError, match="not 5"):
            start_server(5)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="target="):
            webio_handler()

    def test_an_argument_out_of_place_is_noticed(self) -> None:
        with pytest.raises(TypeError, match="debug must be True or False, not 8080"):
            start_server(app, 0, "", 8080)  # type: ignore[arg-type]

    def test_the_warning_of_an_open_pattern_points_to_the_authors_line(self) -> None:
        with pytest.warns(PyWebIOWarning, match="open at the end") as caught:
            webio_handler(app, allowed_origins=["https://a.example*"])
        assert caught[0].filename == __file__

    def test_a_good_pattern_is_silent(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            webio_handler(app, allowed_origins=["https://*.example.com"])
