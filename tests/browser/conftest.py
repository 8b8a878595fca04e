"""
A real Chromium for the tests in this folder.

``browser`` is started once. ``page`` is fresh for every test, ``open_page`` opens further ones; any
error, failed request or request to another host on them fails the test (``complaints``). ``serve``
starts functions of the test's file as an app in a process of its own, ``demo`` is the tour, ``wire``
stands between browser and server and can be cut, and ``assert_accessible`` runs axe-core on what a
page shows.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tools.find_chromium import find_chromium
from tools.published_version import environ, published_python

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

_PICTURES = """() => Promise.all([...document.images].map((image) => image.complete || new Promise((done) => {
    for (const name of ['load', 'error']) image.addEventListener(name, done);
})))"""


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
def color_scheme() -> Literal["light", "dark"]:
    """What the system prefers; a test overrides it with ``parametrize``."""
    return "light"


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Whatever goes wrong on a page; a test that provokes it empties the list."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(["something went wrong on the page:", *found])


OpenPage: TypeAlias = "Callable[[], Page]"


@pytest.fixture
def open_page(
    browser: Browser,
    viewport: tuple[int, int],
    color_scheme: Literal["light", "dark"],
    complaints: list[str],
    serve: Serve,
    wire: Callable[[str], Wire],
) -> Iterator[OpenPage]:
    """Open pages, each in a context of its own, as if by different people."""
    # Servers and wires outlive the pages, which would complain of lost connections.
    del serve, wire
    width, height = viewport
    with ExitStack() as contexts:

        def open_page() -> Page:
            context = contexts.enter_context(
                browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=color_scheme
                )
            )
            context.set_default_timeout(DEADLINE)
            page = context.new_page()
            _watch(page, complaints)
            return page

        yield open_page


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open the one page that most tests need."""
    return open_page()


@pytest.fixture
def wait_for_pictures(page: Page) -> Callable[[], None]:
    """Waits until every picture of the page has loaded or failed."""
    return lambda: page.evaluate(_PICTURES)


@pytest.fixture
def announced(page: Page) -> Locator:
    """What screen readers are told: it stands in a closed shadow root, where nothing else looks."""
    page.add_init_script(
        """const attach = Element.prototype.attachShadow;
        Element.prototype.attachShadow = function () {
            return attach.call(this, { mode: "open" });
        };"""
    )
    return page.locator(".webio-announcements [aria-live=polite]")


def _watch(page: Page, complaints: list[str]) -> None:
    def note_response(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.status} for {response.url}")

    def note_request(request: Request) -> None:
        address = urlsplit(request.url)
        outside = address.hostname not in {"127.0.0.1", "localhost"}
        if address.scheme in {"http", "https", "ws", "wss"} and outside:
            complaints.append(f"request to another host: {request.url}")

    def note_message(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"console {message.type}: {message.text}")

    page.on("pageerror", lambda error: complaints.append(error.stack or error.message))
    page.on("response", note_response)
    page.on("request", note_request)
    page.on("console", note_message)


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
    with ExitStack() as servers:
        yield partial(_serve, servers, tmp_path, sys.executable)


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Serve]:
    """Do the same with servers of the published version."""
    with ExitStack() as servers:
        yield partial(_serve, servers, tmp_path, published_python())


def _serve(
    servers: ExitStack,
    folder: Path,
    python: str,
    apps: App | Sequence[App] | Mapping[str, App],
    /,
    **options: str | float | bool | list[str] | None,
) -> str:
    port = free_port()
    source, names = _named(apps)
    arguments = [source, json.dumps(names), json.dumps({"port": port, **options})]
    log = folder / f"server-{port}.log"
    command = [str(HERE / "host.py"), *arguments]
    return servers.enter_context(running(command, port, log, python))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the tour, started once as people start it."""
    port = free_port()
    log = tmp_path_factory.mktemp("demo") / "server.log"
    with running(["-m", "pywebio.demo", "--port", str(port)], port, log) as address:
        yield address
        errors = log.read_text("utf-8", "replace")
    assert "Traceback" not in errors, errors


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Run scripts of the folder ``examples`` for one test; return where they serve."""
    with ExitStack() as servers:

        def start(name: str) -> str:
            port, script = free_port(), str(ROOT / "examples" / name)
            return servers.enter_context(running([script], port, tmp_path / f"{name}.log"))

        yield start


