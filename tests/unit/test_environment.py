"""What the environment variables say."""

from __future__ import annotations

import pytest

from pywebio import environment
from pywebio.container import Container
from pywebio.exceptions import ArgumentError
from pywebio.options import SiteOptions, applications_of, remote_service
from pywebio.platform import config
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.testing import InMemoryAssets


@pytest.mark.parametrize("forced", [True, False])
@pytest.mark.parametrize("said", [True, False])
def test_debug_is_what_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, forced: bool, said: bool
) -> None:
    values = ("1", "true", "Yes", " on ") if forced else ("0", "False", "no", "OFF")
    for value in values:
        monkeypatch.setenv("PYWEBIO_DEBUG", value)
        assert SiteOptions(debug=said).debug is forced
    monkeypatch.setenv("PYWEBIO_DEBUG", "")
    assert SiteOptions(debug=said).debug is said


def test_unclear_debug_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYWEBIO_DEBUG", "maybe")
    with pytest.raises(ArgumentError, match="PYWEBIO_DEBUG='maybe' is not one of 1, true"):
        SiteOptions()


@pytest.mark.parametrize("polls", [False, True])
def test_the_theme_wins_over_the_app(monkeypatch: pytest.MonkeyPatch, polls: bool) -> None:
    apps = applications_of(config(theme="minty")(lambda: None), None)
    container = Container(assets=InMemoryAssets())

    def page() -> str:
        request = HttpRequest(method="GET")
        if polls:
            answer = container.polling_handler(apps, SiteOptions()).handle(request)
            assert isinstance(answer, HttpResponse)
        else:
            answer = container.websocket_site(apps, SiteOptions()).pages.handle(request)
        return answer.body.decode()

    assert "webio-theme-minty" in page()
    monkeypatch.setenv("PYWEBIO_THEME", "dark")
    assert "webio-theme-dark" in page()
    monkeypatch.setenv("PYWEBIO_THEME", "night")
    with pytest.raises(ArgumentError, match="PYWEBIO_THEME='night' is not one of default"):
        page()


def test_the_port_of_script_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYWEBIO_SCRIPT_MODE_PORT", raising=False)
    assert environment.script_mode_port() is None
    monkeypatch.setenv("PYWEBIO_SCRIPT_MODE_PORT", "8081")
    assert environment.script_mode_port() == 8081


@pytest.mark.parametrize("value", ["http", "0", "-1", "65536", "1.5", "²"])
def test_what_is_no_port_is_an_error(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PYWEBIO_SCRIPT_MODE_PORT", value)
    with pytest.raises(ArgumentError, match="PYWEBIO_SCRIPT_MODE_PORT"):
        environment.script_mode_port()


def test_the_service_of_remote_access(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYWEBIO_REMOTE_ACCESS", raising=False)
    assert remote_service().port == 1022
    monkeypatch.setenv("PYWEBIO_REMOTE_ACCESS", "tunnel.example")
    assert (remote_service().host, remote_service().port) == ("tunnel.example", 1022)
    monkeypatch.setenv("PYWEBIO_REMOTE_ACCESS", "tunnel.example:22")
    assert (remote_service().host, remote_service().port) == ("tunnel.example", 22)
    assert (remote_service("other.example").host, remote_service("x").port) == (
        "other.example",
        1022,
    )


@pytest.mark.parametrize("value", [":22", "host:", "host:ssh", "-oProxyCommand=x"])
def test_what_is_no_service_is_an_error(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PYWEBIO_REMOTE_ACCESS", value)
    with pytest.raises(ArgumentError, match="PYWEBIO_REMOTE_ACCESS"):
        remote_service()
