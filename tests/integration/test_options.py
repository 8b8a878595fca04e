"""Parameters of the platform functions: what is wrong is named before anything is served."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from pywebio.exceptions import PyWebIOWarning
from tests.integration.clients.base import LACKED

if TYPE_CHECKING:
    from pywebio.domain.targets import Targets
    from pywebio.ports.types import UserValue
    from tests.integration.clients.base import Backend, MountOptions, ServeOptions
    from tests.integration.conftest import Mount, Serve


def app() -> None:
    pass


BAD: list[tuple[str, UserValue]] = [
    ("allowed_origins", True),
    ("allowed_origins", "https://example.com"),
    ("allowed_origins", [5]),
    ("check_origin", "https://example.com"),
    ("check_origin", True),
    ("reconnect_timeout", "10"),
    ("reconnect_timeout", -1),
    ("reconnect_timeout", True),
    ("reconnect_timeout", float("nan")),
    ("session_expire_seconds", "10"),
    ("session_expire_seconds", 0),
    ("session_expire_seconds", -1),
    ("session_expire_seconds", True),
    ("session_expire_seconds", float("nan")),
    ("session_cleanup_interval", "10"),
    ("session_cleanup_interval", 0),
    ("session_cleanup_interval", True),
    ("max_payload_size", "40X"),
    ("max_payload_size", True),
    ("max_payload_size", -1),
    ("max_payload_size", [1]),
    ("max_payload_size", float("nan")),
    ("max_payload_size", float("inf")),
    ("debug", 1),
    ("debug", "yes"),
]
BAD_FOR_SERVERS: list[tuple[str, UserValue]] = [
    ("port", "8080"),
    ("port", -1),
    ("port", 65536),
    ("port", 80.5),
    ("port", True),
    ("host", 8080),
    ("static_dir", 5),
    ("static_dir", "/no/such/folder"),
    ("auto_open_webbrowser", 1),
    ("remote_access", 1),
    ("cdn", 5),
    ("cdn", ["https://*.example.com"]),
    ("websocket_max_message_size", "big"),
    ("websocket_max_message_size", True),
    ("websocket_max_message_size", 0),
    ("websocket_ping_interval", "often"),
    ("websocket_ping_interval", -1),
    ("websocket_ping_timeout", "long"),
    ("websocket_ping_timeout", -1),
]


@pytest.mark.parametrize(("option", "value"), BAD + BAD_FOR_SERVERS)
async def test_a_bad_parameter_of_a_server_is_named(
    serve: Serve, option: str, value: UserValue
) -> None:
    with pytest.raises((TypeError, ValueError), match=option):
        serve(app, **cast("ServeOptions", {option: value}))


@pytest.mark.parametrize(("option", "value"), BAD)
async def test_a_bad_parameter_of_a_mount_is_named(
    mount: Mount, option: str, value: UserValue
) -> None:
    with pytest.raises((TypeError, ValueError), match=option):
        mount({"/": (app, cast("MountOptions", {option: value}))})


@pytest.mark.parametrize("target", [None, 5, "app", [5], {"a": "b"}, [app, app]])
async def test_a_target_that_is_none_is_refused(serve: Serve, target: UserValue) -> None:
    with pytest.raises((TypeError, ValueError)):
        serve(cast("Targets", target))


async def test_a_pattern_that_is_open_at_its_end_is_warned_of(serve: Serve) -> None:
    with pytest.warns(PyWebIOWarning, match="open at the end"):
        serve(app, allowed_origins=["https://*.example.com*"])


NONE = [
    "allowed_origins",
    "check_origin",
    "reconnect_timeout",
    "session_expire_seconds",
    "session_cleanup_interval",
    "max_payload_size",
    "debug",
    "container",
    "static_dir",
    "websocket_max_message_size",
    "websocket_ping_interval",
    "websocket_ping_timeout",
    "port",
    "host",
    "auto_open_webbrowser",
    "cdn",
    "remote_access",
]


async def test_none_is_the_default_everywhere(serve: Serve, backend: Backend) -> None:
    options = {name: None for name in NONE if name not in backend.lacks | LACKED[backend.transport]}
    page = await serve(app, **cast("ServeOptions", options)).open(ack=0)
    await page.ended()
