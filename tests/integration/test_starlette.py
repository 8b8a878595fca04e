"""What only Starlette, FastAPI and the ASGI servers can do."""

from __future__ import annotations

import logging
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.websockets import WebSocket

from pywebio.input import input
from pywebio.output import put_text
from pywebio.platform.fastapi import asgi_app, start_server, webio_routes
from pywebio.session import info
from tests.integration.clients.base import PATIENCE, AppKind, Refused, answer, fetch, until
from tests.integration.clients.starlette import StarletteServed, mounted_routes
from tests.integration.clients.websocket import open_page, wire
from tests.integration.test_origin import may_open

if TYPE_CHECKING:
    from pathlib import Path

    from pywebio.ports.types import UserValue
    from tests.integration.clients.base import Served


def hello() -> None:
    put_text("hello")


async def works_at(served: Served, path: str) -> None:
    """Check that page, files and session are at *path*."""
    page = await served.get(path)
    assert page.status == 200
    files = re.findall(r"(?:href|src)=\"(\?[^\"]*)\"", page.text)
    assert files
    for file in files:
        assert (await served.get(urljoin(path, file))).status == 200
    session = await served.open(path=path)
    assert await session.text() == "hello"
    await session.ended()


# Mounting


async def test_fastapi_with_routes_of_its_own() -> None:
    app = FastAPI(routes=webio_routes(hello))

    @app.get("/add")
    def add(a: int, b: int) -> int:
        return a + b

    async with StarletteServed.start(app, {}) as served:
        await works_at(served, "/")
        assert (await served.get("/add?a=1&b=2")).text == "3"
        assert "/add" in (await served.get("/openapi.json")).text


async def test_routes_may_be_added_to_an_application() -> None:
    app = FastAPI()
    app.router.routes.extend(webio_routes(hello))
    async with StarletteServed.start(app, {}) as served:
        await works_at(served, "/")


async def test_a_router_of_fastapi_moves_the_routes() -> None:
    app = FastAPI()
    app.include_router(APIRouter(routes=webio_routes(hello)), prefix="/deep/tool")
    async with StarletteServed.start(app, {}) as served:
        await works_at(served, "/deep/tool/")
        assert (await served.get("/")).status == 404


@pytest.mark.parametrize("made", ["routes", "app"])
async def test_a_mount_is_reached_with_and_without_slash(made: str) -> None:
    app = FastAPI()
    app.mount(
        "/tool", Starlette(routes=webio_routes(hello)) if made == "routes" else asgi_app(hello)
    )
    async with StarletteServed.start(app, {}) as served:
        await works_at(served, "/tool/")
        redirect = await served.get("/tool?app=x")
        assert redirect.status == 307
        assert redirect.headers["location"].endswith("/tool/?app=x")


async def test_mounts_keep_their_own_policies_and_root_path_changes_nothing() -> None:
    one, site_one = mounted_routes(hello, allowed_origins=["https://one.example"])
    two, site_two = mounted_routes(
        hello, check_origin=lambda origin: origin == "https://two.example"
    )
    app = Starlette(
        routes=[Mount("/one", routes=one), Mount("/deep/two", app=Starlette(routes=two))]
    )
    sites = {"/one/": site_one, "/deep/two/": site_two}
    async with StarletteServed.start(app, sites, root_path="/behind/a/proxy") as served:
        for path in sites:
            await works_at(served, path)
        origins = ("https://one.example", "https://two.example")
        allowed = [
            (path, origin)
            for path in sites
            for origin in origins
            if await may_open(served, origin, path=path)
        ]
    assert allowed == [("/one/", origins[0]), ("/deep/two/", origins[1])]


