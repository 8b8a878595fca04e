"""The HTML of a page, as its settings say."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

from pywebio.domain.page_config import PageConfig
from pywebio.ports.assets import Entry
from pywebio.protocol.html import Page

ENTRY = Entry("client.js", "client.css", "markdown.js", ("jquery.js", "require.js"))


def rendered(config: PageConfig) -> str:
    page = Page(app_name="index", config=config, entry=ENTRY, protocol="ws", debug=False)
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
        "startWebIOClient",
        "<script>window.mine = 1;</script>",
    ]
    places = [html.index(part) for part in order]
    assert places == sorted(places)


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
    assert "prefers-color-scheme" not in html


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
