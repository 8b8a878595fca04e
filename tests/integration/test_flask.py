"""What only Flask can do: being embedded, its own server, other WSGI servers."""

from __future__ import annotations

import functools
import http.client
import json
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import pytest
from flask import Blueprint, Flask, Response, abort, request, send_from_directory
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from pywebio import STATIC_PATH
from pywebio.input import input
from pywebio.output import put_text
from pywebio.platform.flask import start_server
from pywebio.ports.server import ServerOptions
from pywebio.session import info
from tests.integration.clients.base import (
    PATIENCE,
    AppKind,
    File,
    PageClosed,
    Refused,
    answer,
    fetch,
    until,
)
from tests.integration.clients.flask import start, view_of
from tests.integration.clients.polling import PollingPage, open_page, polling
from tests.integration.clients.programs import free_port, printed_port, running_program

if TYPE_CHECKING:
    from pywebio.ports.types import Json, UserValue
    from tests.integration.clients.base import Served

OTHER = "https://other.example"


async def greet() -> None:
    put_text("hello " + await answer(input("q")))


async def greeted(served: Served, path: str, **headers: str) -> str:
    """Use the app at *path* and return what it says."""
    page = await served.open(path=path, headers=headers)
    await page.reply("you")
    text = await page.text()
    await page.ended()
    return text


