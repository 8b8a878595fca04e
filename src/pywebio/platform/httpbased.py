"""What the backends have in common that poll from threads: Flask's and Django's."""

from __future__ import annotations

__all__ = ["run_event_loop"]


def run_event_loop(debug: bool = False) -> None:
    """
    Run an event loop for coroutine apps in the calling thread, until the program ends.

    It need not be called: otherwise one runs in a thread of its own, from the first session to
    the last. Call it in a daemon thread, or in the main thread while another one serves.

    Args:
        debug: asyncio's debug mode.

    Raises:
        RuntimeError: It is running in another thread already.
        TypeError: *debug* is neither True nor False.
    """
    from pywebio.container import default_container
    from pywebio.options import require_flag

    default_container().loops.run(debug=require_flag("debug", debug))
