"""What only Tornado can do, by polling."""

from __future__ import annotations

import asyncio
import gc
import http.client
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import anyio.to_thread
import pytest
import tornado.web

from pywebio.backends.tornado_http import PollingRequestHandler
from pywebio.input import input
from pywebio.output import put_text
from pywebio.platform.tornado_http import webio_handler
from pywebio.session import info
from tests.integration.clients.base import PATIENCE, Answer, fetch, until
from tests.integration.clients.polling import PollingPage, PollingServed, open_page, polling
from tests.integration.clients.tornado_http import TornadoHttpBackend, start

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pywebio.domain.targets import Targets
    from pywebio.ports.types import UserValue


@pytest.fixture
async def running() -> AsyncIterator[list[PollingServed]]:
    servers: list[PollingServed] = []
    yield servers
    for served in servers:
        await served.close()


def serve(running: list[PollingServed], target: Targets, **options: UserValue) -> PollingServed:
    served = TornadoHttpBackend().serve(target, **options)
    assert isinstance(served, PollingServed)
    running.append(served)
    return served


def post(port: int, body: bytes, headers: dict[str, str]) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("POST", "/?ack=-1&seq=0", body, headers)
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


async def test_held_requests_leave_the_loop_free(running: list[PollingServed]) -> None:
    async def app() -> None:
        put_text(threading.get_ident())
        await input("wait")

    served = serve(running, app)
    pages = [polling(await served.open()) for _ in range(50)]
    threads = {await page.text() for page in pages}
    assert len(threads) == 1, "coroutine apps run on the server's own loop"
    for page in pages:
        await page.next("input_group")
    answered: list[PollingPage] = []

    async def hold(page: PollingPage) -> None:
        await page.poll()
        answered.append(page)

    async with anyio.create_task_group() as group:
        for page in pages:
            group.start_soon(hold, page)
        await anyio.wait_all_tasks_blocked()
        assert (await served.get()).status == 200
        assert answered == [], "it was answered only behind requests that were held"
        group.cancel_scope.cancel()


async def test_coroutine_apps_share_the_loop_with_the_rest_of_the_site(
    running: list[PollingServed],
) -> None:
    rooms: set[int] = set()

    class Other(tornado.web.RequestHandler):
        def get(self) -> None:
            rooms.add(id(asyncio.get_running_loop()))

    async def app() -> None:
        rooms.add(id(asyncio.get_running_loop()))
        put_text(await input("name"))

    handler = webio_handler(app)
    site = tornado.web.Application([("/tool", handler), ("/other", Other)], xsrf_cookies=True)
    served = start(site, {})
    running.append(served)
    page = await served.open(path="/tool")
    await page.reply("Ann")
    assert await page.text() == "Ann"
    await page.ended()
    await served.get("/other")
    assert len(rooms) == 1


def being_answered() -> int:
    gc.collect()
    # By type: to ask a lazy object of another test what it is an instance of would evaluate it.
    return sum(issubclass(type(each), PollingRequestHandler) for each in gc.get_objects())


async def test_a_held_request_ends_with_its_connection(running: list[PollingServed]) -> None:
    def app() -> None:
        put_text(input("name"))
        put_text(input("wait"))

    served = serve(running, app)
    page = polling(await served.open())
    form = await page.next("input_group")
    await until(lambda: being_answered() == 0)
    head = f"GET /?ack={page.executed}&wait=25 HTTP/1.1\r\nhost: x\r\n"
    with socket.create_connection(("127.0.0.1", page._port)) as lost:
        lost.sendall(f"{head}webio-session-id: {page.named}\r\n\r\n".encode())
        await until(lambda: being_answered() == 1)
    await until(lambda: being_answered() == 0)
    # What would have been its answer is still there.
    await page.submit(form, "Ann")
    assert await page.text() == "Ann"


async def test_a_body_that_is_too_long_is_read_and_refused(running: list[PollingServed]) -> None:
    served = serve(running, lambda: None, max_payload_size="1M")
    headers = {"webio-session-id": "any", "content-type": "application/json"}
    answer = await anyio.to_thread.run_sync(post, served.port, bytes(40 * 2**20), headers)
    assert answer.status == 413
    assert b"at most 1114112 bytes" in answer.body


async def test_the_author_sees_the_request_of_tornado(running: list[PollingServed]) -> None:
    def app() -> None:
        put_text(type(info.request).__name__, info.backend, info.protocol)

    page = await serve(running, app).open()
    assert await page.text() == "HTTPServerRequest tornado http"


async def test_one_handler_serves_one_loop_after_the_other(running: list[PollingServed]) -> None:
    async def app() -> None:
        put_text(await input("name"))

    handler = webio_handler(app)
    for name in ("Ann", "Bob"):
        served = start(tornado.web.Application([("/", handler)]), {})
        running.append(served)
        page = await served.open()
        await page.reply(name)
        assert await page.text() == name
        await page.ended()


def started() -> subprocess.Popen[str]:
    script = (
        "from pywebio import start_server\n"
        "from pywebio.input import input\n"
        "start_server(lambda: input('wait'), host='127.0.0.1', backend='tornado_http')"
    )
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def test_a_stopped_server_lets_go_of_held_requests_quietly() -> None:
    with started() as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().rstrip("/\n").rpartition(":")[2])
        page = await open_page(port, {})
        await page.next("input_group")
        async with anyio.create_task_group() as group:
            group.start_soon(page.poll)
            await anyio.wait_all_tasks_blocked()
            # The request has been sent, and the server has read it before it answers further ones.
            for _ in range(3):
                await anyio.to_thread.run_sync(fetch, port, "GET", "/?test=1", {})
            process.send_signal(signal.SIGINT)
            output, errors = await anyio.to_thread.run_sync(process.communicate)
        assert (process.returncode, output, errors) == (0, "", "")
        assert page.failures == 1
        await page.leave(1006)


async def test_other_methods_are_answered(running: list[PollingServed]) -> None:
    served = serve(running, lambda: None)
    for method, status in (("HEAD", 200), ("OPTIONS", 204), ("PUT", 405), ("DELETE", 405)):
        answer = await anyio.to_thread.run_sync(fetch, served.port, method, "/", {})
        assert answer.status == status, method


async def test_debug_and_settings_reach_tornado(running: list[PollingServed]) -> None:
    served = serve(running, lambda: None, compress_response=True)
    answer = await served.get("/", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    await until(lambda: served.sessions() == 0)


async def test_what_clients_do_wrong_is_not_logged(
    running: list[PollingServed], caplog: pytest.LogCaptureFixture
) -> None:
    served = serve(running, lambda: None)
    for path in ("/nothing", "/?ack=many"):
        answer = await served.get(path, headers={"webio-session-id": "any"})
        assert 400 <= answer.status < 500
    assert not [record for record in caplog.records if record.name == "tornado.access"]
