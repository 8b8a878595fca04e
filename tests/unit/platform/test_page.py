"""Settings of pages, as apps make them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from pywebio.container import default_container
from pywebio.domain.application import Application
from pywebio.exceptions import ArgumentError
from pywebio.platform.page import config, seo

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def no_defaults() -> Iterator[None]:
    """Take back what plain calls set for the whole process."""
    defaults = default_container().page
    before = defaults.merged()
    kept = list(defaults._configs)
    yield
    defaults._configs[:] = kept
    assert defaults.merged() == before


def test_as_a_decorator_it_holds_for_one_app() -> None:
    @config(title="One", theme="dark")
    def one() -> int:
        """Docstring."""
        return 1

    def other() -> None: ...

    assert one() == 1
    assert Application.of(one).page.title == "One"
    assert Application.of(one).page.theme == "dark"
    assert Application.of(one).name == "one"
    assert Application.of(one).title == "Docstring."
    assert Application.of(other).page.title is None
    assert default_container().page.merged().title is None


def test_as_a_plain_call_it_holds_for_all_apps_and_the_last_wins() -> None:
    config(title="First", theme="dark")
    config(title="Second")
    merged = default_container().page.merged()
    assert (merged.title, merged.theme) == ("Second", "dark")


def test_a_coroutine_app_stays_one() -> None:
    @config(title="One")
    async def one() -> int:
        await asyncio.sleep(0)
        return 1

    assert Application.of(one).is_coroutine


def test_decorators_add_up_and_the_outer_one_wins() -> None:
    @config(title="Outer")
    @config(title="Inner", css_file="a.css")
    def app() -> None: ...

    page = Application.of(app).page
    assert (page.title, page.css_file) == ("Outer", ("a.css",))


def test_one_function_can_be_served_with_different_pages() -> None:
    def app() -> None: ...

    titles = [Application.of(config(title=title)(app)).page.title for title in ("a", "b")]
    assert titles == ["a", "b"]
    assert Application.of(app).page.title is None


def test_one_url_or_several_can_be_given() -> None:
    @config(js_file="a.js", css_file=["a.css", "b.css"])
    def app() -> None: ...

    page = Application.of(app).page
    assert page.js_file == ("a.js",)
    assert page.css_file == ("a.css", "b.css")


def test_an_unknown_theme_is_named() -> None:
    with pytest.raises(
        ArgumentError, match="theme='neon' is not one of None, 'default', 'auto', 'dark'"
    ):
        config(theme="neon")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_old_name_sets_title_and_description() -> None:
    def app() -> None: ...

    direct = Application.of(seo("Title", "Description", app)).page
    decorated = Application.of(seo("Title", "Description")(app)).page
    for page in (direct, decorated):
        assert (page.title, page.description) == ("Title", "Description")


def test_the_old_name_warns() -> None:
    with pytest.warns(DeprecationWarning, match=r"use config\(\)"):
        seo("Title", None, lambda: None)
