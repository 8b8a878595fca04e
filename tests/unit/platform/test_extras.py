"""What is said when a framework is missing."""

from __future__ import annotations

import sys

import pytest
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from pywebio.platform import aiohttp, fastapi
from pywebio.platform._extras import needs
from pywebio.ports.types import UserValue


def test_the_error_says_what_to_install() -> None:
    with (
        pytest.raises(ImportError, match=r"no_such_framework.*pip install .*'pywebio\[flask\]'"),
        needs("flask"),
    ):
        import no_such_framework  # type: ignore[import-not-found]  # that is the point # noqa: F401


def app() -> None:
    pass


@pytest.mark.parametrize(
    ("file", "missing", "extra"),
    [
        ("aiohttp", "aiohttp", "aiohttp"),
        ("starlette", "starlette.websockets", "fastapi"),
        ("uvicorn_server", "uvicorn.protocols.websockets.websockets_sansio_impl", "fastapi"),
    ],
)
def test_a_function_whose_framework_is_missing_says_so(
    monkeypatch: pytest.MonkeyPatch, file: str, missing: str, extra: str
) -> None:
    for loaded in ("aiohttp", "aiohttp_server", "starlette", "uvicorn_server"):
        monkeypatch.delitem(sys.modules, f"pywebio.backends.{loaded}", raising=False)
    monkeypatch.setitem(sys.modules, missing, None)  # as if it were not installed
    functions: dict[str, list[UserValue]] = {
        "aiohttp": [aiohttp.webio_handler, aiohttp.start_server],
        "starlette": [fastapi.webio_routes, fastapi.asgi_app, fastapi.start_server],
        "uvicorn_server": [fastapi.start_server],
    }
    for function in functions[file]:
        with pytest.raises(ImportError, match=rf"pip install .*'pywebio\[{extra}\]'") as error:
            function(app)
        assert missing in str(error.value)


def test_a_uvicorn_that_sends_no_pings_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pywebio.backends.uvicorn_server", raising=False)
    monkeypatch.delattr(WebSocketsSansIOProtocol, "start_keepalive")
    with pytest.raises(ImportError, match=r"pings.*pip install --upgrade 'pywebio\[fastapi\]'"):
        fastapi.start_server(app)