class TestMounting:
    @pytest.mark.parametrize("methods", [None, ["GET"], ["GET", "POST", "OPTIONS"]])
    async def test_methods_need_not_be_given(
        self, running: list[Served], kind: AppKind, methods: list[str] | None
    ) -> None:
        app = Flask(__name__)
        view, handler = view_of(kind.app(greet), allowed_origins=[OTHER])
        app.add_url_rule("/tool", "tool", view, methods=methods)
        running.append(served := start(app, {"/tool": handler}))
        assert await greeted(served, "/tool") == "hello you"
        preflight = await served.get("/tool", method="OPTIONS", headers={"Origin": OTHER})
        assert preflight.status == 204
        assert preflight.headers["access-control-allow-origin"] == OTHER

    async def test_as_a_route_under_variables_and_in_a_blueprint(
        self, running: list[Served], kind: AppKind
    ) -> None:
        app, part = Flask(__name__), Blueprint("part", __name__, url_prefix="/part")

        async def tell() -> None:
            put_text(info.request.view_args["name"], info.request.args["mood"])

        view, handler = view_of(kind.app(tell))
        app.route("/<name>/tool")(view)
        part.add_url_rule("/<name>", view_func=view)
        app.register_blueprint(part)
        running.append(served := start(app, {"/": handler}))
        for nonce, path in (("a", "/ada/tool"), ("b", "/part/ada")):
            new = {"webio-session-id": f"NEW-{nonce}"}
            first = await served.get(f"{path}?mood=glad&ack=-1", headers=new)
            assert "ada glad" in first.text

    async def test_under_a_decorator_that_asks_who_it_is(
        self, running: list[Served], kind: AppKind
    ) -> None:
        def protected(view: Callable[[], Response]) -> Callable[[], Response]:
            @functools.wraps(view)
            def asks() -> Response:
                if request.headers.get("token") != "secret":
                    abort(401)
                return view()

            return asks

        app = Flask(__name__)
        view, handler = view_of(kind.app(greet))
        app.route("/tool")(protected(view))
        running.append(served := start(app, {"/tool": handler}))
        assert await greeted(served, "/tool", token="secret") == "hello you"
        for headers in ({}, {"webio-session-id": "NEW-abc"}):
            assert (await served.get("/tool?app=index", headers=headers)).status == 401
        with pytest.raises(Refused):
            await served.open(path="/tool")
        assert served.sessions("/tool") == 0

    async def test_two_views_have_their_own_policy_expiry_and_sessions(
        self, running: list[Served], kind: AppKind
    ) -> None:
        app = Flask(__name__)
        open_view, open_handler = view_of(
            kind.app(greet), allowed_origins=[OTHER], session_expire_seconds=600
        )
        closed_view, closed_handler = view_of(
            kind.app(greet), session_expire_seconds=0.2, session_cleanup_interval=0.05
        )
        # Nobody gives the endpoints a name.
        app.add_url_rule("/open", view_func=open_view)
        app.add_url_rule("/closed", view_func=closed_view)
        running.append(served := start(app, {"/open": open_handler, "/closed": closed_handler}))
        page = polling(await served.open(path="/open", origin=OTHER))
        with pytest.raises(Refused) as refused:
            await served.open(path="/closed", origin=OTHER)
        assert refused.value.status == 403
        short = polling(await served.open(path="/closed"))
        short_named = short.named
        stolen = await short.request("GET", {"wait": 0}, headers={"webio-session-id": page.named})
        assert b'"gone":true' in stolen.body
        await until(lambda: served.sessions("/closed") == 0)
        assert served.sessions("/open") == 1
        gone = await short.request("GET", {"wait": 0}, headers={"webio-session-id": short_named})
        assert b'"gone":true' in gone.body
        assert await page_greets(page) == "hello you"

    async def test_behind_a_prefix(self, running: list[Served], kind: AppKind) -> None:
        view, handler = view_of(kind.app(greet))
        inner = Flask("inner")
        inner.add_url_rule("/tool", view_func=view)
        outer = Flask("outer")
        outer.wsgi_app = DispatcherMiddleware(outer.wsgi_app, {"/mount": inner})  # type: ignore[method-assign]  # as Flask's manual says
        running.append(served := start(outer, {"/mount/tool": handler}))
        assert await greeted(served, "/mount/tool") == "hello you"

    async def test_behind_a_proxy_that_strips_a_prefix(
        self, running: list[Served], kind: AppKind
    ) -> None:
        async def tell() -> None:
            put_text(info.request.script_root, info.user_ip, info.server_host)

        view, handler = view_of(kind.app(tell))
        app = Flask(__name__)
        app.add_url_rule("/tool", view_func=view)
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_host=1, x_prefix=1)  # type: ignore[method-assign]  # as Flask's manual says
        running.append(served := start(app, {"/tool": handler}))
        headers = {
            "X-Forwarded-For": "192.0.2.9",
            "X-Forwarded-Host": "public.example",
            "X-Forwarded-Prefix": "/outside",
        }
        page = await served.open(path="/tool", headers=headers)
        assert await page.text() == "/outside 192.0.2.9 public.example"

    async def test_the_older_style_with_files_served_by_the_project(
        self, running: list[Served], kind: AppKind
    ) -> None:
        app = Flask(__name__, static_folder=STATIC_PATH, static_url_path="/client")
        view, handler = view_of(kind.app(greet))
        app.add_url_rule("/tool", "webio_view", view, methods=["GET", "POST", "OPTIONS"])

        @app.route("/")
        @app.route("/<path:static_file>")
        def serve_static_file(static_file: str = "index.html") -> Response:
            return send_from_directory(STATIC_PATH, static_file)

        running.append(served := start(app, {"/tool": handler}))
        for path in ("/?pywebio_api=/tool", "/client/index.html?pywebio_api=/tool"):
            page = await served.get(path)
            assert page.status == 200
            assert "pywebio_api" in page.text or ".js" in page.text
        # What such a page asks, to find out which transport there is.
        assert (await served.get("/tool?test=1")).text == "ok"
        assert await greeted(served, "/tool") == "hello you"

    async def test_across_origins(self, running: list[Served], kind: AppKind) -> None:
        app = Flask(__name__)
        view, handler = view_of(kind.app(greet), check_origin=lambda origin: origin == OTHER)
        app.add_url_rule("/tool", view_func=view)
        running.append(served := start(app, {"/tool": handler}))
        page = polling(await served.open(path="/tool", origin=OTHER))
        answered = await page.request("GET", {"wait": 0})
        assert answered.headers["access-control-allow-origin"] == OTHER
        assert await page_greets(page) == "hello you"
        with pytest.raises(Refused) as refused:
            await served.open(path="/tool", origin="https://evil.example")
        assert refused.value.status == 403

    async def test_a_body_that_another_function_has_read_is_not_lost(
        self, running: list[Served], kind: AppKind
    ) -> None:
        app = Flask(__name__)
        seen: list[bytes] = []

        @app.before_request
        def log() -> None:
            seen.append(request.get_data())

        view, handler = view_of(kind.app(greet))
        app.add_url_rule("/tool", view_func=view)
        running.append(served := start(app, {"/tool": handler}))
        assert await greeted(served, "/tool") == "hello you"
        assert any(b"from_submit" in each for each in seen)

    async def test_the_request_is_flask_s_own_in_every_task(
        self, running: list[Served], kind: AppKind
    ) -> None:
        async def tell() -> None:
            native = info.request
            put_text(
                type(native).__name__,
                native.args.get("app"),
                native.headers["X-Mine"],
                native.cookies["user"],
                info.backend,
                info.protocol,
            )

        app = Flask(__name__)
        view, handler = view_of({"tell": kind.app(tell)})
        app.add_url_rule("/tool", view_func=view)
        running.append(served := start(app, {"/tool": handler}))
        headers = {"X-Mine": "mine", "Cookie": "user=ada"}
        page = await served.open(path="/tool", app="tell", headers=headers)
        assert await page.text() == "Request tell mine ada flask http"

    async def test_coroutine_apps_can_do_without_asyncio(self, running: list[Served]) -> None:
        app = Flask(__name__)
        view, handler = view_of(greet, disable_asyncio=True)
        app.add_url_rule("/tool", view_func=view)
        running.append(served := start(app, {"/tool": handler}))
        assert await greeted(served, "/tool") == "hello you"
        assert not [each for each in threading.enumerate() if "event-loop" in each.name]


