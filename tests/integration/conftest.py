"""
Real servers and real sockets.

`serve` starts apps on the `backend` under test, which the suite is parametrised over; `kind` runs
a test with a thread app and with a coroutine app. `clients/` says what pages and servers can do.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.integration.clients.base import AppKind, Backend, Served
from tests.integration.clients.tornado import TornadoBackend

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pywebio.domain.targets import Targets
    from tests.integration.clients.base import MountOptions, ServeOptions

BACKENDS: list[Callable[[], Backend]] = [TornadoBackend]


class Serve(Protocol):
    """Starts apps as `start_server` does."""

    def __call__(self, target: Targets | None, **options: Unpack[ServeOptions]) -> Served: ...


class Mount(Protocol):
    """Mounts apps by path in one application."""

    def __call__(self, mounts: Mapping[str, tuple[Targets, MountOptions]]) -> Served: ...


@pytest.fixture(params=BACKENDS, ids=lambda backend: backend.name)
def backend(request: pytest.FixtureRequest) -> Backend:
    made = request.param()
    assert isinstance(made, Backend)
    return made


@pytest.fixture(params=AppKind, ids=lambda kind: kind.value)
def kind(request: pytest.FixtureRequest) -> AppKind:
    return AppKind(request.param)


@pytest.fixture(params=[None, 0], ids=["plain", "counting"])
def ack(request: pytest.FixtureRequest) -> int | None:
    """Run a test in the published dialect and in ours (protocol reference, 11.1)."""
    return None if request.param is None else 0


@pytest.fixture
async def running() -> AsyncIterator[list[Served]]:
    """The servers of a test; they are stopped after it."""
    servers: list[Served] = []
    yield servers
    for served in servers:
        await served.close()


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
