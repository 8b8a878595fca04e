"""Images, files, spinners and progress bars."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from html import escape
from typing import Protocol, TypeAlias, runtime_checkable

from pywebio.domain import commands
from pywebio.domain.arguments import check_css, check_flag, check_one_of, check_text, is_number
from pywebio.domain.callbacks import Callback, Placement
from pywebio.domain.context import current_session, current_task
from pywebio.domain.errors import ArgumentError
from pywebio.domain.scope import check_name
from pywebio.output._block import BlockStyle
from pywebio.output._content import Embedder, where, widget
from pywebio.output._output import Output
from pywebio.output.text import put_html
from pywebio.ports.types import Json

_FORMAT = re.compile(r"[A-Za-z0-9.+-]+")
"""A MIME subtype, or a format of PIL."""

Bytes: TypeAlias = bytes | bytearray | memoryview


@runtime_checkable
class PilImage(Protocol):
    """What `put_image` needs of a PIL image."""

    format: str | None

    def save(self, fp: io.BytesIO, format: str) -> None: ...


def put_image(
    src: str | Bytes | PilImage,
    format: str | None = None,
    title: str = "",
    width: str | None = None,
    height: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show an image.

    Args:
        src: Its URL, its bytes, or a PIL image.
        format: For bytes, the kind of image (`png`, `jpeg`, `gif` …); for a PIL image, the format
            to save it in, by default its own, or JPEG, or PNG for what JPEG cannot hold.
        title: What the image shows, for those who cannot see it.
        width: CSS width, such as `"50%"` or `"100px"`.
        height: CSS height.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        TypeError: *src* is nothing of these, or a size no string.
        ArgumentError: There is no such format, or it cannot hold this image.

    Examples:
        ```python
        put_image(
            "https://www.python.org/static/img/python-logo.png", title="Python", width="200px"
        )
        ```
    """
    check_css("width", width)
    check_css("height", height)
    attributes = {
        "src": _image_url(src, format),
        "alt": str(title),
        "width": width,
        "height": height,
    }
    markup = " ".join(f'{k}="{escape(v)}"' for k, v in attributes.items() if v is not None)
    return put_html(f"<img {markup}>", scope=scope, position=position)


def _image_url(src: object, image_format: str | None) -> str:
    if image_format is not None and not _FORMAT.fullmatch(check_text("format", image_format)):
        raise ArgumentError(f"format={image_format!r:.60}: use a kind of image such as 'png'")
    if isinstance(src, str):
        return src
    if isinstance(src, PilImage):
        image_format = image_format or src.format or _default_format(src)
        src = _saved(src, image_format)
    if not isinstance(src, (bytes, bytearray, memoryview)):
        raise TypeError(
            f"an image must be a URL, bytes or a PIL image, not {src!r:.60}; "
            "of a file, give what open(path, 'rb').read() returns"
        )
    mime_type = f"image/{image_format.lower()}" if image_format else ""
    return f"data:{mime_type};base64,{b64encode(src).decode()}"


def _default_format(image: PilImage) -> str:
    return "JPEG" if getattr(image, "mode", "RGB") in ("RGB", "L", "CMYK", "1") else "PNG"


def _saved(image: PilImage, image_format: str) -> bytes:
    file = io.BytesIO()
    try:
        image.save(file, image_format)
    except (KeyError, OSError, ValueError) as error:
        # PIL knows no format of that name, or the format no image of that mode.
        raise ArgumentError(
            f"format={image_format!r}: PIL cannot save this image: {error}"
        ) from error
    return file.getvalue()


def put_file(
    name: str,
    content: Bytes,
    label: str | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show a link that downloads a file.

    The content stays on the server until the link is clicked.

    Args:
        name: The name of the file.
        content: Its bytes.
        label: The text of the link; by default the name.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        TypeError: *content* is not bytes, or *name* no string.
        ArgumentError: *name* is empty.

    Examples:
        ```python
        put_file("numbers.csv", b"1,2,3", label="Download the numbers")
        ```
    """
    if not check_text("name", name):
        raise ArgumentError("put_file() needs a name for the file")
    if not isinstance(content, (bytes, bytearray, memoryview)):
        raise TypeError(f"the content of {name!r} must be bytes, not {type(content).__name__}")
    kept = bytes(content)

    def download(_: object) -> None:
        current_task().send(commands.Download(name, b64encode(kept).decode()))

    callback_id = current_session().add_callback(Callback(download, "download"))
    spec: dict[str, Json] = {
        "type": "buttons",
        "callback_id": callback_id,
        "buttons": [{"label": str(label or name), "value": 0}],
        "group": False,
        "link": True,
        "outline": False,
        **where(scope, position),
    }
    return Output(spec, placement=Placement(callbacks=(callback_id,)))


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
    spec: dict[str, Json] = {"type": "html", "content": markup, "sanitize": False}
    return Output({**spec, **where(scope, position)}, block=BlockStyle(remove_after=True))


_PROGRESS = (
    '<div class="progress" style="margin-top: 4px">'
    '<div class="progress-bar bg-info progress-bar-striped progress-bar-animated" '
    'role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow="{{percent}}" '
    'aria-label="{{name}}" id="webio-progressbar-{{name}}" style="width: {{percent}}%" '
    'data-auto-close="{{auto_close}}">{{label}}</div></div>'
)
_SET_PROGRESS = """
const bar = document.getElementById("webio-progressbar-" + name);
if (bar) {
  bar.style.width = percent + "%";
  bar.setAttribute("aria-valuenow", percent);
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
    current_task().send(commands.RunScript(_SET_PROGRESS, args))


put_processbar = put_progressbar
"""Another name of `put_progressbar`."""
set_processbar = set_progressbar
"""Another name of `set_progressbar`."""


def _percent(name: str, value: object) -> float:
    # A sum of fractions may miss 1 by a hair.
    if not is_number(value) or not -1e-6 <= value <= 1 + 1e-6:
        raise ArgumentError(f"{name}={value!r:.60}: use a number from 0 to 1; 0.5 is half")
    return round(min(max(float(value), 0.0), 1.0) * 100, 2)
