"""Everything that asks: `input`, `select`, `file_upload`, `input_group` and more.

Each function shows a form and returns the answer; in a coroutine app it is to be awaited
(`input_update` is not). With a *name* it returns an item for `input_group` instead of asking.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pywebio.compat import find
from pywebio.input._buttons import actions
from pywebio.input._choice import checkbox, radio, select
from pywebio.input._file import file_upload
from pywebio.input._group import input_group
from pywebio.input._slider import slider
from pywebio.input._text import (
    COLOR,
    DATE,
    DATETIME,
    DATETIME_LOCAL,
    FLOAT,
    NUMBER,
    PASSWORD,
    TEXT,
    TIME,
    URL,
    input,
)
from pywebio.input._textarea import textarea
from pywebio.input._update import input_update

__all__ = [
    "COLOR",
    "DATE",
    "DATETIME",
    "DATETIME_LOCAL",
    "FLOAT",
    "NUMBER",
    "PASSWORD",
    "TEXT",
    "TIME",
    "URL",
    "actions",
    "checkbox",
    "file_upload",
    "input",
    "input_group",
    "input_update",
    "radio",
    "select",
    "slider",
    "textarea",
]

if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
