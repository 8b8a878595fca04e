"""Apps in an application of one's own, behind prefixes, and several at one URL."""

from __future__ import annotations

import functools
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import anyio
import anyio.abc
import pytest

from pywebio.container import default_container
from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.input import input
from pywebio.output import put_text
from pywebio.testing import FakeClock, SequentialIds
from tests.integration.clients.base import AppKind, Refused, answer, fetch, until

if TYPE_CHECKING:
    from tests.integration.clients.base import MountOptions, Served
    from tests.integration.conftest import Mount, Serve


def app() -> None:
    put_text("app")


def files_of(page: str) -> list[str]:
    found = re.findall(r"(?:href|src)=\"(\?[^\"]*)\"", page)
    return [unescape(reference) for reference in found]


async def test_a_handler_works_wherever_it_is_mounted(mount: Mount) -> None:
    served = mount({"/deep/down/tool": (app, {}), "/deep/down/folder/": (app, {})})
    for path in ("/deep/down/tool", "/deep/down/folder/"):
        page = await served.get(path)
        assert page.status == 200
        for reference in files_of(page.text):
            assert (await served.get(urljoin(path, reference))).status == 200
        session = await served.open(path=path)
        assert await session.text() == "app"
        await session.ended()
    assert (await served.get("/other")).text == "another route"
    assert (await served.get("/")).status == 404


@asynccontextmanager
async def stripping_proxy(prefix: str, port: int) -> AsyncIterator[int]:
    """Serve what is behind *port* under *prefix*, as a reverse proxy does."""

    async def pump(
        source: anyio.abc.ByteReceiveStream, sink: anyio.abc.ByteSendStream, stripped: bytes = b""
    ) -> None:
        try:
            async for part in source:
                await sink.send(part.replace(stripped, b" /", 1) if stripped else part)
            await sink.aclose()
        except (anyio.BrokenResourceError, anyio.ClosedResourceError):
            pass

    async def handle(browser: anyio.abc.SocketStream) -> None:
        async with (
            browser,
            await anyio.connect_tcp("127.0.0.1", port) as server,
            anyio.create_task_group() as pumps,
        ):
            pumps.start_soon(pump, browser, server, b" " + prefix.encode())
            await pump(server, browser)
            pumps.cancel_scope.cancel()

    listener = await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=0)
    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, handle)
        yield listener.extra(anyio.abc.SocketAttribute.local_port)
        group.cancel_scope.cancel()


async def test_a_page_works_behind_a_prefix(serve: Serve, kind: AppKind) -> None:
    async def greet() -> None:
        put_text(await answer(input("q")))

    served = serve(kind.app(greet), allowed_origins=["https://public.example"])
    async with stripping_proxy("/some/prefix/", served.port) as port:

        def get(path: str) -> tuple[int, str]:
            got = fetch(port, "GET", path, {"Connection": "close"})
            return got.status, got.body.decode()

        status, page = await anyio.to_thread.run_sync(get, "/some/prefix/")
        assert status == 200
        for reference in files_of(page):
            path = urljoin("/some/prefix/", reference)
            status, _ = await anyio.to_thread.run_sync(get, path)
            assert status == 200
        session = await served.open(
            port=port, path="/some/prefix/", origin="https://public.example", ack=0
        )
        await session.reply("through the proxy")
        assert await session.text() == "through the proxy"
        await session.ended()
        await session.leave()


class GoodOnly:
    """A policy of the author's."""

    def allows(self, origin: str, host: str) -> bool:
        return origin == "https://good.example"