async def page_greets(page: PollingPage) -> str:
    await page.reply("you")
    return await page.text()


def post(port: int, body: bytes | Iterator[bytes]) -> tuple[int, bytes]:
    """Send a body to a session that is not there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        headers = {"webio-session-id": "none"}
        chunked = not isinstance(body, bytes)
        connection.request("POST", "/?ack=-1&seq=0", body, headers, encode_chunked=chunked)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


# Flask's server


class TestConnections:
    @pytest.fixture
    def served(self) -> Iterator[Served]:
        app = Flask(__name__)
        view, handler = view_of(lambda: None, max_payload_size=1000)
        app.add_url_rule("/", view_func=view)
        made = start(app, {"/": handler})
        yield made
        made.stop()

    @pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunks"])
    def test_a_body_that_is_too_long_is_refused_readably(
        self, served: Served, chunked: bool
    ) -> None:
        body = iter([b"x" * 100_000] * 20) if chunked else b"x" * 2_000_000
        status, content = post(served.port, body)
        assert status == 413
        assert b"at most" in content
        assert fetch(served.port, "GET", "/", {}).status == 200

    def test_a_body_in_chunks_is_read(self, served: Served) -> None:
        assert post(served.port, iter([b"[", b"]"]))[0] == 200
        assert post(served.port, iter([b"{", b" "]))[0] == 400

    def test_clients_that_go_away_leave_no_word(
        self, served: Served, capfd: pytest.CaptureFixture[str]
    ) -> None:
        before = threading.active_count()
        for sent in (
            b"",
            b"GET",
            b"GET / HTTP/1.1\r\n",
            b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n[",
        ):
            with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as raw:
                raw.sendall(sent)
        raw = socket.create_connection(("127.0.0.1", served.port), PATIENCE)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        raw.sendall(b"GET / HTTP/1.1\r\n\r\n" * 50)
        raw.close()
        deadline = time.monotonic() + PATIENCE
        while threading.active_count() > before:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert capfd.readouterr() == ("", "")

    async def test_an_upload_arrives_whole(self, running: list[Served], kind: AppKind) -> None:
        from pywebio.input import file_upload

        async def take() -> None:
            uploaded = await answer(file_upload("f", max_size="10M"))
            put_text(len(uploaded["content"]))

        app = Flask(__name__)
        view, handler = view_of(kind.app(take))
        app.add_url_rule("/", view_func=view)
        running.append(served := start(app, {"/": handler}))
        page = await served.open()
        form = await page.next("input_group")
        event: dict[str, Json] = {
            "event": "from_submit",
            "task_id": form.task_id,
            "data": {"data": None},
        }
        await page.send_files(event, [File("data", "f.bin", b"x" * 5_000_000)])
        assert await page.text() == "5000000"

    async def test_without_threads_nothing_is_held(self, running: list[Served]) -> None:
        app = Flask(__name__)
        view, handler = view_of(lambda: put_text("hello"))
        app.add_url_rule("/", view_func=view)
        running.append(
            served := start(app, {"/": handler}, ServerOptions(extra={"threaded": False}))
        )
        new = {"webio-session-id": "NEW-a"}
        for _ in range(3):
            answered = await served.get("/?wait=25&ack=-1", headers=new)
            assert json.loads(answered.body)["wait"] == 0


# start_server


SCRIPT = """
import asyncio
from pywebio.platform.flask import start_server
from pywebio.input import input
from pywebio.output import put_text
from pywebio.session import info

