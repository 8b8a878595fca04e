"""Spinners and progress bars."""

from __future__ import annotations

from pywebio.domain.arguments import check_flag, check_one_of
from pywebio.domain.commands import RunScript
from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import is_number
from pywebio.domain.scope import check_name
from pywebio.output._block import BlockStyle
from pywebio.output._content import Embedder, html_spec, where, widget
from pywebio.output._output import Output
from pywebio.ports.types import Json

_COLORS = ("primary", "secondary", "success", "danger", "warning", "info", "light", "dark")


def put_loading(
    shape: str = "border", color: str = "dark", scope: str | None = None, position: int = -1
) -> Output:
    """
    Show a spinner. As head of a `with` block it disappears with the block, and all shown in it.

    Args:
        shape: `border` or `grow`.
        color: `primary secondary success danger warning info light dark`.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ArgumentError: There is no such shape or colour.

    Examples:
        ```python
        with put_loading():
            total = sum(range(1000))
        put_text(total)
        ```

        ```text
        499500
        ```
    """
    check_one_of("shape", shape, ("border", "grow"))
    check_one_of("color", color, _COLORS)
    markup = (
        f'<div><div class="spinner-{shape} text-{color}" role="status">'
        '<span class="sr-only">Loading...</span></div></div>'
    )
    return Output(
        {**html_spec(markup), **where(scope, position)}, block=BlockStyle(remove_after=True)
    )


_PROGRESS = (
    '<div class="progress" style="margin-top: 4px">'
    '<div class="progress-bar bg-info progress-bar-striped progress-bar-animated" '
    'role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow="{{percent}}" '
    'aria-valuetext="{{label}}" aria-label="{{name}}" id="webio-progressbar-{{name}}" style="width: {{percent}}%" '
    'data-auto-close="{{auto_close}}">{{label}}</div></div>'
)
_SET_PROGRESS = """
const bar = document.getElementById("webio-progressbar-" + name);
if (bar) {
  bar.style.width = percent + "%";
  bar.setAttribute("aria-valuenow", percent);
  bar.setAttribute("aria-valuetext", label);
  bar.textContent = label;
  if (value >= 1 && bar.dataset.autoClose === "1") bar.parentElement.remove();
}
"""


def put_progressbar(
    name: str,
    init: float = 0,
    label: str | None = None,
    auto_close: bool = False,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show a progress bar; `set_progressbar` moves it.

    Args:
        name: Its name, of A-Z a-z 0-9 _ -.
        init: Where it stands, from 0 to 1.
        label: Text in it; by default the percentage.
        auto_close: Remove it when it reaches 1.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ValueError: The name has other characters, or *init* is not from 0 to 1.

    Examples:
        ```python
        put_progressbar("work")
        for step in range(1, 5):
            set_progressbar("work", step / 4)
        ```
    """
    data: dict[str, Json] = {
        "name": check_name(name, "progress bar name"),
        "percent": _percent("init", init),
        "label": str(label or f"{init * 100:.1f}%"),
        "auto_close": int(check_flag("auto_close", auto_close)),
    }
    return widget(_PROGRESS, data, Embedder(), where(scope, position))


def set_progressbar(name: str, value: float, label: str | None = None) -> None:
    """
    Move a progress bar.

    Args:
        name: Its name.
        value: Where it shall stand, from 0 to 1.
        label: Text in it; by default the percentage.

    Raises:
        ValueError: The name has characters other than A-Z a-z 0-9 _ -, or *value* is not from 0
            to 1.
    """
    args: dict[str, Json] = {
        "name": check_name(name, "progress bar name"),
        "percent": _percent("value", value),
        "value": float(value),
        "label": str(label or f"{value * 100:.1f}%"),
    }
    current_task().send(RunScript(_SET_PROGRESS, args))


put_processbar = put_progressbar
"""Another name of `put_progressbar`."""
set_processbar = set_progressbar
"""Another name of `set_progressbar`."""


def _percent(name: str, value: object) -> float:
    # A sum of fractions may miss 1 by a hair.
    if not is_number(value) or not -1e-6 <= value <= 1 + 1e-6:
        raise ArgumentError(f"{name}={value!r:.60}: use a number from 0 to 1; 0.5 is half")
    return round(min(max(float(value), 0.0), 1.0) * 100, 2)