async def test_parts_of_the_container_are_replaced_for_one_mount_alone(
    mount: Mount, kind: AppKind
) -> None:
    async def asks() -> None:
        await answer(input("q"))

    registry = InMemorySessionRegistry(FakeClock())
    parts = default_container().with_(
        ids=SequentialIds(), origins=GoodOnly(), registry=registry, clock=FakeClock()
    )
    served = mount({"/own": (kind.app(asks), {"container": parts}), "/usual": (kind.app(asks), {})})
    with pytest.raises(Refused):
        await served.open(path="/own", origin=f"http://{served.address}", ack=0)
    assert len(registry) == 0
    pages = [
        await served.open(path="/own", origin="https://good.example", ack=0),
        await served.open(path="/usual", origin=f"http://{served.address}", ack=0),
    ]
    assert len(registry) == 1
    assert [session.startswith("id0000") for session in served.session_ids("/own")] == [True]
    assert [session.startswith("id0000") for session in served.session_ids("/usual")] == [False]
    for page in pages:
        await page.leave()
    await until(lambda: len(registry) == 0)


async def test_several_apps_by_list_with_an_index(serve: Serve) -> None:
    def first() -> None:
        """First & best.

        It is <b>good</b>.
        """
        put_text("one")

    async def second() -> None:
        put_text("two")

    served = serve([first, functools.partial(second)])
    for name, shown in (("first", "one"), ("second", "two")):
        page = await served.open(app=name)
        assert await page.text() == shown
    for asked in (None, "index", "no such app", ""):
        index = await (await served.open(app=asked)).text()
        assert "First &amp; best." in index
        assert "It is &lt;b&gt;good" in index
        assert "second" in index
    assert "<title>First &amp; best.</title>" in (await served.get("/?app=first")).text


async def test_several_apps_by_mapping_with_an_index_of_ones_own(serve: Serve) -> None:
    async def other() -> None:
        put_text("other")

    served = serve({"index": app, "a b/ü": other})
    assert await (await served.open()).text() == "app"
    assert await (await served.open(app="unknown")).text() == "app"
    assert await (await served.open(app="a b/ü")).text() == "other"


@pytest.mark.websocket
async def test_two_servers_of_one_process_do_not_notice_each_other(
    serve: Serve, kind: AppKind
) -> None:
    async def asks() -> None:
        put_text(await answer(input("q")))

    clocks = [FakeClock(), FakeClock()]
    containers = [default_container().with_(clock=clock) for clock in clocks]
    short = serve(kind.app(asks), reconnect_timeout=10, container=containers[0])
    long = serve(kind.app(asks), reconnect_timeout=1000, container=containers[1], debug=True)
    pages = [await short.open(ack=0), await long.open(ack=0)]
    forms = [await page.next("input_group") for page in pages]
    sessions = [str(getattr(page, "session_id", "")) for page in pages]
    # An id of one server says nothing to the other.
    stranger = await long.open(session=sessions[0], ack=0)
    assert (await stranger.next()).name == "close_session"
    for page in pages:
        await page.leave(4000)
    await until(lambda: short.waiting() == long.waiting() == 1)
    for clock in clocks:
        clock.advance(500)
    await until(lambda: short.sessions() == 0)
    assert long.sessions() == 1
    back = await long.open(session=sessions[1], ack=2)
    await back.submit(forms[1], "still there")
    assert served_debug(short, long) == [False, True]


def served_debug(*servers: Served) -> list[bool]:
    return ['"debug": true' in fetch(server.port, "GET", "/", {}).text for server in servers]


@pytest.mark.websocket
async def test_mounts_keep_their_own_limits(mount: Mount, kind: AppKind) -> None:
    async def asks() -> None:
        put_text(await answer(input("q")))

    small: MountOptions = {"max_payload_size": "10K", "reconnect_timeout": 60}
    served = mount({"/small": (kind.app(asks), small), "/big": (kind.app(asks), {})})
    pages = {path: await served.open(path=path, ack=0) for path in ("/small", "/big")}
    assert (served.sessions("/small"), served.sessions("/big")) == (1, 1)
    for page in pages.values():
        await page.next("input_group")
        page.drop()
    await until(lambda: served.sessions("/big") == 0)
    assert served.sessions("/small") == 1
