"""What only aiohttp can do."""

from __future__ import annotations

import re
import shutil
import warnings
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import anyio
import pytest
from aiohttp import web

from pywebio.backends.client_files import STATIC_PATH
from pywebio.input import input
from pywebio.output import put_text
from pywebio.platform.aiohttp import start_server, static_routes, webio_handler
from pywebio.session import info
from tests.integration.clients.aiohttp import AiohttpServed, mounted_handler, served_application
from tests.integration.clients.base import PATIENCE, AppKind, answer, until
from tests.integration.clients.websocket import wire
from tests.integration.test_flood import mailing

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

    from pywebio.ports.types import UserValue


def hello() -> None:
    put_text("hello")


def routed(**handlers: Handler) -> web.Application:
    """Return an application with *handlers* at the paths that their names are."""
    app = web.Application()
    for name, handler in handlers.items():
        app.router.add_get(f"/{name}", handler)
    return app


async def test_a_sub_application_serves_page_files_and_session() -> None:
    sub = web.Application()
    sub.router.add_get("/greet", webio_handler(hello))
    app = web.Application()
    app.add_subapp("/tools/", sub)
    async with AiohttpServed.start(app, {}) as served:
        page = (await served.get("/tools/greet")).text
        files = re.findall(r"(?:href|src)=\"(\?[^\"]*)\"", page)
        assert files
        for file in files:
            assert (await served.get(urljoin("/tools/greet", file))).status == 200
        session = await served.open(path="/tools/greet")
        assert await session.text() == "hello"
        await session.ended()


async def test_an_app_sees_the_frameworks_own_request(kind: AppKind) -> None:
    async def app() -> None:
        request = info.request
        assert isinstance(request, web.Request)
        put_text(request.query["colour"], request.headers["X-Mine"], request.cookies["who"])
        put_text(request.match_info["name"], request.app[mine])

    mine = web.AppKey("mine", str)
    application = web.Application()
    application[mine] = "of the application"
    application.router.add_get("/{name}", webio_handler(kind.app(app)))
    async with AiohttpServed.start(application, {}) as served:
        page = await served.open(
            # What the page itself asks for goes behind that.
            path="/tool?colour=red&rest=",
            headers={"X-Mine": "yes", "Cookie": "who=me"},
        )
        assert await page.text() == "red yes me"
        assert await page.text() == "tool of the application"


async def test_one_handler_serves_one_loop_after_the_other_and_two_at_once(kind: AppKind) -> None:
    async def app() -> None:
        put_text(await answer(input("q")))

    handler = webio_handler(kind.app(app))

    def start() -> AiohttpServed:
        application = web.Application()
        application.router.add_get("/", handler)
        return AiohttpServed.start(application, {})

    first, second = start(), start()
    for _ in range(2):
        pages = [await served.open() for served in (first, second)]
        for page in pages:
            await page.reply("x")
            assert await page.text() == "x"
            await page.ended()
        await first.close()
        first = start()
    await first.close()
    await second.close()


# Settings


async def test_settings_of_the_websocket_hold() -> None:
    handler, site = mounted_handler(lambda: input("q"))
    small = webio_handler(
        lambda: input("q"), websocket_settings={"max_msg_size": 4000, "compress": False}
    )
    async with AiohttpServed.start(routed(small=small, usual=handler), {"/usual": site}) as served:
        pages = {
            name: wire(await served.open(path=f"/{name}", compress=True))
            for name in ("small", "usual")
        }
        for page in pages.values():
            await page.next("input_group")
        compresses = {
            name: "Sec-WebSocket-Extensions" in page.socket.response.headers
            for name, page in pages.items()
            if page.socket.response is not None
        }
        assert compresses == {"small": False, "usual": True}
        # Of the largest size they are read; what is in them is nonsense.
        await pages["usual"].raw("x" * (10 * 2**20 - 1))
        await until(lambda: served.ignored("/usual").malformed == 1)
        await pages["small"].raw("x" * 3999)
        await pages["small"].raw("x" * 4001)
        assert await pages["small"].gone() == 1009


@pytest.mark.parametrize("kind_of_ping", ["ours", "aiohttp's"])
async def test_a_silent_browser_is_given_up_whoever_pings(kind_of_ping: str) -> None:
    options: dict[str, UserValue] = (
        {"websocket_ping_interval": 0.05, "websocket_ping_timeout": 0.2}
        if kind_of_ping == "ours"
        else {"websocket_settings": {"heartbeat": 0.1}}
    )
    app, site = served_application(lambda: input("q"), **options)
    async with AiohttpServed.start(app, {"/": site}) as served:
        silent = mailing(served.port, "index")
        await until(lambda: served.sessions() == 1)
        await until(lambda: served.sessions() == 0)
        silent.close()


async def test_a_browser_that_reads_nothing_more_is_given_up_too() -> None:
    def flood() -> None:
        while True:
            put_text("x" * 1000)

    app, site = served_application(flood, websocket_ping_interval=0.05, websocket_ping_timeout=0.2)
    async with AiohttpServed.start(app, {"/": site}) as served:
        # More is waiting for it than the system takes, so no closing frame would ever be sent.
        silent = mailing(served.port, "index")
        await until(lambda: served.sessions() == 1)
        await until(lambda: served.sessions() == 0)
        silent.close()


async def test_a_connection_may_be_silent_as_long_as_the_author_says() -> None:
    handler, site = mounted_handler(lambda: input("q"))
    impatient = webio_handler(lambda: input("q"), websocket_settings={"receive_timeout": 0.1})
    app = routed(impatient=impatient, usual=handler)
    async with AiohttpServed.start(app, {"/usual": site}) as served:
        page = await served.open(path="/impatient")
        await page.next("input_group")
        assert await page.gone() == 1000


