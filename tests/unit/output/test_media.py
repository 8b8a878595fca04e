"""Images and files."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

import pytest

from pywebio.output import put_file, put_image
from pywebio.testing import run_app
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable


class FakeImage:
    """Something like an image of PIL."""

    format: str | None = "PNG"

    def save(self, fp: io.BytesIO, format: str) -> None:
        fp.write(f"saved as {format}".encode())


def content_of(app: Callable[[], object]) -> str:
    (spec,) = run_to_end(app).outputs()
    return str(spec["content"])


def test_an_image_may_be_an_address() -> None:
    content = content_of(lambda: put_image("https://x.example/a.png?a&b", title='"A"', width="9px"))
    assert content == (
        '<img src="https://x.example/a.png?a&amp;b" alt="&quot;A&quot;" width="9px">'
    )


@pytest.mark.parametrize("content", [b"abc", bytearray(b"abc"), memoryview(b"abc")], ids=repr)
def test_an_image_may_be_bytes(content: bytes) -> None:
    assert 'src="data:image/png;base64,YWJj"' in content_of(lambda: put_image(content, "PNG"))
    assert 'src="data:;base64,YWJj"' in content_of(lambda: put_image(content))


def test_an_image_may_be_of_pil() -> None:
    saved = base64.b64encode(b"saved as PNG").decode()
    assert f"data:image/png;base64,{saved}" in content_of(lambda: put_image(FakeImage()))
    saved = base64.b64encode(b"saved as gif").decode()
    assert f"data:image/gif;base64,{saved}" in content_of(lambda: put_image(FakeImage(), "gif"))


@pytest.mark.parametrize("wrong", [None, 5, object], ids=repr)
def test_what_is_no_image_is_a_type_error(wrong: object) -> None:
    def app() -> None:
        with pytest.raises(TypeError, match="must be a URL, bytes or a PIL image, not"):
            put_image(wrong)  # type: ignore[arg-type]  # what is tested

    run_to_end(app)


def test_a_file_is_sent_when_it_is_asked_for() -> None:
    with run_app(lambda: put_file("a.txt", b"abc", label="Get it")) as user:
        assert b"YWJj" not in repr(user.commands()).encode()
        user.click("Get it")
        last = user.commands()[-1]
    assert last["command"] == "download"
    assert last["spec"] == {"name": "a.txt", "content": "YWJj"}


def test_the_content_of_a_file_does_not_change_with_the_buffer() -> None:
    def app() -> None:
        buffer = bytearray(b"abc")
        put_file("a.txt", buffer)
        buffer[:] = b"xyz"

    with run_app(app) as user:
        user.click("a.txt")
        assert user.commands()[-1]["spec"]["content"] == "YWJj"


def test_the_content_of_a_file_must_be_bytes() -> None:
    def app() -> None:
        with pytest.raises(TypeError, match=r"content of 'a\.txt' must be bytes, not str"):
            put_file("a.txt", "text")  # type: ignore[arg-type]  # what is tested

    run_to_end(app)
