"""Text, Markdown, code, HTML and links."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import Output, put_code, put_html, put_link, put_markdown, put_text
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from pywebio.ports.types import UserValue


def shown(make: Callable[[], Output]) -> dict[str, UserValue]:
    (spec,) = run_to_end(make).outputs()
    return spec


def test_any_values_are_text() -> None:
    assert shown(lambda: put_text("a", 1, None, [2]))["content"] == "a 1 None [2]"
    assert shown(lambda: put_text("a", "b", sep=""))["content"] == "ab"
    assert shown(put_text)["content"] == ""


def test_text_has_a_place() -> None:
    assert shown(lambda: put_text("a", inline=True, scope="s", position=0)) == {
        "type": "text",
        "content": "a",
        "inline": True,
        "scope": "#pywebio-scope-s",
        "position": 0,
    }


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a\n    b\n      c", "a\nb\n  c"),
        ("\n    a\n\n    b", "\na\n\nb"),
        ("a\n\tb\n\tc", "a\nb\nc"),
        ("  a", "  a"),
        ("", ""),
    ],
)
def test_markdown_loses_the_indentation_of_the_source(source: str, text: str) -> None:
    assert shown(lambda: put_markdown(source))["content"] == text


def test_markdown_keeps_it_if_asked_to() -> None:
    assert shown(lambda: put_markdown("a\n    b", lstrip=False))["content"] == "a\n    b"


def test_markdown_is_made_safe_unless_told_otherwise() -> None:
    assert shown(lambda: put_markdown("a"))["sanitize"] is True
    assert shown(lambda: put_markdown("a", sanitize=False))["sanitize"] is False


def test_options_of_markdown_are_handed_on() -> None:
    assert shown(lambda: put_markdown("a", options={"gfm": False}))["options"] == {"gfm": False}


def test_an_old_option_of_markdown_warns() -> None:
    with pytest.warns(DeprecationWarning, match="strip_indent"):
        shown(lambda: put_markdown("a", strip_indent=4))


@pytest.mark.parametrize(
    ("code", "fence"), [("x", "```"), ("`", "```"), ("```\nx\n```", "````"), ("`````", "``````")]
)
def test_the_fence_of_code_is_longer_than_any_in_it(code: str, fence: str) -> None:
    assert shown(lambda: put_code(code, "py"))["content"] == f"{fence}py\n{code}\n{fence}"


def test_code_can_be_limited_in_height() -> None:
    assert shown(lambda: put_code("x", rows=10))["style"] == "max-height: 222px"


def test_html_takes_objects_with_a_rich_form() -> None:
    class Template:
        def __html__(self) -> str:
            return "<b>template</b>"

    class Frame:
        def _repr_html_(self) -> str:
            return "<i>frame</i>"

    assert shown(lambda: put_html("<p>"))["content"] == "<p>"
    assert shown(lambda: put_html(Template()))["content"] == "<b>template</b>"
    assert shown(lambda: put_html(Frame()))["content"] == "<i>frame</i>"


def test_html_is_shown_as_it_is_unless_told_otherwise() -> None:
    assert shown(lambda: put_html("<p>"))["sanitize"] is False
    assert shown(lambda: put_html("<p>", sanitize=True))["sanitize"] is True


def test_a_link_is_escaped() -> None:
    content = shown(lambda: put_link('<b> & "x"', 'https://x.example/?a="b"&c'))["content"]
    assert content == (
        '<a href="https://x.example/?a=&quot;b&quot;&amp;c" target="_self">'
        "&lt;b&gt; &amp; &quot;x&quot;</a>"
    )


def test_a_link_may_open_a_new_window() -> None:
    content = shown(lambda: put_link("x", "https://x.example", new_window=True))["content"]
    assert 'target="_blank"' in content


def test_a_link_leads_to_another_app() -> None:
    content = shown(lambda: put_link("x", app="it's", new_window=True))["content"]
    assert "javascript:WebIO.openApp(&#x27;it\\&#x27;s&#x27;, 1)" in content
    assert 'target="_self"' in content


@pytest.mark.parametrize("targets", [{}, {"url": "x", "app": "y"}], ids=["neither", "both"])
def test_a_link_has_one_target(targets: dict[str, str]) -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match="either url= or app="):
            put_link("x", targets.get("url"), targets.get("app"))

    run_to_end(app)
