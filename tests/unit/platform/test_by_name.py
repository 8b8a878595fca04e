"""`pywebio.start_server(..., backend=NAME)`."""

from __future__ import annotations

import inspect
import socket
import subprocess
import sys

import pytest

import pywebio
import pywebio.platform.tornado
from pywebio.exceptions import ArgumentError
from pywebio.platform._by_name import BACKENDS

POLLING = ["tornado_http", "flask", "django"]
SOCKETS = ["tornado", "aiohttp", "fastapi"]


def app() -> None:
    """Do nothing."""


def test_it_is_the_same_function_everywhere() -> None:
    assert pywebio.start_server is pywebio.platform.start_server


def test_its_parameters_are_those_of_tornado() -> None:
    ours = inspect.signature(pywebio.start_server).parameters
    tornados = inspect.signature(pywebio.platform.tornado.start_server).parameters
    assert [name for name in ours if name not in tornados] == ["backend", "settings"]
    assert [name for name in tornados if name not in ours] == ["tornado_app_settings"]
    assert all(ours[name] == tornados[name] for name in tornados.keys() & ours.keys())


@pytest.mark.parametrize("name", ["flsk", "Flask", "", 3])
def test_an_unknown_backend_is_refused(name: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        pywebio.start_server(app, backend=name)
    assert f"backend={name!r}" in str(caught.value)
    assert all(repr(known) in str(caught.value) for known in BACKENDS)


def test_a_near_miss_is_hinted_at() -> None:
    with pytest.raises(ArgumentError, match="did you mean 'fastapi'"):
        pywebio.start_server(app, backend="fast_api")


@pytest.mark.parametrize("name", [None, *BACKENDS])
def test_port_and_host_reach_every_backend(name: str | None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"port {port} of 127.0.0.1 is already in use"):
            pywebio.start_server(app, port, "127.0.0.1", backend=name)


@pytest.mark.parametrize("name", POLLING)
def test_what_a_backend_does_not_have_is_refused(name: str) -> None:
    with pytest.raises(TypeError, match=f"reconnect_timeout=60 means nothing to .*{name}"):
        pywebio.start_server(app, reconnect_timeout=60, backend=name)


@pytest.mark.parametrize("name", BACKENDS)
def test_what_a_backend_has_is_passed_on(name: str) -> None:
    with pytest.raises(TypeError, match="debug"):
        pywebio.start_server(app, debug=3, backend=name)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(ValueError, match="max_payload_size"):
        pywebio.start_server(app, max_payload_size="much", backend=name)


@pytest.mark.parametrize("name", POLLING)
def test_parameters_of_one_backend_alone_are_passed_on(name: str) -> None:
    with pytest.raises(ValueError, match="session_expire_seconds"):
        pywebio.start_server(app, session_expire_seconds=-1, backend=name)


@pytest.mark.parametrize(
    ("name", "library"),
    [("flask", "flask"), ("django", "django"), ("aiohttp", "aiohttp"), ("fastapi", "uvicorn")],
)
def test_a_missing_framework_is_named(name: str, library: str) -> None:
    code = f"""
import sys
sys.modules[{library!r}] = None  # what is not installed
import pywebio
pywebio.start_server(lambda: None, backend={name!r})
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    last = run.stderr.strip().splitlines()[-1]
    assert last.startswith("ImportError")
    assert f"pip install --upgrade 'pywebio[{name}]'" in last


def test_importing_the_package_loads_no_framework() -> None:
    code = "import pywebio, sys; print([m for m in sys.modules if '.' not in m])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    frameworks = ["tornado", "flask", "django", "aiohttp", "starlette", "uvicorn", "asyncio"]
    assert not [name for name in frameworks if repr(name) in run.stdout]