def thread():
    put_text("hello " + input("q"))
    input("wait")

async def coroutine():
    put_text("hello " + await input("q"))
    await asyncio.sleep(1000)

async def address():
    put_text(info.request.scheme, info.user_ip)

if __name__ == "__main__":
    start_server([thread, coroutine, address], **{options})
    print("after the server")
"""


@contextmanager
def script(
    folder: Path, host: str = "127.0.0.1", **options: UserValue
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run the script until the end of the block; give its process and its port."""
    path = folder / "script.py"
    given = {"host": host, "port": 0, **options}
    path.write_text(SCRIPT.replace("{options}", repr(given)), "utf-8")
    # The reloader's way to end the process that serves leaves an open resource.
    warn = ["-W", "error", *(["-W", "ignore::ResourceWarning"] if options.get("debug") else [])]
    with running_program(*warn, str(path)) as process:
        yield process, printed_port(process)


class TestStartServer:
    @pytest.mark.parametrize("app", ["thread", "coroutine"])
    async def test_it_prints_its_address_and_nothing_else_and_stops_on_ctrl_c(
        self, tmp_path: Path, app: str
    ) -> None:
        with script(tmp_path) as (process, port):
            page = await open_page(port, {"app": app})
            await page.reply("you")
            assert await page.text() == "hello you"
            await page.request("GET", {"wait": 0})
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=PATIENCE)
            await page.leave(1006)
        assert (process.returncode, output, errors) == (0, "after the server\n", "")

    def test_localhost_is_every_localhost(self, tmp_path: Path) -> None:
        with script(tmp_path, host="localhost") as (process, port):
            families = {each[0] for each in socket.getaddrinfo("localhost", port)}
            for family in families:
                host = "::1" if family == socket.AF_INET6 else "127.0.0.1"
                connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
                connection.request("GET", "/")
                assert connection.getresponse().status == 200
                connection.close()
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=PATIENCE) == ("after the server\n", "")

    def test_a_port_in_use_is_a_clear_error(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(OSError, match=f"port {port} of 127.0.0.1 is already in use"):
                start_server(lambda: None, port=port, host="127.0.0.1")

    async def test_debug_shows_requests_and_restarts_on_the_same_port(self, tmp_path: Path) -> None:
        with script(tmp_path, debug=True, reloader_type="stat", reloader_interval=0.05) as (
            process,
            port,
        ):
            page = await open_page(port, {"app": "thread"})
            await page.reply("you")
            assert await page.text() == "hello you"
            await page.leave()
            path = tmp_path / "script.py"
            path.write_text(path.read_text("utf-8").replace("hello", "welcome"), "utf-8")

            async def welcomed() -> bool:
                page = await open_page(port, {"app": "thread"})
                try:
                    await page.reply("you")
                    return await page.text() == "welcome you"
                except PageClosed:
                    return False  # it was opened before the restart
                finally:
                    await page.leave(1006)

            with anyio.fail_after(PATIENCE):
                while not await welcomed():  # noqa: ASYNC110  # another process
                    await anyio.sleep(0.05)
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert "after the server" in output
        assert '"GET /?ack=-1&wait=25.0&app=thread' in errors or "GET /?" in errors
        assert "development server" not in errors
        assert "Traceback" not in errors

    def test_options_go_to_flask(self) -> None:
        with pytest.raises(TypeError, match=r"'colour' is no option of Flask\.run .* ssl_context"):
            start_server(lambda: None, colour="red")
        with pytest.raises(ValueError, match="processes=4 cannot work"):
            start_server(lambda: None, processes=4)

    async def test_files_of_the_author(self, tmp_path: Path) -> None:
        folder = tmp_path / "files"
        folder.mkdir()
        (folder / "data.txt").write_text("content", "utf-8")
        with script(tmp_path, static_dir=str(folder)) as (_, port):
            assert fetch(port, "GET", "/static/data.txt", {}).body == b"content"
            assert fetch(port, "GET", "/static/../script.py", {}).status == 404
            assert fetch(port, "GET", "/other", {}).status == 404

    def test_a_browser_is_opened_if_asked_for(self, tmp_path: Path) -> None:
        path = tmp_path / "script.py"
        path.write_text(
            "import os, webbrowser\n"
            "webbrowser.open = lambda url: (print('opened', url, flush=True), os._exit(0))\n"
            "from pywebio.platform.flask import start_server\n"
            "start_server(print, port=0, host='127.0.0.1', auto_open_webbrowser=True)",
            "utf-8",
        )
        with running_program(str(path)) as process:
            output, _ = process.communicate(timeout=PATIENCE)
        address = output.splitlines()[0].removeprefix("PyWebIO is running on ")
        assert output.splitlines()[1] == f"opened {address}"

    def test_tls(self, tmp_path: Path) -> None:
        certificate = tmp_path / "certificate.pem"
        key = tmp_path / "key.pem"
        made = subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=localhost", "-keyout", str(key), "-out", str(certificate)],
            capture_output=True, check=False,
        )  # fmt: skip
        if made.returncode:
            pytest.skip("there is no openssl")
        with script(tmp_path, ssl_context=(str(certificate), str(key))) as (process, port):
            trust = ssl.create_default_context(cafile=str(certificate))
            trust.check_hostname = False
            # One that says nothing keeps nobody waiting, and one that speaks plainly is not heard.
            with socket.create_connection(("127.0.0.1", port)) as silent:
                connection = http.client.HTTPSConnection(
                    "127.0.0.1", port, timeout=PATIENCE, context=trust
                )
                new = {"webio-session-id": "NEW-a"}
                connection.request("GET", "/?app=address&ack=-1", headers=new)
                assert b"https 127.0.0.1" in connection.getresponse().read()
                connection.close()
                silent.sendall(b"GET / HTTP/1.1\r\n\r\n")
                silent.settimeout(PATIENCE)
                assert b"200" not in silent.recv(100)
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=PATIENCE) == ("after the server\n", "")


