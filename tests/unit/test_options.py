"""What the parameters of the platform functions mean."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

import pytest
from typing_extensions import Unpack

from pywebio.options import SiteOptions, websocket_options
from pywebio.ports.server import ServerOptions


class Parameters(TypedDict, total=False):
    """Those of `websocket_options`."""

    port: int | None
    host: str | None
    static_dir: str | None
    auto_open_webbrowser: bool | None
    ping_interval: float | None
    ping_timeout: float | None
    remote_access: bool | None


DEFAULTS: Parameters = {
    "port": None,
    "host": None,
    "static_dir": None,
    "auto_open_webbrowser": None,
    "ping_interval": None,
    "ping_timeout": None,
    "remote_access": None,
}


def options(site: SiteOptions | None = None, **given: Unpack[Parameters]) -> ServerOptions:
    parameters: Parameters = {**DEFAULTS, **given}
    return websocket_options(site or SiteOptions(), extra={}, **parameters)


def test_none_is_the_default_everywhere() -> None:
    site = SiteOptions(
        reconnect_timeout=None,
        max_payload_size=None,
        max_frame_size=None,
        debug=None,
    )
    assert site == SiteOptions()
    assert options(site) == ServerOptions(ping_interval=30, ping_timeout=90)


def test_sizes_may_be_texts() -> None:
    site = SiteOptions(max_payload_size="5M", max_frame_size="40K")
    assert (site.max_payload_size, site.max_frame_size) == (5 * 2**20, 40 * 2**10)
    assert options(site).max_frame_size == 40 * 2**10


def test_the_ping_timeout_follows_the_interval() -> None:
    assert options(ping_interval=20).ping_timeout == 60
    assert options(ping_interval=1).ping_timeout == 30
    assert options(ping_interval=0).ping_timeout == 30
    assert options(ping_interval=20, ping_timeout=5).ping_timeout == 5


def test_everything_reaches_the_server(tmp_path: Path) -> None:
    told = options(
        SiteOptions(debug=True),
        port=8080,
        host="127.0.0.1",
        static_dir=str(tmp_path),
        auto_open_webbrowser=True,
    )
    assert (told.port, told.host, told.static_dir) == (8080, "127.0.0.1", str(tmp_path))
    assert told.debug
    assert told.auto_open_webbrowser


WRONG_FOR_SITE = [
    ("reconnect_timeout", -1),
    ("reconnect_timeout", "5"),
    ("reconnect_timeout", True),
    ("reconnect_timeout", float("nan")),
    ("max_payload_size", "5X"),
    ("max_payload_size", -1),
    ("max_payload_size", [5]),
    ("max_frame_size", "5X"),
    ("max_frame_size", 10),
    ("debug", "yes"),
    ("debug", 1),
]


@pytest.mark.parametrize(("name", "value"), WRONG_FOR_SITE)
def test_a_wrong_value_of_a_site_names_its_parameter(name: str, value: object) -> None:
    public = {"max_frame_size": "websocket_max_message_size"}.get(name, name)
    with pytest.raises((TypeError, ValueError), match=public) as raised:
        SiteOptions(**{name: value})  # type: ignore[arg-type]  # what is tested
    assert repr(value) in str(raised.value)


WRONG_FOR_SERVER = [
    ("port", "8080"),
    ("port", -1),
    ("port", 65536),
    ("port", True),
    ("port", 80.5),
    ("host", 5),
    ("static_dir", 5),
    ("static_dir", "/no/such/folder"),
    ("auto_open_webbrowser", "yes"),
    ("remote_access", "yes"),
    ("ping_interval", "soon"),
    ("ping_interval", -1),
    ("ping_timeout", []),
    ("ping_timeout", float("nan")),
]


@pytest.mark.parametrize(("name", "value"), WRONG_FOR_SERVER)
def test_a_wrong_value_of_a_server_names_its_parameter(name: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError), match=name) as raised:
        options(**{name: value})  # type: ignore[arg-type]  # what is tested
    assert repr(value) in str(raised.value)


def test_a_cdn_is_accepted_and_makes_no_difference() -> None:
    for cdn in (True, False, "https://cdn.example/", None):
        assert SiteOptions(cdn=cdn) == SiteOptions()
    for wrong in (5, ["https://*.example.com"]):
        with pytest.raises(TypeError, match="cdn must be True, False or a URL"):
            SiteOptions(cdn=wrong)  # type: ignore[arg-type]  # what is tested
