"""Flask: what is said before anything is served, and where the parameters go."""

from __future__ import annotations

import importlib.metadata
import sys
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from pywebio.backends.flask_server import FlaskServer
from pywebio.backends.plain_loop import PlainLoops
from pywebio.container import default_container
from pywebio.domain.registry import InMemorySessionRegistry
from pywebio.platform.flask import start_server, webio_view, wsgi_app
from pywebio.ports.server import ServerOptions
from pywebio.ports.types import UserValue
from pywebio.protocol.http_endpoint import HttpEndpoint

if TYPE_CHECKING:
    from pathlib import Path


def app() -> None:
    pass


@pytest.mark.parametrize("function", [start_server, webio_view, wsgi_app])
@pytest.mark.parametrize("fault", ["missing", "too old"])
def test_what_to_install_is_said(
    monkeypatch: pytest.MonkeyPatch, fault: str, function: UserValue
) -> None:
    for loaded in ("flask", "flask_server"):
        monkeypatch.delitem(sys.modules, f"pywebio.backends.{loaded}", raising=False)
    if fault == "missing":
        monkeypatch.setitem(sys.modules, "flask", None)
    else:
        monkeypatch.setattr(importlib.metadata, "version", lambda _: "2.3.3")
    with pytest.raises(ImportError, match=r"pip install .*'pywebio\[flask\]'"):
        function(app)


def arranged(*args: UserValue, **kwargs: UserValue) -> tuple[HttpEndpoint, ServerOptions]:
    """Return what `start_server` would serve, and how."""
    with mock.patch.object(FlaskServer, "serve") as serve:
        start_server(*args, **kwargs)
    handler, options = serve.call_args.args
    assert isinstance(handler, HttpEndpoint)
    assert isinstance(options, ServerOptions)
    return handler, options


def test_defaults() -> None:
    handler, options = arranged(app)
    assert options == ServerOptions(port=8080, host="localhost")
    assert isinstance(handler.registry, InMemorySessionRegistry)
    assert (handler.registry.expire_after, handler.registry.cleanup_interval) == (600.0, 300.0)
    assert handler.loops is default_container().loops
    assert not handler.factory.settings.debug


def test_none_means_the_default() -> None:
    names = (
        "port host allowed_origins check_origin disable_asyncio session_cleanup_interval debug "
        "session_expire_seconds cdn static_dir remote_access auto_open_webbrowser max_payload_size"
    )
    _, options = arranged(app, **dict.fromkeys(names.split()))
    assert options == ServerOptions(port=8080, host="localhost")


def test_by_place_as_documented(tmp_path: Path) -> None:
    origins = ["https://other.example"]
    handler, options = arranged(app, 0, "", origins, None, True, 7, 70, True)
    assert (options.port, options.host, options.debug) == (0, "", True)
    assert handler.origins.allows("https://other.example", "here.example")
    assert isinstance(handler.loops, PlainLoops)
    assert isinstance(handler.registry, InMemorySessionRegistry)
    assert (handler.registry.expire_after, handler.registry.cleanup_interval) == (70.0, 7.0)
    assert handler.factory.settings.debug


def test_the_rest_by_name(tmp_path: Path) -> None:
    handler, options = arranged(
        applications={"one": app},
        cdn=False,
        check_origin=lambda origin: origin == "https://checked.example",
        static_dir=str(tmp_path),
        auto_open_webbrowser=True,
        max_payload_size="1M",
        use_evalex=True,
    )
    assert set(handler.factory.apps) == {"index", "one"}
    assert handler.origins.allows("https://checked.example", "here.example")
    assert not handler.origins.allows("https://other.example", "here.example")
    assert options.static_dir == str(tmp_path)
    assert options.auto_open_webbrowser
    assert handler.factory.settings.max_payload_size == 2**20
    assert options.extra == {"use_evalex": True}


@pytest.mark.parametrize(
    "wrong",
    [
        {"disable_asyncio": "no"},
        {"debug": 8080},
        {"port": "8080x"},
        {"session_expire_seconds": 0},
        {"session_cleanup_interval": "often"},
        {"max_payload_size": "many"},
        {"static_dir": "/no such folder"},
    ],
)
def test_a_wrong_value_is_named(wrong: dict[str, UserValue]) -> None:
    (name,) = wrong
    with pytest.raises((TypeError, ValueError), match=name):
        start_server(app, **wrong)


def test_another_container_is_used() -> None:
    registry = InMemorySessionRegistry(default_container().clock)
    handler, _ = arranged(app, container=default_container().with_(registry=registry))
    assert handler.registry is registry


def test_views_have_different_names() -> None:
    first, second = webio_view(app), webio_view(app)
    assert first.__name__ != second.__name__