# Other WSGI servers


SITE = """
import asyncio, threading
import flask
from pywebio.platform.flask import webio_view, wsgi_app
from pywebio.output import put_buttons, put_text
from pywebio.session import hold

def thread():
    put_buttons(["x"], onclick=lambda value: put_text("clicked", value))
    hold()

async def coroutine():
    put_buttons(["x"], onclick=lambda value: put_text("clicked", value))
    await asyncio.sleep(0)
    await hold()

app = wsgi_app([thread, coroutine], static_dir={folder!r})
started = [each.name for each in threading.enumerate()]
app.add_url_rule("/started", "started", lambda: repr(started))
"""


@contextmanager
def gunicorn(folder: Path, *arguments: str) -> Iterator[int]:
    """Serve the site until the end of the block; give the port."""
    (folder / "site_of_tests.py").write_text(SITE.replace("{folder!r}", repr(str(folder))), "utf-8")
    port = free_port()
    bind = f"127.0.0.1:{port}"
    command = ["-m", "gunicorn", "--chdir", str(folder), "--bind", bind, "--log-level", "error"]
    with running_program(*command, *arguments, "site_of_tests:app") as process:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                assert fetch(port, "GET", "/static/site_of_tests.py", {}).status == 200
                break
            except ConnectionError:
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.02)
        yield port


