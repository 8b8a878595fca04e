"""Popups and notifications."""

from __future__ import annotations

import re
from collections.abc import Callable

from pywebio.domain import commands
from pywebio.domain.arguments import check_callable, check_flag, check_one_of, check_text
from pywebio.domain.callbacks import Callback, Placement
from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import is_number
from pywebio.domain.scope import dom_id, selector
from pywebio.output._content import Content, Embedder
from pywebio.output.scope import ScopeBlock
from pywebio.ports.types import CallbackId


class PopupSize:
    """Widths of popups."""

    LARGE = "large"
    NORMAL = "normal"
    SMALL = "small"


_TOAST_COLORS = {
    "info": "#1565c0",
    "error": "#e53935",
    "warn": "#ef6c00",
    "success": "#2e7d32",
}
_CSS_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]+|[a-z-]+\([^;{}]*\)")
"""A colour by number, by name or by a function such as `rgb(…)` or `var(…)`."""
_TOASTS = "toasts"
_POPUP = "popup"
"""Key of what stands in the one popup; a name that no selector has."""


def popup(
    title: str,
    content: Content | None = None,
    size: str = PopupSize.NORMAL,
    implicit_close: bool = True,
    closable: bool = True,
) -> ScopeBlock:
    """
    Show a popup. One that is open is closed first.

    Returns what can be the head of a `with` block, or a decorator: outputs of the block or
    function then go into the popup.

    Args:
        title: Its title.
        content: A string, an output, or a list of them.
        size: `large`, `normal` or `small`.
        implicit_close: A click outside or the Escape key closes it.
        closable: The user can close it; else only `close_popup()` does.

    Raises:
        ArgumentError: There is no such size, or the content holds something else.

    Examples:
        ```python
        popup("Saved", [put_text("Everything is safe."), put_button("OK", onclick=close_popup)])

        with popup("Log", size="large"):
            put_text("one line")
        ```
    """
    embedder = Embedder()
    contents = embedder.items(() if content is None else content, "popup")
    check_one_of("size", size, ("large", "normal", "small"))
    task = current_task()
    name = task.session.ids.new_id()[:10]
    closable = check_flag("closable", closable)
    implicit_close = check_flag("implicit_close", implicit_close) and closable
    task.session.page.clear(_POPUP)
    task.send(commands.Popup(title, contents, size, implicit_close, closable, dom_id(name)))
    task.session.page.place(_POPUP, embedder.placement + Placement(scopes=(selector(name),)))
    return ScopeBlock(name, lambda _: None)


def close_popup() -> None:
    """Close the popup."""
    task = current_task()
    task.send(commands.ClosePopup())
    task.session.page.clear(_POPUP)


def toast(
    content: str,
    duration: float = 2,
    position: str = "center",
    color: str = "info",
    onclick: Callable[[], object] | None = None,
) -> None:
    """
    Show a notification for a while.

    Args:
        content: Its text.
        duration: Seconds; 0 keeps it until it is clicked away.
        position: `left`, `center` or `right`, at the top of the window.
        color: `info`, `error`, `warn`, `success`, or a CSS colour such as `#2188ff`.
        onclick: Called, without arguments, when it is clicked.

    Raises:
        ArgumentError: There is no such position, *duration* is no number of at least 0, or *color*
            is no colour.
        TypeError: *onclick* is no function.

    Examples:
        ```python
        toast("Saved", color="success", duration=3)
        ```
    """
    check_one_of("position", position, ("left", "center", "right"))
    if not is_number(duration) or duration < 0:
        raise ArgumentError(f"duration={duration!r:.60}: use seconds, or 0 to keep the toast")
    color = _TOAST_COLORS.get(check_text("color", color), color)
    if not _CSS_COLOR.fullmatch(color):
        raise ArgumentError(
            f"color={color!r:.60}: use {', '.join(_TOAST_COLORS)}, or a CSS colour such as '#2188ff'"
        )
    if onclick is not None:
        check_callable("onclick", onclick)
    task = current_task()
    callback_id: CallbackId | None = None
    if onclick is not None:
        callback_id = task.session.add_callback(Callback(lambda _: onclick(), "toast"))
        # Nobody tells when a toast has gone; so many are never in a page at once.
        task.session.page.place(_TOASTS, Placement(callbacks=(callback_id,)), keep=50)
    task.send(commands.Toast(str(content), int(duration * 1000), position, color, callback_id))