async def test_settings_of_the_application_hold() -> None:
    @web.middleware
    async def stamp(request: web.Request, handler: Handler) -> web.StreamResponse:
        answered = await handler(request)
        if not answered.prepared:
            answered.headers["X-Stamp"] = "mine"
        return answered

    app, site = served_application(hello, middlewares=[stamp], client_max_size=1000)
    async with AiohttpServed.start(app, {"/": site}) as served:
        assert (await served.get("/")).headers["x-stamp"] == "mine"
        assert await (await served.open()).text() == "hello"


BAD = [
    ({"websocket_settings": {"hartbeat": 5}}, "hartbeat.*heartbeat"),
    ({"websocket_settings": {"decode_text": False}}, "decode_text"),
    ({"websocket_settings": {"max_msg_size": "1M"}}, "max_msg_size"),
    ({"websocket_settings": {"max_msg_size": 10}}, "max_msg_size"),
    ({"websocket_settings": ["heartbeat"]}, "websocket_settings"),
    ({"websocket_settings": 5}, "websocket_settings"),
]


@pytest.mark.parametrize(("options", "named"), BAD)
@pytest.mark.parametrize("function", [served_application, webio_handler])
def test_a_bad_setting_is_named(
    function: UserValue, options: dict[str, UserValue], named: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=named):
        function(hello, **options)


@pytest.mark.parametrize("name", ["midlewares", "websocket_ping_interval", "loop"])
def test_a_bad_setting_of_the_application_is_named(name: str) -> None:
    options: dict[str, UserValue] = {name: 1}
    with pytest.raises(TypeError, match=rf"'{name}'.*middlewares"):
        start_server(hello, **options)


def test_no_limit_is_a_limit_too() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert callable(webio_handler(hello, websocket_settings={"max_msg_size": 0}))


# The client's files


async def test_static_routes_serve_a_page_that_finds_its_app() -> None:
    app = web.Application()
    app.router.add_get("/deep/io", webio_handler(hello))
    app.add_routes(static_routes(STATIC_PATH, prefix="/client"))
    async with AiohttpServed.start(app, {}) as served:
        page = await served.get("/client/?pywebio_api=/deep/io")
        assert page.status == 200
        assert page.headers["content-type"].startswith("text/html")
        assert page.headers["x-content-type-options"] == "nosniff"
        files = re.findall(r"(?:href|src)=\"([\w.-]+)\"", page.text)
        assert len(files) >= 2
        for file in files:
            loaded = await served.get(f"/client/{file}")
            assert loaded.status == 200
            kind = loaded.headers["content-type"]
            assert kind.startswith(("text/css", "text/javascript", "application/javascript"))
        assert (await served.get("/client/index.html")).text == page.text
        # That is how the page asks whether to poll; then it opens its session there.
        assert (await served.get("/deep/io?test=1")).body == b""
        session = await served.open(path="/deep/io", origin=f"http://{served.address}")
        assert await session.text() == "hello"


async def test_nothing_but_the_clients_files_is_served(tmp_path: Path) -> None:
    folder = tmp_path / "client"
    shutil.copytree(STATIC_PATH, folder)
    (folder / "secret.txt").write_text("secret", "utf-8")
    (folder / "inner").mkdir()
    (tmp_path / "outside.txt").write_text("outside", "utf-8")
    app = web.Application()
    app.add_routes(static_routes(str(folder)))
    async with AiohttpServed.start(app, {}) as served:
        assert "startWebIOClient" in (await served.get("/")).text
        for path in (
            "/secret.txt",
            "/inner",
            "/inner/",
            "/../outside.txt",
            "/%2e%2e/outside.txt",
            "/..%2foutside.txt",
            "//etc/passwd",
            "/sources.sha256",
            "/manifest.json",
            "/%00",
            "/no",
        ):
            assert (await served.get(path)).status == 404, path


async def test_a_value_that_is_no_folder_is_a_prefix(tmp_path: Path) -> None:
    for given in ("/tool", "/tool/"):
        app = web.Application()
        app.add_routes(static_routes(given))
        async with AiohttpServed.start(app, {}) as served:
            assert "startWebIOClient" in (await served.get("/tool/")).text
            assert (await served.get("/")).status == 404
    with pytest.raises(ValueError, match="'static'"):
        static_routes("static")
    with pytest.raises(ValueError, match="prefix"):
        static_routes(prefix="tool/")


async def test_a_folder_without_a_build_serves_nothing(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("not the client", "utf-8")
    app = web.Application()
    app.add_routes(static_routes(str(tmp_path)))
    async with AiohttpServed.start(app, {}) as served:
        assert (await served.get("/")).status == 404


async def test_a_page_that_does_not_answer_the_closing_is_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pywebio.backends.aiohttp._CLOSING_TIMEOUT", 0.1)
    app, site = served_application(hello)
    async with AiohttpServed.start(app, {"/": site}) as served:
        received = await anyio.to_thread.run_sync(read_to_the_end, served.port)
    assert b"close_session" in received
    assert received.endswith(b"\x88\x02\x03\xe8"), "closed with 1000"


def read_to_the_end(port: int) -> bytes:
    """Open a session by hand, answer nothing, and return all that comes until the end."""
    received = b""
    with mailing(port, "index") as connection:
        connection.settimeout(PATIENCE)
        try:
            while part := connection.recv(65536):
                received += part
        except ConnectionResetError:
            pass
    return received
