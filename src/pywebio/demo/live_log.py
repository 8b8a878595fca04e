"""A log that a thread writes while the page goes on reacting."""

from __future__ import annotations

import time
from random import choice, randint, uniform
from threading import Event, Thread
from typing import Final

from pywebio.output import (
    clear,
    put_buttons,
    put_processbar,
    put_scope,
    put_scrollable,
    put_text,
    set_processbar,
    toast,
)
from pywebio.session import defer_call, local, register_thread

STEPS: Final = 100
HOSTS: Final = ("alpha", "beta", "gamma", "delta")
COLORS: Final = {
    "warn": "var(--bs-warning-text-emphasis)",
    "error": "var(--bs-danger-text-emphasis)",
}


def live_log() -> None:
    """Live log

    A background thread does some pretended work and reports every step, while the buttons go on
    working. It stops when you say so, and when you close the page.
    """
    put_buttons(
        [
            {"label": "Start", "value": "start", "color": "primary"},
            {"label": "Stop", "value": "stop", "color": "secondary"},
        ],
        onclick=[start, stop],
    )
    put_processbar("done", label="0 %")
    put_scrollable(put_scope("log", "Nothing has happened yet."), height=320, keep_bottom=True)


def start() -> None:
    """Start the work, unless it is going on."""
    if local.worker is not None and local.worker.is_alive():
        toast("It is running already.")
        return
    clear("log")
    local.stopped = Event()
    local.worker = Thread(target=work, args=[local.stopped], daemon=True)
    register_thread(local.worker)  # from here on the thread may use this page
    defer_call(local.stopped.set)  # the page was closed
    local.worker.start()


def stop() -> None:
    """Ask the work to stop."""
    if local.stopped is not None:
        local.stopped.set()


def work(stopped: Event) -> None:
    """Do all steps, unless *stopped* is set before."""
    report("info", "The work has begun.")
    for step in range(1, STEPS + 1):
        if stopped.wait(uniform(0.1, 0.4)):
            report("warn", f"Stopped after {step - 1} steps.")
            return
        took = randint(8, 90)
        level = "info" if took < 70 else "warn" if took < 85 else "error"
        report(level, f"Step {step}: {choice(HOSTS)} answered in {took} ms.")
        set_processbar("done", step / STEPS, label=f"{step * 100 // STEPS} %")
    report("info", "The work is done.")


def report(level: str, text: str) -> None:
    """Add a line to the log."""
    line = put_text(f"{time.strftime('%H:%M:%S')} {level:5} {text}", scope="log")
    line.style(f"font: 0.85rem monospace; margin: 0.2rem 0; color: {COLORS.get(level, '')}")