async def click_again_and_again(page: PollingPage, clicks: int) -> None:
    """Click as our client does, and wait for the output of each click."""
    callback = await page.button()
    for _ in range(clicks):
        await page.click(callback, 0)
        assert await page.text() == "clicked x"


async def load_file(port: int) -> None:
    await anyio.to_thread.run_sync(fetch, port, "GET", "/?app=x", {})


async def load_files(port: int) -> None:
    """Do what a browser does that opens a page: several requests at once."""
    async with anyio.create_task_group() as group:
        for _ in range(20):
            group.start_soon(load_file, port)


class TestGunicorn:
    @pytest.mark.parametrize("app", ["thread", "coroutine"])
    async def test_a_single_thread_is_never_held(self, tmp_path: Path, app: str) -> None:
        with gunicorn(tmp_path, "--worker-class", "sync", "--workers", "1") as port:
            pages = [await open_page(port, {"app": app}) for _ in range(3)]
            for page in pages:
                assert page.granted == 0
                await click_again_and_again(page, 5)
            with anyio.fail_after(PATIENCE):
                answered = await pages[0].request("GET", {"wait": 25})
            assert json.loads(answered.body)["wait"] == 0
            for page in pages:
                await page.leave()

    @pytest.mark.parametrize("app", ["thread", "coroutine"])
    @pytest.mark.parametrize("more", [(), ("--preload",)], ids=["", "preload"])
    async def test_a_few_threads_serve_more_pages_than_they_are(
        self, tmp_path: Path, app: str, more: tuple[str, ...]
    ) -> None:
        with gunicorn(tmp_path, "--threads", "4", *more) as port:
            await load_files(port)
            pages = [await open_page(port, {"app": app}) for _ in range(6)]
            async with anyio.create_task_group() as group:
                for page in pages:
                    group.start_soon(click_again_and_again, page, 20)
            async with anyio.create_task_group() as group:
                for page in pages:
                    group.start_soon(page.request, "GET", {"wait": 25})
                await anyio.wait_all_tasks_blocked()
                # All that may be held are held now.
                late = await open_page(port, {"app": app})
                await click_again_and_again(late, 20)
                group.cancel_scope.cancel()
            for page in (*pages, late):
                await page.leave()

    @pytest.mark.parametrize("app", ["thread", "coroutine"])
    async def test_held_requests_are_answered_at_once(self, tmp_path: Path, app: str) -> None:
        with gunicorn(tmp_path, "--threads", "4") as port:
            await load_files(port)
            pages = [await open_page(port, {"app": app}) for _ in range(2)]
            callbacks = [await page.button() for page in pages]
            heard: list[bytes] = []

            async def hold(page: PollingPage) -> None:
                heard.append((await page.request("GET", {"wait": 25})).body)

            async with anyio.create_task_group() as group:
                for page in pages:
                    assert page.granted > 0
                    group.start_soon(hold, page)
                await anyio.wait_all_tasks_blocked()
                # There are threads for others all the while.
                for _ in range(5):
                    await load_file(port)
                assert heard == [], "they were answered only behind requests that were held"
                for page, callback in zip(pages, callbacks, strict=True):
                    event = {"event": "callback", "task_id": callback, "data": 0}
                    body = json.dumps([event]).encode()
                    await page.request("POST", {"wait": 0, "seq": 0}, body)
                await until(lambda: len(heard) == 2)
            assert all(b"clicked" in body for body in heard)
            for page in pages:
                await page.leave()

    def test_nothing_is_started_before_the_processes_are(self, tmp_path: Path) -> None:
        with gunicorn(tmp_path, "--preload", "--threads", "4") as port:
            assert fetch(port, "GET", "/started", {}).text == "['MainThread']"
