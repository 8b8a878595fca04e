"""Images and files."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from html import escape
from typing import Protocol, TypeAlias, runtime_checkable

from pywebio.domain import commands
from pywebio.domain.arguments import check_css, check_text
from pywebio.domain.callbacks import Callback, Placement
from pywebio.domain.context import current_session, current_task
from pywebio.domain.errors import ArgumentError
from pywebio.output._content import where
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
    if image_format and not _FORMAT.fullmatch(check_text("format", image_format)):
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