@contextmanager
def running(
    arguments: Sequence[str], port: int, log: Path, python: str = sys.executable
) -> Iterator[str]:
    """Run *python* with *arguments* until the end of the block, once it listens on *port*."""
    with log.open("wb") as output:
        server = subprocess.Popen(
            [python, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**environ(python), "PORT": str(port)},
        )
    try:
        _wait_for_port(port, server, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        sys.stdout.write(log.read_text("utf-8", "replace"))


class Wire:
    """A line from the browser to a server, which can be cut and mended."""

    def __init__(self, address: str) -> None:
        target = urlsplit(address)
        self._target = (str(target.hostname), int(target.port or 80))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self._lock = Lock()
        self._threads: list[Thread] = []
        self._whole = True
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        """What the browser is to open."""
        self._run(self._accept)

    def cut(self) -> None:
        """Break all connections, and every new one until `mend`."""
        with self._lock:
            self._whole = False
            ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let new connections through."""
        with self._lock:
            self._whole = True

    def close(self) -> None:
        """Break everything for good."""
        # Only a shut socket wakes the thread that waits for connections.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(5)

    def _run(self, work: Callable[[], None]) -> None:
        thread = Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listener.accept()
                with self._lock:
                    if not self._whole:
                        here.close()
                        continue
                    there = socket.create_connection(self._target)
                    self._ends += [here, there]
                self._run(partial(self._carry, here, there))

    def _carry(self, here: socket.socket, there: socket.socket) -> None:
        with here, there:
            back = Thread(target=self._copy, args=(there, here), daemon=True)
            back.start()
            self._copy(here, there)
            back.join()

    @staticmethod
    def _copy(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire() -> Iterator[Callable[[str], Wire]]:
    """Lay wires to servers."""
    with ExitStack() as wires:

        def lay(address: str) -> Wire:
            wire = Wire(address)
            wires.callback(wire.close)
            return wire

        yield lay


KEEPING = {"tornado": {"reconnect_timeout": 30}, "flask": {"session_expire_seconds": 30}}
"""Over WebSocket and by polling: for how long a session waits for its browser."""


@pytest.fixture(params=KEEPING)
def backend(request: pytest.FixtureRequest) -> str:
    """One for each transport: a test that takes it runs over WebSocket and by polling."""
    name: str = request.param
    return name


LineTo: TypeAlias = "Callable[[App], Wire]"


@pytest.fixture
def line_to(backend: str, serve: Serve, wire: Callable[[str], Wire]) -> LineTo:
    """Serve an app over each transport, behind a line; its sessions outlive a cut of it."""
    return lambda app: wire(serve(app, backend=backend, **KEEPING[backend]))


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


def free_port() -> int:
    """Return a port that nobody uses."""
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

    def __call__(
        self, page: Page, *, inside: str | None = None, without: Sequence[str] = ()
    ) -> None:
        """
        Check *page*, or what lies *inside* an element.

        Rules named in *without* are left out (say why beside the call).
        """
        ...


@pytest.fixture(scope="session")
def assert_accessible() -> AssertAccessible:
    """Run axe-core, from the client's development packages, on what a page shows now."""
    axe = AXE.read_text("utf-8")

    def check(page: Page, *, inside: str | None = None, without: Sequence[str] = ()) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe)
        result = page.evaluate(
            "([inside, options]) => axe.run(inside ?? document, options)",
            [
                inside,
                {
                    "runOnly": {"type": "tag", "values": WCAG},
                    "rules": {rule: {"enabled": False} for rule in without},
                    "resultTypes": ["violations"],
                },
            ],
        )
        barriers = [
            f"{found['id']} ({found['impact']}): {found['help']}\n    "
            + "\n    ".join(node["html"][:200] for node in found["nodes"][:5])
            for found in result["violations"]
        ]
        assert not barriers, "axe-core found barriers:\n" + "\n".join(barriers)

    return check
