"""The HTML of a page, as its settings say."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest

from pywebio.domain.page_config import PageConfig
from pywebio.ports.assets import Entry
from pywebio.protocol.html import Page

STYLES = {
    "default": "client.css",
    "default-rtl": "client-rtl.css",
    "minty": "minty.css",
    "minty-rtl": "minty-rtl.css",
}
ENTRY = Entry("client.js", STYLES, "markdown.js", ("jquery.js", "require.js"))


def rendered(config: PageConfig, protocol: str = "ws") -> str:
    page = Page(app_name="index", config=config, entry=ENTRY, protocol=protocol, debug=False)
    return page.render()


def test_styles_and_scripts_of_the_app_come_in_their_places() -> None:
    html = rendered(
        PageConfig(
            css_file=["/a.css?x=1&y=2"],
            css_style=".mine{color:red}",
            js_file="/a.js",
            js_code="window.mine = 1;",
        )
    )
    order = [
        'href="?_pywebio_static=client.css"',
        'href="/a.css?x=1&amp;y=2"',
        "<style>.mine{color:red}</style>",
        'src="?_pywebio_static=client.js"',
        'src="?_pywebio_static=jquery.js"',
        'src="/a.js"',
        "<script>WebIO._state.CurrentSession ?? WebIO.startWebIOClient",
        "<script>window.mine = 1;</script>",
    ]
    places = [html.index(part) for part in order]
    assert places == sorted(places)


def test_only_a_page_that_uses_a_websocket_connects_before_its_script_has_come() -> None:
    html = rendered(PageConfig())
    assert html.index("new WebSocket") < html.index("<link")
    assert "WebSocket" not in rendered(PageConfig(), "http")


def test_files_of_the_app_are_not_waited_for_for_ever() -> None:
    html = rendered(PageConfig(css_file="/a.css", js_file="/a.js"))
    assert html.index("setTimeout") < html.index("/a.css")
    assert html.index("setTimeout(() => { WebIO") < html.index("/a.js")
    assert "setTimeout" not in rendered(PageConfig(css_style="p{}", js_code="1"))


def test_libraries_for_an_apps_scripts_load_only_with_them() -> None:
    assert "jquery.js" not in rendered(PageConfig(css_style="p{}"))


def test_code_of_the_app_cannot_end_its_element() -> None:
    html = rendered(PageConfig(js_code='x = "</script><b>"', css_style="a{}</style><b>"))
    assert "</script><b>" not in html
    assert "</style><b>" not in html


def test_the_dark_theme_is_dark_from_the_start() -> None:
    html = rendered(PageConfig(theme="dark"))
    assert 'data-bs-theme="dark"' in html
    assert "webio-theme-dark" in html
    assert 'theme ??= "dark"' in html


@pytest.mark.parametrize("theme", [None, "default", "auto"])
def test_without_a_theme_of_its_own_the_page_is_as_light_as_the_system(theme: str | None) -> None:
    html = rendered(PageConfig(theme=theme))
    assert 'theme ??= "auto"' in html
    assert 'href="?_pywebio_static=client.css"' in html


def test_a_design_is_one_style_sheet_instead_of_the_default() -> None:
    html = rendered(PageConfig(theme="minty"))
    assert 'href="?_pywebio_static=minty.css"' in html
    assert "client.css" not in html
    assert 'theme ??= "light"' in html
    # One that the client has not built looks like the default.
    assert 'href="?_pywebio_static=client.css"' in rendered(PageConfig(theme="yeti"))


@pytest.mark.parametrize("language", ["fa", "he-IL", "AR"])
def test_a_language_may_run_from_right_to_left(language: str) -> None:
    html = rendered(PageConfig(language=language, theme="minty"))
    assert f'<html lang="{language}" dir="rtl">' in html
    assert 'href="?_pywebio_static=minty-rtl.css"' in html
    assert "dir=" not in rendered(PageConfig(language="de"))


def test_the_client_is_told_the_language_and_texts_of_the_app() -> None:
    html = rendered(PageConfig(language="de", texts={"submit": "</script>Los"}))
    found = re.search(r"runtime_config: (.*)", html)
    assert found is not None
    settings = json.loads(found[1].replace("<\\/", "</"))
    assert settings == {"debug": False, "language": "de", "texts": {"submit": "</script>Los"}}
    assert "</script>Los" not in html


def test_a_manifest_takes_members_and_its_icon() -> None:
    html = rendered(PageConfig(title="T", manifest={"display": "fullscreen", "icon": "/i.png"}))
    assert '<link rel="apple-touch-icon" href="/i.png">' in html
    found = re.search(r'rel="manifest" href="data:application/manifest\+json,([^"]*)"', html)
    assert found is not None
    manifest = json.loads(unquote(found[1]))
    assert manifest["name"] == "T"
    assert manifest["display"] == "fullscreen"
    assert "icon" not in manifest


def test_without_a_manifest_there_are_no_links_of_it() -> None:
    html = rendered(PageConfig(manifest=False))
    assert "manifest" not in html
    assert "apple-touch-icon" not in html


def test_code_of_the_app_cannot_end_its_element_in_capitals() -> None:
    assert "</SCRIPT><b>" not in rendered(PageConfig(js_code='x = "</SCRIPT><b>"'))


def test_the_footer_is_what_the_app_says_or_empty() -> None:
    assert '<footer class="footer"></footer>' in rendered(PageConfig())
    html = rendered(PageConfig(footer='<a href="/about">About</a>'))
    assert '<footer class="footer"><a href="/about">About</a></footer>' in html
