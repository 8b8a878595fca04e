"""Flask: a server for one site, with a thread for every connection."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from threading import Thread, current_thread, main_thread
from typing import TypeAlias

from attrs import frozen
from flask import Flask
from flask.cli import load_dotenv
from flask.helpers import get_load_dotenv
from werkzeug._reloader import run_with_reloader
from werkzeug.debug import DebuggedApplication
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.serving import (
    BaseWSGIServer,
    WSGIRequestHandler,
    is_running_from_reloader,
    make_server,
)

from pywebio.backends.flask import application
from pywebio.backends.listen import announce, bind, swift_threads
from pywebio.backends.wsgi import RequestThreads
from pywebio.ports.http import PollingHandler
from pywebio.ports.server import ServerOptions
from pywebio.ports.types import UserValue

_Application: TypeAlias = Flask | SharedDataMiddleware | DebuggedApplication

_LISTENERS = "PYWEBIO_LISTENERS"
"""In the environment of a process that the reloader has started: the sockets that listen."""


class Connection(WSGIRequestHandler):
    """Answers one request; Werkzeug closes the connection after it."""

    disable_nagle_algorithm = True


class QuietConnection(Connection):
    """Leaves no traces."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing of what clients do, right or wrong."""


@frozen
class FlaskServer:
    """Serves one site at the root of a port."""

    threads: RequestThreads

    def serve(self, handler: PollingHandler, options: ServerOptions) -> None:
        """Serve until the program is interrupted."""
        settings = _settings(options)
        if get_load_dotenv(settings["load_dotenv"]):
            load_dotenv()
        flask = application(handler, self.threads, options.static_dir, debug=options.debug)
        app = _wrapped(flask, options.host, settings)
        with ExitStack() as stack:
            # Ctrl+C is how a server is stopped.
            stack.enter_context(suppress(KeyboardInterrupt))
            stack.enter_context(swift_threads())
            inherited = _inherited()
            sockets = inherited or bind(options.port, options.host)
            for each in sockets:
                stack.enter_context(each)
            if not inherited:
                scheme = "http" if settings["ssl_context"] is None else "https"
                announce(sockets, options, scheme)
            if settings["use_reloader"] and not is_running_from_reloader():
                # Another process serves, again and again.
                _bequeath(sockets)
                _watch(lambda: None, settings)
                return
            # Who wants a single thread gets a single address.
            served = sockets if settings["threaded"] else sockets[:1]
            servers = [_server(each, app, settings) for each in served]
            if settings["use_reloader"]:
                _watch(lambda: _serve_all(servers), settings)
            else:
                _serve_all(servers)


def _settings(options: ServerOptions) -> Mapping[str, UserValue]:
    """Return the options of `Flask.run`, those that are given and those that are not.

    Raises:
        TypeError: There is no such option.
        ValueError: An option cannot work here.
    """
    known: dict[str, UserValue] = {
        "load_dotenv": True,
        "threaded": True,
        "processes": 1,
        "ssl_context": None,
        "request_handler": Connection if options.debug else QuietConnection,
        "static_files": None,
        "passthrough_errors": False,
        "use_debugger": options.debug,
        "use_evalex": False,
        # The reloader needs the signals of the program.
        "use_reloader": options.debug and current_thread() is main_thread(),
        "reloader_interval": 1,
        "reloader_type": "auto",
        "extra_files": None,
        "exclude_patterns": None,
    }
    for name in options.extra:
        if name not in known:
            raise TypeError(
                f"{name!r} is no option of Flask.run that can be given here; "
                f"there are {', '.join(sorted(known))}"
            )
    settings = {**known, **options.extra}
    if settings["processes"] != 1:
        raise ValueError(
            f"processes={settings['processes']!r} cannot work: sessions live in one process, "
            "whose threads serve all pages"
        )
    return settings


def _wrapped(app: _Application, host: str, settings: Mapping[str, UserValue]) -> _Application:
    if settings["static_files"]:
        app = SharedDataMiddleware(app, settings["static_files"])
    if settings["use_debugger"]:
        evalex: bool = settings["use_evalex"]
        debugged = DebuggedApplication(app, evalex=evalex, pin_logging=evalex)
        debugged.trusted_hosts.append(host)
        return debugged
    return app


def _server(
    listener: socket.socket, app: _Application, settings: Mapping[str, UserValue]
) -> BaseWSGIServer:
    """Return a server on a socket that listens already."""
    listener.setblocking(True)
    server = make_server(
        listener.getsockname()[0],
        0,
        app,
        threaded=settings["threaded"],
        request_handler=settings["request_handler"],
        passthrough_errors=settings["passthrough_errors"],
        ssl_context=settings["ssl_context"],
        fd=listener.fileno(),
    )
    if isinstance(server.socket, ssl.SSLSocket):
        # In the thread of the connection: a client that is slow at it must not stop all others.
        server.socket.do_handshake_on_connect = False  # type: ignore[attr-defined]  # accept() reads it
    return server


def _serve_all(servers: Sequence[BaseWSGIServer]) -> None:
    first, *others = servers
    for server in others:
        Thread(target=server.serve_forever, daemon=True).start()
    try:
        first.serve_forever()
    finally:
        for server in others:
            server.shutdown()


# The reloader: a process that watches the files, and starts one that serves again and again


def _watch(serve: Callable[[], None], settings: Mapping[str, UserValue]) -> None:
    run_with_reloader(
        serve,
        extra_files=settings["extra_files"],
        exclude_patterns=settings["exclude_patterns"],
        interval=settings["reloader_interval"],
        reloader_type=settings["reloader_type"],
    )


def _bequeath(sockets: Sequence[socket.socket]) -> None:
    for each in sockets:
        each.set_inheritable(True)
    os.environ[_LISTENERS] = ",".join(str(each.fileno()) for each in sockets)


def _inherited() -> list[socket.socket]:
    if not is_running_from_reloader():
        return []
    numbers = os.environ.pop(_LISTENERS, "")
    return [socket.socket(fileno=int(number)) for number in numbers.split(",") if number]
