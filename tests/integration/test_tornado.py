"""What only Tornado can do."""

from __future__ import annotations

import tornado.web

from pywebio.input import input
from pywebio.output import put_text
from pywebio.platform.tornado import webio_handler
from tests.integration.clients.base import AppKind, answer
from tests.integration.clients.tornado import TornadoServed
from tests.integration.clients.websocket import open_page


async def test_one_handler_serves_one_loop_after_the_other_and_two_at_once(kind: AppKind) -> None:
    async def app() -> None:
        put_text(await answer(input("q")))

    application = tornado.web.Application([("/", webio_handler(kind.app(app)))])
    first, second = TornadoServed.start(application, {}), TornadoServed.start(application, {})
    for _ in range(2):
        pages = [await served.open() for served in (first, second)]
        for page in pages:
            await page.reply("x")
            assert await page.text() == "x"
            await page.ended()
        await first.close()
        first = TornadoServed.start(application, {})
    await first.close()
    await second.close()


async def test_settings_of_the_application_hold_for_pings_and_sizes() -> None:
    application = tornado.web.Application(
        [("/", webio_handler(lambda: put_text("hello")))],
        websocket_ping_interval=1000,
        websocket_max_message_size=2000,
        xsrf_cookies=True,
        compress_response=True,
    )
    async with TornadoServed.start(application, {}) as served:
        page = await open_page(served.port, {})
        assert await page.text() == "hello"
        await page.ended()
        await page.leave()
        assert (await served.get("/", headers={"Accept-Encoding": "gzip"})).status == 200
