"""Pins: input widgets that stay in the page, with a value that can be read at any time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pywebio.compat import find
from pywebio.pin._values import get_pin_values, pin, pin_on_change, pin_update, pin_wait_change
from pywebio.pin._widgets import (
    put_actions,
    put_checkbox,
    put_file_upload,
    put_input,
    put_radio,
    put_select,
    put_slider,
    put_textarea,
)

__all__ = [
    "get_pin_values",
    "pin",
    "pin_on_change",
    "pin_update",
    "pin_wait_change",
    "put_actions",
    "put_checkbox",
    "put_file_upload",
    "put_input",
    "put_radio",
    "put_select",
    "put_slider",
    "put_textarea",
]

if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