async def test_an_application_serves_the_authors_files(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("the author's", "utf-8")
    app = FastAPI()
    app.mount("/tool", asgi_app({"one": hello, "two": hello}, static_dir=str(tmp_path)))
    async with StarletteServed.start(app, {}) as served:
        assert (await served.get("/tool/static/file.txt")).text == "the author's"
        assert (await served.get("/tool/static/../secret")).status == 404
        session = await served.open(path="/tool/", app="two")
        assert await session.text() == "hello"


async def test_an_app_sees_the_frameworks_own_websocket(kind: AppKind) -> None:
    async def app() -> None:
        request = info.request
        assert isinstance(request, WebSocket)
        put_text(request.query_params["app"], request.headers["X-Mine"], request.cookies["who"])
        put_text(request.path_params["name"], request.scope["app"].state.mine)

    application = Starlette(routes=[Mount("/{name}", routes=webio_routes({"red": kind.app(app)}))])
    application.state.mine = "of the application"
    async with StarletteServed.start(application, {}) as served:
        page = await served.open(
            path="/tool/", app="red", headers={"X-Mine": "yes", "Cookie": "who=me"}
        )
        assert await page.text() == "red yes me"
        assert await page.text() == "tool of the application"


async def test_the_same_routes_serve_one_loop_after_the_other_and_two_at_once(
    kind: AppKind,
) -> None:
    async def app() -> None:
        put_text(await answer(input("q")))

    application = asgi_app(kind.app(app))
    first, second = (StarletteServed.start(application, {}) for _ in range(2))
    for _ in range(2):
        pages = [await served.open() for served in (first, second)]
        for page in pages:
            await page.reply("x")
            assert await page.text() == "x"
            await page.ended()
        await first.close()
        first = StarletteServed.start(application, {})
    await first.close()
    await second.close()


# Servers


@pytest.mark.parametrize("protocol", ["websockets-sansio", "wsproto"])
async def test_every_websocket_protocol_of_uvicorn_will_do(protocol: str, kind: AppKind) -> None:
    async def app() -> None:
        put_text(await answer(input("q")))
        put_text("x" * 100_000)

    routes, site = mounted_routes(kind.app(app))
    async with StarletteServed.start(Starlette(routes=routes), {"/": site}, ws=protocol) as served:
        for compress in (False, True):
            page = await served.open(ack=0, compress=compress)
            await page.reply("größer")
            assert await page.texts(2) == ["größer", "x" * 100_000]
            await page.ended()
            assert await page.gone() == 1000
        with pytest.raises(Refused) as refused:
            await served.open(origin="https://evil.example")
        assert refused.value.status == 403
        await until(lambda: served.sessions() == 0)


async def test_the_ids_of_sessions_are_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    routes, site = mounted_routes(lambda: input("q"), reconnect_timeout=60)
    app = Starlette(routes=routes)
    # As someone else's server, which logs as uvicorn does by default.
    async with StarletteServed.start(app, {"/": site}, log_level="info") as served:
        page = wire(await served.open(ack=0))
        await page.next("input_group")
        page.drop()
        await until(lambda: served.waiting() == 1)
        await page.again()
        with pytest.raises(Refused):
            await served.open(session=page.session_id or "", origin="https://evil.example")
    assert page.session_id
    logged = [record.getMessage() for record in caplog.records]
    assert any("accepted" in line for line in logged)
    assert any(line.endswith("403") for line in logged)
    assert not [line for line in logged if page.session_id in line or "session=" in line]


SCRIPT = """
from pywebio.input import input
from pywebio.output import put_text
from pywebio.platform.fastapi import asgi_app

def thread():
    put_text("hello " + input("q"))

async def coroutine():
    put_text("hello " + await input("q"))

app = asgi_app([thread, coroutine], reconnect_timeout=60)
"""


@contextmanager
def hypercorn(folder: Path) -> Iterator[int]:
    """Serve the script in a process of its own; give the port."""
    (folder / "tool.py").write_text(SCRIPT, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "hypercorn", "tool:app", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield port
        finally:
            process.terminate()
        output, _ = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in output


async def test_hypercorn_serves_an_application(tmp_path: Path) -> None:
    with hypercorn(tmp_path) as port:
        await until(lambda: answers(port))
        assert "startWebIOClient" in fetch(port, "GET", "/", {}).text
        for name, ack in product(("thread", "coroutine"), (None, 0)):
            page = await open_page(port, {"app": name, "ack": ack})
            await page.reply("you")
            assert await page.text() == "hello you"
            await page.ended()
            assert await page.gone() == 1000
            await page.leave()
        page = await open_page(port, {"app": "thread", "ack": 0})
        form = await page.next("input_group")
        page.drop()
        await page.again()
        await page.submit(form, "again")
        assert await page.text() == "hello again"
        await page.leave()
        with pytest.raises(Refused) as refused:
            await open_page(port, {"origin": "https://evil.example"})
        assert refused.value.status == 403


def answers(port: int) -> bool:
    """Tell whether a server is there."""
    try:
        return fetch(port, "GET", "/?test=1", {}).status == 200
    except ConnectionError:
        return False


# Settings


@pytest.mark.parametrize("name", ["ws_max_sise", "workers", "reload", "uds", "app"])
def test_a_bad_setting_of_the_server_is_named(name: str) -> None:
    options: dict[str, UserValue] = {name: 1}
    with pytest.raises(TypeError, match=rf"'{name}'.*uvicorn.*ws_max_size"):
        start_server(hello, **options)


@pytest.mark.parametrize("size", [0, 10, "1M", -1])
def test_a_bad_size_of_messages_is_named(size: object) -> None:
    with pytest.raises(ValueError, match="ws_max_size"):
        start_server(hello, ws_max_size=size)


def test_a_bad_folder_is_named() -> None:
    with pytest.raises(ValueError, match="static_dir='/no/such/folder'"):
        asgi_app(hello, static_dir="/no/such/folder")
