"""
Real servers and real sockets.

`serve` starts apps on the `backend` under test, which the suite is parametrised over; `kind` runs
a test with a thread app and with a coroutine app, `ack` with a page of the published client and
with one of ours. `clients/` says what pages and servers can do.

A test runs over every backend, unless a marker says that it makes sense over one transport only
(`websocket`, `polling`), or that one backend of each transport will do (`one_of_each`). The
published client does not tell a server that polls when its page is left: a test marked `leaves` has
no use for it there. A test with a parameter called `option` runs where the backend has that option.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.integration.clients.aiohttp import AiohttpBackend
from tests.integration.clients.base import LACKED, AppKind, Backend, Served, Transport
from tests.integration.clients.django import DjangoBackend
from tests.integration.clients.flask import FlaskBackend
from tests.integration.clients.starlette import StarletteBackend
from tests.integration.clients.tornado import TornadoBackend
from tests.integration.clients.tornado_http import TornadoHttpBackend
from tests.integration.clients.werkzeug import WerkzeugBackend

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pywebio.domain.targets import Targets
    from tests.integration.clients.base import MountOptions, ServeOptions

BACKENDS: list[type[Backend]] = [
    TornadoBackend,
    AiohttpBackend,
    StarletteBackend,
    FlaskBackend,
    DjangoBackend,
    TornadoHttpBackend,
    WerkzeugBackend,
]
REPRESENTATIVES = [TornadoBackend, FlaskBackend]
"""One of each transport."""

MARKERS = [
    "websocket: is about WebSocket",
    "polling: is about polling",
    "one_of_each: runs on one backend of each transport; the others would add nothing but time",
    "leaves: is about pages that say goodbye",
]


HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the backends that a test runs over, and the dialects of its pages."""
    names = [name for name in ("backend", "ack") if name in metafunc.fixturenames]
    if "backend" not in names:
        return
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    backends = [
        backend
        for backend in (REPRESENTATIVES if "one_of_each" in marks else BACKENDS)
        if not marks & {each.value for each in Transport} - {backend.transport.value}
    ]
    dialects = {"plain": None, "counting": 0} if "ack" in names else {"": None}
    cases = [
        pytest.param(*(backend, ack)[: len(names)], id=f"{backend.name}-{dialect}".strip("-"))
        for backend, (dialect, ack) in product(backends, dialects.items())
        if not ("leaves" in marks and dialect == "plain" and backend.transport is Transport.POLLING)
    ]
    metafunc.parametrize(names, cases, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of options that a backend does not have."""

    def lacks(item: pytest.Item) -> bool:
        callspec = getattr(item, "callspec", None)
        # The hook sees the tests of all folders; elsewhere a backend is only a name.
        if HERE not in item.path.parents or callspec is None or "backend" not in callspec.params:
            return False
        backend: type[Backend] = callspec.params["backend"]
        return callspec.params.get("option") in backend.lacks | LACKED[backend.transport]

    lacking = [item for item in items if lacks(item)]
    config.hook.pytest_deselected(items=lacking)
    items[:] = [item for item in items if item not in lacking]


class Serve(Protocol):
    """Starts apps as `start_server` does."""

    def __call__(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served: ...


class Mount(Protocol):
    """Mounts apps by path in one application."""

    def __call__(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served: ...


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> Backend:
    made = request.param()
    assert isinstance(made, Backend)
    return made


@pytest.fixture(params=AppKind, ids=lambda kind: kind.value)
def kind(request: pytest.FixtureRequest) -> AppKind:
    return AppKind(request.param)


@pytest.fixture
def ack(request: pytest.FixtureRequest) -> int | None:
    """Run a test in the published dialect and in ours (protocol reference, 11)."""
    return None if request.param is None else 0


@pytest.fixture
async def running() -> AsyncIterator[list[Served]]:
    """The servers of a test; they are stopped after it."""
    servers: list[Served] = []
    yield servers
    async with AsyncExitStack() as ends:
        for served in servers:
            ends.push_async_callback(served.close)


@pytest.fixture
def serve(backend: Backend, running: list[Served]) -> Serve:
    def start(target: Targets | None, **options: Unpack[ServeOptions]) -> Served:
        served = backend.serve(target, **options)
        running.append(served)
        return served

    return start


@pytest.fixture
def mount(backend: Backend, running: list[Served]) -> Mount:
    def start(mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served:
        served = backend.mount(mounts)
        running.append(served)
        return served

    return start
