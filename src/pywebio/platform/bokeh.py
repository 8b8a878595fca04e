"""
Bokeh in the page of a session, as a notebook type of Bokeh's own.

    output_notebook(notebook_type="pywebio")
    show(figure)

`import pywebio` is all it takes; the functions here are called by Bokeh.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import urlsplit

from pywebio.output import put_html, put_text
from pywebio.session import defer_call, info

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bokeh.application import Application
    from bokeh.document import Document
    from bokeh.io.notebook import NotebookType, ShowDoc
    from bokeh.io.state import State
    from bokeh.model import Model
    from bokeh.resources import Resources
    from bokeh.server.server import Server
    from tornado.ioloop import IOLoop

__all__ = ["load_notebook", "show_app", "show_doc", "try_install_bokeh_hook"]


def try_install_bokeh_hook() -> None:
    """Make the notebook type `pywebio` known to Bokeh, if that is installed.

    Nobody needs to call it: it happens when a program has imported both.
    """
    try:
        from bokeh.io.notebook import install_notebook_hook
    except ImportError:
        return
    # Bokeh's types know its own kinds of notebooks only, and those answer with a handle.
    name, shows = cast("NotebookType", "pywebio"), cast("ShowDoc", show_doc)
    install_notebook_hook(name, load_notebook, shows, show_app, overwrite=True)


def load_notebook(
    resources: Resources | None = None,
    verbose: bool = False,
    hide_banner: bool = False,
    load_timeout: int = 5000,
) -> None:
    """
    Bring BokehJS into the page: Bokeh's `output_notebook`.

    Args:
        resources: Where it comes from, such as `bokeh.resources.INLINE` for a page without a
            network; by default what Bokeh's settings say (`BOKEH_RESOURCES`), or else its CDN.
        verbose: Say that it is loading.
        hide_banner: Means nothing here.
        load_timeout: Means nothing here; whatever is shown later waits for it.
    """
    from bokeh.resources import Resources
    from bokeh.settings import settings

    if verbose:
        put_text("Loading BokehJS ...")
    # The settings of Bokeh are descriptors without types.
    put_html((resources or Resources(mode=settings.resources())).render())


def show_doc(obj: Model, state: State, notebook_handle: object = None) -> None:
    """
    Draw a figure, a widget or a layout: Bokeh's `show`.

    Args:
        obj: What to draw.
        state: Bokeh's own; it is shared by all sessions and stays as it is.
        notebook_handle: Means nothing here.
    """
    from bokeh.embed import components

    script, element = components(obj)
    put_html(element + script)


def show_app(
    app: Application | Callable[[Document], None],
    state: State,
    notebook_url: object,
    port: int = 0,
    **kw: object,
) -> None:
    """
    Run a Bokeh server app for this session alone, and show it: Bokeh's `show` of a function.

    It listens on a port of its own, which the browser must be able to reach, until the session ends.

    Args:
        app: A Bokeh application, or a function that fills a Bokeh document.
        state: Bokeh's own; stays as it is.
        notebook_url: Means nothing here.
        port: Where to listen; by default at any free port.
        kw: Further arguments of `bokeh.server.server.Server`.

    Raises:
        OSError: The port is taken.
    """
    from bokeh.embed import server_document

    host = urlsplit(info.origin).netloc or info.server_host or "localhost"
    options = {"port": port, "allow_websocket_origin": [host], **kw}
    bound_to = _serve(app, options)
    name = urlsplit(f"//{host}").hostname or ""
    put_html(server_document(f"http://{f'[{name}]' if ':' in name else name}:{bound_to}"))


class _ServerFactory(Protocol):
    def __call__(
        self, applications: Mapping[str, object], *, io_loop: IOLoop, **options: object
    ) -> Server: ...


def _serve(app: Application | Callable[[Document], None], options: dict[str, object]) -> int | None:
    """Run a server in a thread until the session ends; return its port."""
    started: Future[tuple[int | None, Callable[[], object]]] = Future()

    async def serve() -> None:
        from bokeh.server.server import Server
        from tornado.ioloop import IOLoop

        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        # The options are the author's, of any type.
        server = cast("_ServerFactory", Server)({"/": app}, io_loop=IOLoop.current(), **options)
        server.start()
        started.set_result((server.port, lambda: loop.call_soon_threadsafe(ended.set)))
        await ended.wait()
        server.stop()

    def run() -> None:
        try:
            asyncio.run(serve())
        except Exception as error:
            if started.done():
                raise
            started.set_exception(error)

    # The loop of a web framework may not be one that Bokeh can use, nor be in this process.
    Thread(target=run, name="bokeh", daemon=True).start()
    bound_to, stop = started.result()
    defer_call(stop)
    return bound_to
