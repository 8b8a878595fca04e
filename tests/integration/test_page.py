"""The page, its files, the probe, and what else is answered to plain requests."""

from __future__ import annotations

import gzip
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

import pytest

import pywebio
from pywebio.output import put_text
from tests.integration.clients.base import Transport

if TYPE_CHECKING:
    from tests.integration.clients.base import Backend
    from tests.integration.conftest import Serve

NASTY = "</title><script>alert(1)</script> {title} & \"quoted\" 'single' <!--"


def app() -> None:
    put_text("app")


def titled() -> None:
    pass


titled.__doc__ = f"{NASTY}\n\n{NASTY} description"


def references(page: str) -> list[str]:
    """Return what the page loads."""
    tags = re.findall(r"<(?:link|script)[^>]*?(?:href|src)=\"([^\"]*)\"", page)
    return [unescape(tag) for tag in tags if not tag.startswith("data:")]


async def test_the_page_loads_all_its_files_from_its_own_url(serve: Serve) -> None:
    served = serve(app)
    page = await served.get("/")
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in page.headers
    files = references(page.text)
    assert len(files) >= 2
    for file in files:
        assert file.startswith("?"), "relative, so that any mount point and prefix will do"
        loaded = await served.get(urljoin("/", file), headers={"Accept-Encoding": "gzip"})
        assert loaded.status == 200
        assert loaded.headers["content-encoding"] == "gzip"
        assert loaded.headers["content-type"].partition(";")[0] in ("text/css", "text/javascript")
        assert "max-age=31536000" in loaded.headers["cache-control"]
        assert "immutable" in loaded.headers["cache-control"]
        assert "Accept-Encoding" in loaded.headers["vary"]
        plain = await served.get(urljoin("/", file))
        assert "content-encoding" not in plain.headers
        assert plain.body == gzip.decompress(loaded.body)
        assert int(plain.headers["content-length"]) == len(plain.body)
        smallest = await served.get(urljoin("/", file), headers={"Accept-Encoding": "gzip, br"})
        assert smallest.headers["content-encoding"] == "br"
        assert len(smallest.body) < len(loaded.body)
        known = {"If-None-Match": plain.headers["etag"]}
        again = await served.get(urljoin("/", file), headers=known)
        assert (again.status, again.body) == (304, b"")
    assert "://" not in re.sub(r"data:[^\"]*", "", page.text)


def test_the_types_of_the_client_are_shipped() -> None:
    types = Path(pywebio.STATIC_PATH, "pywebio.d.ts").read_text("utf-8")
    assert "registerWidget<" in types


NO_FILES = [
    "",
    ".",
    "..",
    "../platform/tornado.py",
    "..%2f..%2fpyproject.toml",
    "%2fetc%2fpasswd",
    "%00",
    "a%00b",
    "x" * 300,
    "x" * 5000,
    "%FF",
    "%F0%9F%8E%89",
    "static/index.html",
    "..\\x",
]


@pytest.mark.one_of_each
@pytest.mark.parametrize("name", NO_FILES, ids=lambda name: f"{name[:20]!a} {len(name)}")
async def test_nothing_but_the_clients_files_is_served(serve: Serve, name: str) -> None:
    served = serve(app)
    assert (await served.get(f"/?_pywebio_static={name}")).status == 404
    assert (await served.get("/")).status == 200


PROBES = {Transport.WEBSOCKET: b"", Transport.POLLING: b"ok"}


async def test_the_probe_tells_the_client_what_to_speak(serve: Serve, backend: Backend) -> None:
    served = serve(app)
    probe = await served.get("/?test=1")
    assert (probe.status, probe.body) == (200, PROBES[backend.transport])
    assert served.sessions() == 0
    assert "<html" in (await served.get("/?test=")).text


async def test_titles_and_descriptions_are_escaped(serve: Serve) -> None:
    page = (await serve(titled).get("/")).text
    assert "<script>alert" not in page
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title is not None
    assert unescape(title[1]) == NASTY
    description = re.search(r'<meta name="description" content="([^"]*)">', page)
    assert description is not None
    assert unescape(description[1]) == f"{NASTY} description"


@pytest.mark.one_of_each
@pytest.mark.parametrize(
    "name",
    ['"};alert(1);//', "</script><script>alert(1)</script>", "<!--<script>", "é🎉", "\u2028"],
)
async def test_the_name_of_an_app_cannot_break_out_of_the_page(serve: Serve, name: str) -> None:
    served = serve({name: app})
    page = (await served.get(f"/?app={quote(name)}")).text
    ordinary = (await served.get("/")).text
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert any("startWebIOClient" in script for script in scripts)
    assert page.count("</script>") == ordinary.count("</script>")
    rest = page
    for script in scripts:
        rest = rest.replace(script, "")
        assert not re.search(r"<!--|</|[\u2028\u2029]", script)
        assert '"};alert' not in script.replace('\\"};alert', "")
    assert "alert" not in rest


async def test_other_methods_are_refused(serve: Serve, backend: Backend) -> None:
    served = serve(app)
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        refused = await served.get("/", method=method)
        if method == "OPTIONS" and backend.transport is Transport.POLLING:
            # Pages on other sites ask before they poll.
            assert refused.status == 204
            continue
        assert refused.status == 405
        assert {"GET", "HEAD"} <= set(refused.headers["allow"].split(", "))
    head = await served.get("/", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 500


@pytest.mark.websocket
async def test_an_upgrade_that_is_none_starts_nothing(serve: Serve) -> None:
    served = serve(app)
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade"}
    for headers in (
        upgrade,
        {**upgrade, "Sec-WebSocket-Version": "13"},
        {**upgrade, "Sec-WebSocket-Version": "7", "Sec-WebSocket-Key": "x"},
        {"Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "x"},
    ):
        assert 400 <= (await served.get("/", headers=headers)).status < 500
    assert served.sessions() == 0
    assert (await served.get("/", headers={"Upgrade": "h2c"})).status == 200


async def test_a_folder_of_the_authors_is_served_at_static(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a file.txt").write_text("the author's", "utf-8")
    (tmp_path.parent / "outside.txt").write_text("secret", "utf-8")
    served = serve(app, static_dir=str(tmp_path))
    assert (await served.get("/static/inner/a%20file.txt")).text == "the author's"
    for path in ("/static/../outside.txt", "/static/%2e%2e/outside.txt", "/static/", "/static/no"):
        assert (await served.get(path)).status in (403, 404)


async def test_without_a_folder_there_is_nothing_at_static(serve: Serve) -> None:
    served = serve(app)
    assert (await served.get("/static/x")).status == 404
    assert (await served.get("/other")).status == 404
