"""What a page sees without doing anything: lines that come by themselves, or an end."""

import time

from pywebio.output import put_buttons, put_text


def ticks() -> None:
    """Write the time now and then, at moments that fit no interval of a client."""
    put_buttons(["ticks"], onclick=lambda _: None)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        time.sleep(0.137)
        put_text(f"tick {time.time()} ")


def finish() -> None:
    """End at once."""
    put_text("done!")


APPS = {"ticks": ticks, "finish": finish}
