"""What we ship keeps the contracts that we publish."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import anyio.to_thread
import pytest

from pywebio.backends.aiohttp_server import AiohttpServer
from pywebio.backends.asyncio_loop import AsyncioLoop
from pywebio.backends.client_files import PackagedAssets
from pywebio.backends.system import SecretIds, SystemClock
from pywebio.backends.tornado_server import TornadoServer
from pywebio.backends.uvicorn_server import UvicornServer
from pywebio.testing import (
    check_client_assets,
    check_clock,
    check_event_loop,
    check_id_source,
    check_server,
)


def test_the_clock_of_the_system() -> None:
    check_clock(SystemClock())


def test_the_ids_of_the_system() -> None:
    check_id_source(SecretIds())


async def test_a_running_asyncio_loop() -> None:
    loop = AsyncioLoop()
    assert loop.is_current()
    await anyio.to_thread.run_sync(check_event_loop, loop)


def test_a_loop_that_is_closed_ignores_late_calls() -> None:
    async def make() -> AsyncioLoop:
        return AsyncioLoop()

    loop = anyio.run(make)
    called = list[str]()
    thread_of_its_own = anyio.run(
        anyio.to_thread.run_sync, lambda: loop.call_soon(lambda: called.append("late"))
    )
    assert thread_of_its_own is None
    assert called == []


def test_the_server_of_tornado() -> None:
    check_server(TornadoServer)


def test_the_server_of_aiohttp() -> None:
    check_server(AiohttpServer)


def test_uvicorn_as_a_server() -> None:
    check_server(UvicornServer)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder as the build of the client leaves it."""
    files = {
        "app-1.js": "x" * 2000,
        "app-1.css": "body {}",
        "app-1.css.br": "longer than it was",
        "md-1.js": "",
        "jq-1.js": "",
        "rq-1.js": "",
        ".hidden": "",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    (tmp_path / "app-1.js.gz").write_bytes(gzip.compress(b"x" * 2000))
    (tmp_path / "folder").mkdir()
    names = {
        "entry": "app-1.js",
        "styles": {"default": "app-1.css", "default-rtl": "app-1.css"},
        "chunks": {"markdown": "md-1.js", "jquery": "jq-1.js", "requirejs": "rq-1.js"},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(names))
    return tmp_path


class TestPackagedAssets:
    def test_they_keep_the_contract(self, built: Path) -> None:
        check_client_assets(PackagedAssets(built))

    def test_only_files_of_the_folder_are_found(self, built: Path) -> None:
        (built.parent / "outside.txt").write_text("secret")
        assets = PackagedAssets(built)
        for name in ("folder", ".hidden", "../outside.txt", str(built / "app-1.js"), "no.js"):
            assert assets.find(name) is None

    def test_a_file_is_read_once_and_kept(self, built: Path) -> None:
        assets = PackagedAssets(built)
        first = assets.find("app-1.js")
        (built / "app-1.js").unlink()
        assert assets.find("app-1.js") is first

    def test_what_the_build_has_compressed_is_found_if_it_is_smaller(self, built: Path) -> None:
        script, style = map(PackagedAssets(built).find, ("app-1.js", "app-1.css"))
        assert script is not None
        assert style is not None
        assert script.gzipped == (built / "app-1.js.gz").read_bytes()
        assert (script.brotli, style.gzipped, style.brotli) == (None, None, None)

    def test_a_new_build_is_noticed(self, built: Path) -> None:
        assets = PackagedAssets(built)
        manifest = built / "manifest.json"
        assert assets.entry().script == "app-1.js"
        manifest.write_text(manifest.read_text().replace("app-1.js", "app-2.js"))
        os.utime(manifest, ns=(1, 1))
        assert assets.entry().script == "app-2.js"

    def test_a_client_that_is_not_built_is_a_clear_error(self, tmp_path: Path) -> None:
        with pytest.raises(RuntimeError, match=r"not built: .*manifest\.json is missing; run"):
            PackagedAssets(tmp_path).entry()
