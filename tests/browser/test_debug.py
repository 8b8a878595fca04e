"""A server in debug mode restarts when its app has changed, and brings the page back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import free_port, running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

APP = """
from pywebio.platform.{backend} import start_server
from pywebio.input import input
from pywebio.output import put_text

def app():
    put_text("version 1")
    input("Wait")

if __name__ == "__main__":
    start_server(app, host="127.0.0.1", port={port}, debug=True, {options})
"""


@pytest.mark.parametrize(
    ("backend", "options"),
    [
        ("tornado", ""),
        ("tornado", "reconnect_timeout=30"),
        # Its other way of looking hears of every change on the machine.
        ("flask", "reloader_type='stat'"),
        ("tornado_http", ""),
    ],
    ids=["websocket", "resumable", "flask", "polling"],
)
def test_an_edited_app_shows_its_new_text(
    page: Page, tmp_path: Path, complaints: list[str], backend: str, options: str
) -> None:
    port = free_port()
    app = tmp_path / "app.py"
    app.write_text(APP.format(backend=backend, port=port, options=options), "utf-8")
    with running([str(app)], port, tmp_path / "server.log") as address:
        page.goto(address)
        expect(page.get_by_text("version 1")).to_be_visible()
        # It is the change of the file's time that counts: the first look only notes it.
        page.wait_for_function("performance.now() > 1500")
        app.write_text(app.read_text("utf-8").replace("version 1", "version 2"), "utf-8")
        expect(page.get_by_text("version 2")).to_be_visible(timeout=30_000)
        page.goto("about:blank")
    complaints.clear()  # the browser complains of the server that was away
