"""
A real Chromium for the tests in this folder.

``browser`` is started once, ``page`` is fresh for every test and fails it on script errors and on
requests to other hosts, ``serve`` starts functions of the test's file as an app in a process of
its own, and ``assert_accessible`` runs axe-core on what a page shows.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tools.find_chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    App: TypeAlias = Callable[[], object]

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DEADLINE = 10_000
"""Milliseconds a test waits for something to happen on the page."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def viewport() -> tuple[int, int]:
    """Width and height of the page; a test overrides it with ``parametrize``."""
    return (1280, 800)


@pytest.fixture
def page(browser: Browser, viewport: tuple[int, int]) -> Iterator[Page]:
    """A page in a context of its own; a script error or a request to the outside fails the test."""
    width, height = viewport
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        context.set_default_timeout(DEADLINE)
        page = context.new_page()
        errors: list[str] = []
        outside: list[str] = []
        page.on("pageerror", lambda error: errors.append(error.stack or error.message))
        page.on("request", lambda request: _note_outside(request.url, outside))
        yield page
        assert not errors, "uncaught errors on the page:\n" + "\n".join(errors)
        assert not outside, "the page asked other hosts:\n" + "\n".join(outside)


def _note_outside(url: str, outside: list[str]) -> None:
    address = urlsplit(url)
    if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in {
        "127.0.0.1",
        "localhost",
    }:
        outside.append(url)


class Serve(Protocol):
    """Starts apps and returns the address of the page."""

    def __call__(
        self,
        apps: App | Sequence[App] | Mapping[str, App],
        /,
        **options: str | float | bool | list[str] | None,
    ) -> str:
        """Serve functions of the test's file or of pywebio; *options* go to start_server."""
        ...


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start servers for one test and stop them after it; what they print shows when it fails."""
    servers: list[tuple[subprocess.Popen[bytes], Path]] = []

    def start(
        apps: App | Sequence[App] | Mapping[str, App],
        /,
        **options: str | float | bool | list[str] | None,
    ) -> str:
        port = _free_port()
        source, names = _named(apps)
        log = tmp_path / f"server-{len(servers)}.log"
        arguments = [source, json.dumps(names), json.dumps({"port": port, **options})]
        with log.open("wb") as output:
            server = subprocess.Popen(
                [sys.executable, HERE / "host.py", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        servers.append((server, log))
        _wait_for_port(port, server, log)
        return f"http://127.0.0.1:{port}/"

    yield start
    for server, log in servers:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        sys.stdout.write(log.read_text("utf-8", "replace"))


def _named(
    apps: App | Sequence[App] | Mapping[str, App],
) -> tuple[str, str | list[str] | dict[str, str]]:
    """Return the source of the apps and the names that host.py finds there."""
    if callable(apps):
        return _source(apps), apps.__name__
    if isinstance(apps, Mapping):
        first = next(iter(apps.values()))
        return _source(first), {path: app.__name__ for path, app in apps.items()}
    return _source(apps[0]), [app.__name__ for app in apps]


def _source(app: App) -> str:
    # A test's file is loaded by its path: the server must not need pytest's way of importing it.
    name = app.__module__
    return name if name.startswith("pywebio.") else str(sys.modules[name].__file__)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _wait_for_port(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("the server did not start:\n" + log.read_text("utf-8", "replace"))


class AssertAccessible(Protocol):
    """Fails when axe-core finds a barrier on the page."""

    def __call__(self, page: Page, *, without: Sequence[str] = ()) -> None:
        """Check *page*; rules named in *without* are left out (say why beside the call)."""
        ...


@pytest.fixture(scope="session")
def assert_accessible() -> AssertAccessible:
    """Run axe-core, from the client's development packages, on what a page shows now."""
    axe = AXE.read_text("utf-8")

    def check(page: Page, *, without: Sequence[str] = ()) -> None:
        page.evaluate(axe)
        result = page.evaluate(
            "options => axe.run(document, options)",
            {
                "runOnly": {"type": "tag", "values": WCAG},
                "rules": {rule: {"enabled": False} for rule in without},
                "resultTypes": ["violations"],
            },
        )
        barriers = [
            f"{found['id']} ({found['impact']}): {found['help']}\n    "
            + "\n    ".join(node["html"][:200] for node in found["nodes"][:5])
            for found in result["violations"]
        ]
        assert not barriers, "axe-core found barriers:\n" + "\n".join(barriers)

    return check
