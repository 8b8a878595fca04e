"""Script mode: a program that starts no server gets a page by its first `put_*` or `input`.

The page is served on this machine alone and opened in a browser; the call waits for it. There is
one page, for all threads of the program, which need not be registered. The program lasts until
its own threads have ended; the page then has all that was sent. Once a callback was registered,
it lasts until the page is closed. Closing the page ends no program: its next call raises
`SessionClosedException`.

Functions that ask block, in coroutines too: there is no `await` in a script. In a notebook, a cell
that is run after the page was closed opens a new one.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial

__all__ = ["open_page"]

_HOST = "127.0.0.1"


def open_page() -> Callable[[], None]:
    """
    Serve the page of the default container's script; return what opens it in a browser.

    Raises:
        OSError: The port that `PYWEBIO_SCRIPT_MODE_PORT` gives cannot be used.
        ArgumentError: The environment variable is no port.
    """
    from pywebio.backends.listen import address_of, bind, open_browser
    from pywebio.backends.tornado_server import TornadoServer
    from pywebio.container import default_container
    from pywebio.environment import script_mode_port
    from pywebio.options import SiteOptions
    from pywebio.ports.server import ServerOptions

    container, port = default_container(), script_mode_port()
    site = container.script_site(SiteOptions())
    sockets = bind(port or 0, _HOST)
    stop = TornadoServer().serve_in_thread(site, ServerOptions(), sockets)
    keep = partial(_end_with_program, container.script.end, stop)
    # No daemon: with it the program lasts as long as its page.
    threading.Thread(target=keep, name="pywebio-script", daemon=False).start()
    _renew_in_notebooks(container.script.renew)
    if port is not None:
        return lambda: None
    address = address_of(sockets, _HOST)

    def show() -> None:
        print(f"PyWebIO shows this program on {address}", file=sys.stderr)  # noqa: T201
        open_browser(address)

    return show


def _end_with_program(
    end: Callable[[BaseException | None], None], stop: Callable[[], None]
) -> None:
    # The main thread is one of them; it has ended when the interpreter begins to shut down.
    while others := _other_threads():
        for each in others:
            each.join()
    # Where the interpreter leaves what nobody has caught.
    end(getattr(sys, "last_value", None))
    stop()


def _other_threads() -> list[threading.Thread]:
    this = threading.current_thread()
    return [
        each
        for each in threading.enumerate()
        if each.is_alive() and not each.daemon and each is not this
    ]


def _renew_in_notebooks(renew: Callable[[], None]) -> None:
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    if shell is not None:
        shell.events.register("pre_run_cell", lambda *_: renew())
