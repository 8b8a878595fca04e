"""The session: its tasks, its user, its browser."""

from __future__ import annotations

import warnings
from functools import partial
from typing import TYPE_CHECKING

from pywebio.compat import find
from pywebio.session._browser import download, eval_js, go_app, run_js, set_env
from pywebio.session._info import info
from pywebio.session._local import local
from pywebio.session._tasks import (
    defer_call,
    hold,
    register_thread,
    run_async,
    run_asyncio_coroutine,
)

if TYPE_CHECKING:
    from pywebio.session._local import ObjectDictProxy, ReadOnlyObjectDict

__all__ = [
    "data",
    "defer_call",
    "download",
    "eval_js",
    "get_info",
    "go_app",
    "hold",
    "info",
    "local",
    "register_thread",
    "run_async",
    "run_asyncio_coroutine",
    "run_js",
    "set_env",
]


def data() -> ObjectDictProxy:
    """Return `local`. Deprecated: use that."""
    warnings.warn("data() is deprecated: use session.local", DeprecationWarning, stacklevel=2)
    return local


def get_info() -> ReadOnlyObjectDict:
    """Return `info`. Deprecated: use that."""
    warnings.warn("get_info() is deprecated: use session.info", DeprecationWarning, stacklevel=2)
    return info


if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
