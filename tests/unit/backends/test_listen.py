"""Around serving: bind a port, say where, open a browser."""

from __future__ import annotations

import errno
import socket
import sys
import webbrowser
from threading import Event
from typing import TYPE_CHECKING

import pytest

from pywebio.backends.listen import announce, bind, swift_threads
from pywebio.ports.server import ServerOptions
from tests.unit.support import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else uses."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def close(sockets: list[socket.socket]) -> None:
    for each in sockets:
        each.close()


def test_any_free_port_can_be_asked_for() -> None:
    sockets = bind(0, "127.0.0.1")
    port = sockets[0].getsockname()[1]
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE):
        pass
    close(sockets)


def test_all_interfaces_share_one_port() -> None:
    sockets = bind(0, "")
    assert len({each.getsockname()[1] for each in sockets}) == 1
    close(sockets)


def test_sockets_do_not_block() -> None:
    sockets = bind(0, "127.0.0.1")
    assert not sockets[0].getblocking()
    close(sockets)


def test_a_port_in_use_is_named_with_what_to_do(taken: int) -> None:
    with pytest.raises(
        OSError, match=f"port {taken} of 127.0.0.1 is already in use: .*port=0"
    ) as e:
        bind(taken, "127.0.0.1")
    assert e.value.errno == errno.EADDRINUSE


def test_an_address_of_another_machine_is_named() -> None:
    with pytest.raises(OSError, match=r"cannot listen on port 8080 of 192\.0\.2\.1"):
        bind(8080, "192.0.2.1")


def test_a_port_that_needs_rights_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(OSError, match=r"port 80 of this machine needs more rights: .*1024"):
        bind(80, "")


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("", "localhost"),
        ("0.0.0.0", "localhost"),
        ("::", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("app.example", "app.example"),
        ("::1", "[::1]"),
    ],
)
def test_the_address_is_printed(host: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    sockets = bind(0, "127.0.0.1")
    announce(sockets, ServerOptions(host=host))
    port = sockets[0].getsockname()[1]
    assert capsys.readouterr().out == f"PyWebIO is running on http://{shown}:{port}/\n"
    close(sockets)


def test_a_browser_is_opened_if_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, done = list[str](), Event()

    def open_page(address: str) -> None:
        opened.append(address)
        done.set()

    monkeypatch.setattr(webbrowser, "open", open_page)
    sockets = bind(0, "127.0.0.1")
    announce(sockets, ServerOptions())
    announce(sockets, ServerOptions(auto_open_webbrowser=True))
    assert done.wait(PATIENCE)
    assert opened == [f"http://localhost:{sockets[0].getsockname()[1]}/"]
    close(sockets)


def test_threads_take_shorter_turns_while_a_server_runs() -> None:
    usual = sys.getswitchinterval()

    def failing_server() -> None:
        with swift_threads():
            assert sys.getswitchinterval() <= 0.001
            raise OSError("no port")

    with pytest.raises(OSError, match="no port"):
        failing_server()
    assert sys.getswitchinterval() == usual
