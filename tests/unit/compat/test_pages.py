"""The pages of apps, for those who make them themselves."""

from __future__ import annotations

from functools import partial

import pytest

from pywebio import config
from pywebio.compat.pages import cdn_validation
from pywebio.container import default_container
from pywebio.platform.page import (
    check_theme,
    get_static_index_content,
    make_applications,
    manifest_tag,
    parse_app_metadata,
    render_page,
)
from pywebio.testing import InMemoryAssets


def told() -> None:
    """Title.

    What it is for.
    """


def test_applications_become_a_dict_with_an_index() -> None:
    apps = make_applications([told, partial(print)])
    assert list(apps) == ["told", "print", "index"]
    assert apps["told"] is told


def test_an_apps_page_is_known() -> None:
    meta = parse_app_metadata(told)
    assert (meta.title, meta.description) == ("Title.", "What it is for.")
    assert parse_app_metadata(config(title="Other", theme="dark")(told)).title == "Other"


def test_a_page_is_rendered() -> None:
    container = default_container().with_(assets=InMemoryAssets())
    page = render_page(told, "http", cdn=True, container=container).decode()
    assert "<title>Title.</title>" in page
    assert 'protocol: "http"' in page


def test_an_unknown_theme_is_an_error() -> None:
    check_theme("dark")
    check_theme(None)
    with pytest.raises(RuntimeError, match="no theme 'pink'"):
        check_theme("pink")


def test_the_index_links_to_the_apps() -> None:
    assert "WebIO.openApp('a', true)" in get_static_index_content({"a": told})
    assert 'href="?app=a&amp;x=1"' in get_static_index_content({"a": told}, "x=1")


def test_the_manifest_is_an_element() -> None:
    assert '<link rel="manifest"' in manifest_tag("/", parse_app_metadata(told))
    assert not manifest_tag("/", parse_app_metadata(config(manifest=False)(told)))


def test_any_cdn_will_do() -> None:
    assert cdn_validation(True, "error") is True
    assert cdn_validation("https://cdn.example/") == "https://cdn.example/"
