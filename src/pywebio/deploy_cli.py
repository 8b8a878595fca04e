"""The command `pywebio-path-deploy`: serve the apps in a folder, each at the path of its file."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence

import pywebio
from pywebio.platform import path_deploy, path_deploy_http

_WRONG_USE = 2
"""What the program returns when it was called in a wrong way."""

_WEBSOCKET_ONLY = (
    "reconnect_timeout",
    "websocket_max_message_size",
    "websocket_ping_interval",
    "websocket_ping_timeout",
)
_POLLING_ONLY = ("session_expire_seconds", "session_cleanup_interval")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; *arguments* are those of the program by default."""
    parser = _parser()
    options = parser.parse_args(arguments)
    useless = _WEBSOCKET_ONLY if options.http else _POLLING_ONLY
    for name in useless:
        if getattr(options, name) is not None:
            transport = "with --http" if options.http else "without --http"
            parser.error(f"--{name.replace('_', '-')} means nothing {transport}")
    try:
        _serve(options)
    except (ImportError, OSError, TypeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        parser.exit(_WRONG_USE, f"pywebio-path-deploy: {reason}\n")


def _parser() -> ArgumentParser:
    # -h is the host, as in PyWebIO 1.x.
    parser = ArgumentParser(
        "pywebio-path-deploy",
        description="Serve the apps in a folder: each file that defines `main` at its path.",
        add_help=False,
    )
    add = parser.add_argument
    add("path", metavar="PATH", help="the folder")
    add("--help", action="help", help="show this help and exit")
    add("--version", action="version", version=f"pywebio {pywebio.__version__}")
    add("-p", "--port", type=int, default=8080, help="0 takes a free one (%(default)s)")
    add("-h", "--host", default="0.0.0.0", help="address to listen on (all interfaces)")  # noqa: S104  # as in 1.x
    add("--no-index", action="store_true", help="show no lists of folders")
    add("--static-dir", metavar="FOLDER", help="a folder to serve at /static/")
    add("--no-cdn", action="store_true", help=SUPPRESS)  # the page needs none
    add("-d", "--debug", action="store_true", help="tracebacks in the page, restart on changes")
    add("--http", action="store_true", help="poll, instead of using WebSocket")
    add(
        "--allow-origin",
        action="append",
        metavar="PATTERN",
        help="another origin that may use the apps, such as 'https://*.example.com'; repeatable",
    )
    add("--max-payload-size", metavar="SIZE", help="of one upload, such as 40M (200M)")
    add("--reconnect-timeout", type=float, metavar="SECONDS", help="wait for a lost browser (0)")
    add("--websocket-max-message-size", metavar="SIZE", help="of one message (10M)")
    add("--websocket-ping-interval", type=float, metavar="SECONDS", help="between pings (30)")
    add("--websocket-ping-timeout", type=float, metavar="SECONDS", help="to answer one (90)")
    http = parser.add_argument_group("with --http")
    http.add_argument("--session-expire-seconds", type=float, metavar="SECONDS", help="(600)")
    http.add_argument("--session-cleanup-interval", type=float, metavar="SECONDS", help="(300)")
    return parser


def _serve(options: Namespace) -> None:
    own = _POLLING_ONLY if options.http else _WEBSOCKET_ONLY
    serve = path_deploy_http if options.http else path_deploy
    serve(
        options.path,
        port=options.port,
        host=options.host,
        index=not options.no_index,
        static_dir=options.static_dir,
        debug=options.debug,
        allowed_origins=options.allow_origin,
        max_payload_size=options.max_payload_size,
        **{name: getattr(options, name) for name in own},
    )
