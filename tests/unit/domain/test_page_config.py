"""Page settings: what wins over what, and how they come to an app."""

from __future__ import annotations

import re

import pytest

from pywebio.domain.application import Application
from pywebio.domain.errors import ArgumentError
from pywebio.domain.page_config import PageConfig, PageDefaults, page_of, with_page


def app() -> None:
    """Title of the docstring."""


def test_what_a_config_does_not_say_comes_from_the_other() -> None:
    own = PageConfig(title="own", js_file="a.js")
    merged = own.over(PageConfig(title="other", theme="dark", js_file=["b.js"], manifest=False))
    assert merged == PageConfig(title="own", theme="dark", js_file=("a.js",), manifest=False)


def test_an_unknown_theme_is_named_with_the_known_ones() -> None:
    with pytest.raises(ArgumentError, match=r"theme='pink' is not one of .*'dark'"):
        PageConfig(theme="pink")


@pytest.mark.parametrize("language", ["", "english!", "zh_TW", "x"])
def test_a_language_must_be_a_tag(language: str) -> None:
    with pytest.raises(ArgumentError, match="no language tag such as"):
        PageConfig(language=language)


def test_urls_must_be_texts() -> None:
    assert PageConfig(js_file=None, css_file=["a.css"]).css_file == ("a.css",)
    with pytest.raises(TypeError, match="must be a text, not 5"):
        PageConfig(js_file=["a.js", 5])  # type: ignore[list-item]  # what is tested


def test_texts_must_be_strings() -> None:
    with pytest.raises(ArgumentError, match="'submit': 3 must be a pair of strings"):
        PageConfig(texts={"submit": 3})  # type: ignore[dict-item]  # what an untyped app may pass


@pytest.mark.parametrize(
    ("name", "advice"),
    [("sumbit", "Did you mean 'submit'?"), ("hello", "There are disconnected_with_server, ")],
)
def test_a_text_that_the_page_does_not_have_is_named(name: str, advice: str) -> None:
    with pytest.raises(ArgumentError, match=f"no text '{name}'. {re.escape(advice)}"):
        PageConfig(texts={name: "Go"})


def test_one_function_may_have_several_pages() -> None:
    dark = with_page(app, PageConfig(theme="dark"))
    light = with_page(app, PageConfig(theme="default"))
    assert page_of(dark).theme == "dark"
    assert page_of(light).theme == "default"
    assert page_of(app) == PageConfig()


def test_the_outer_of_two_configs_wins() -> None:
    inner = with_page(app, PageConfig(title="inner", theme="dark"))
    outer = with_page(inner, PageConfig(title="outer"))
    assert page_of(outer) == PageConfig(title="outer", theme="dark")


def test_an_app_with_a_page_stays_what_it_is() -> None:
    async def coroutine() -> None:
        """Coroutine title."""

    application = Application.of(with_page(coroutine, PageConfig(theme="dark")))
    assert application.is_coroutine
    assert application.name == "coroutine"
    assert application.title == "Coroutine title."
    assert application.page.theme == "dark"


def test_a_later_default_wins_and_can_be_taken_back() -> None:
    defaults = PageDefaults()
    first, second = PageConfig(title="first", theme="dark"), PageConfig(title="second")
    defaults.add(first)
    defaults.add(second)
    assert defaults.merged() == PageConfig(title="second", theme="dark")
    defaults.withdraw(second)
    assert defaults.merged() == first
