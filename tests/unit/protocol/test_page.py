"""The page that a browser loads."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from typing_extensions import override

from pywebio.backends.asyncio_loop import run_in_own_loop
from pywebio.domain.sessions import SessionFactory
from pywebio.domain.settings import SessionSettings
from pywebio.domain.targets import applications_of
from pywebio.domain.workers import WorkerThreads
from pywebio.ports.assets import Asset
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.protocol.page import PageEndpoint
from pywebio.testing import InMemoryAssets, SequentialIds, check_http_handler
from tests.unit.support import encode_by_name


def plain() -> None: ...


def evil() -> None:
    """</title><script>alert(1)</script> & "more".

    A "description" with <tags> & quotes.
    """


def endpoint(
    *, debug: bool = False, protocol: str = "ws", assets: InMemoryAssets | None = None
) -> PageEndpoint:
    factory = SessionFactory(
        apps=applications_of({"index": plain, "evil": evil}, None),
        settings=SessionSettings(debug=debug),
        encode=encode_by_name,
        ids=SequentialIds(),
        workers=WorkerThreads(),
        run_in_own_loop=run_in_own_loop,
    )
    return PageEndpoint(factory, assets or InMemoryAssets(), protocol=protocol)


def get(page: PageEndpoint, headers: dict[str, str] | None = None, **query: str) -> HttpResponse:
    return page.handle(HttpRequest(method="GET", query=query, headers=headers or {}))


class Reader(HTMLParser):
    """Reads a page as a browser does."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open = ""
        self.feed(page.decode())
        self.close()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag
        self.texts.setdefault(tag, []).append("")

    @override
    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    @override
    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open][-1] += data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def start_options(self) -> str:
        (script,) = [text for text in self.texts["script"] if "startWebIOClient" in text]
        return script


def app_name_in(page: bytes) -> object:
    found = re.search(r'app_name: (".*"), protocol', Reader(page).start_options())
    assert found is not None
    # JSON knows no \!, which JavaScript reads as the character itself.
    return json.loads(found[1].replace("\\!", "!"))


def test_it_keeps_the_contract_of_handlers() -> None:
    check_http_handler(endpoint())


def test_the_page_refers_to_the_client_by_the_query_of_its_own_url() -> None:
    response = get(endpoint())
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    page = Reader(response.body)
    links = [link["href"] for link in page.attributes("link")]
    assert "?_pywebio_static=client.css" in links
    scripts = [script.get("src") for script in page.attributes("script")]
    assert "?_pywebio_static=client.js" in scripts


def test_the_page_has_the_elements_that_apps_rely_on() -> None:
    page = Reader(get(endpoint()).body)
    ids = {attributes.get("id") for _, attributes in page.tags}
    assert {
        "output-container",
        "markdown-body",
        "pywebio-scope-ROOT",
        "end-space",
        "input-container",
        "input-cards",
        "favicon16",
        "favicon32",
    } <= ids


def test_nothing_comes_from_elsewhere() -> None:
    page = Reader(get(endpoint()).body)
    addresses = [
        str(attributes[name])
        for _, attributes in page.tags
        for name in ("href", "src", "action")
        if name in attributes
    ]
    assert [a for a in addresses if not a.startswith(("?_pywebio_static=", "data:"))] == []


def test_title_and_description_are_escaped() -> None:
    page = Reader(get(endpoint(), app="evil").body)
    assert page.texts["title"] == ['</title><script>alert(1)</script> & "more".']
    (description,) = [m["content"] for m in page.attributes("meta") if m.get("name")][1:]
    assert description == 'A "description" with <tags> & quotes.'
    assert "alert(1)" not in "".join(page.texts["script"])


def test_an_app_without_docstring_has_a_title_all_the_same() -> None:
    assert Reader(get(endpoint()).body).texts["title"] == ["PyWebIO Application"]


@pytest.mark.parametrize(
    "name",
    [
        "plain",
        "</script><script>alert(1)</script>",
        "<!--<script>",
        '"; alert(1); "',
        "'; alert(1); '",
        "\\",
        "\u2028",
        "${alert(1)}",
        "{title}",
    ],
)
def test_an_app_name_cannot_break_out_of_the_script(name: str) -> None:
    body = get(endpoint(), app=name).body
    assert app_name_in(body) == name
    assert len(Reader(body).attributes("script")) == len(
        Reader(get(endpoint()).body).attributes("script")
    )
    assert b"<!--" not in body


def test_without_a_name_the_app_is_the_index() -> None:
    assert app_name_in(get(endpoint()).body) == "index"


def test_the_client_is_told_what_to_speak_and_whether_to_debug() -> None:
    script = Reader(get(endpoint(debug=True, protocol="http")).body).start_options()
    assert 'protocol: "http"' in script
    assert '"debug": true' in script
    assert '"debug": false' in Reader(get(endpoint()).body).start_options()


def test_the_manifest_names_the_app() -> None:
    page = Reader(get(endpoint(), app="evil").body)
    (href,) = [str(link["href"]) for link in page.attributes("link") if link["rel"] == "manifest"]
    manifest = json.loads(unquote(href.partition(",")[2]))
    assert manifest["name"].startswith("</title>")
    assert manifest["display"] == "standalone"


def test_pages_are_not_kept_and_not_sniffed() -> None:
    headers = get(endpoint()).headers
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


class TestFiles:
    def test_a_file_is_served_by_query_and_kept_for_ever(self) -> None:
        response = get(endpoint(), _pywebio_static="client.css")
        assert response.status == 200
        assert response.body == b"body { margin: 0 }"
        assert response.headers["Content-Type"] == "text/css; charset=utf-8"
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize("name", ["", "unknown.js", "../page.py", "/etc/passwd", "\0"])
    def test_an_unknown_file_is_not_found(self, name: str) -> None:
        response = get(endpoint(), _pywebio_static=name)
        assert response.status == 404
        assert "Cache-Control" not in response.headers

    @pytest.mark.parametrize(
        ("accepted", "encoding"),
        [
            ("gzip, deflate, BR", "br"),
            ("gzip", "gzip"),
            ("br;q=0, gzip;q=0.5", "gzip"),
            ("gzip;q=0.0", None),
            ("", None),
        ],
    )
    def test_a_file_is_compressed_for_those_who_take_it(
        self, accepted: str, encoding: str | None
    ) -> None:
        big = Asset("text/javascript", b"content", b"zipped", b"brotli")
        response = get(
            endpoint(assets=InMemoryAssets({"big.js": big})),
            {"accept-encoding": accepted},
            _pywebio_static="big.js",
        )
        assert response.headers.get("Content-Encoding") == encoding
        assert response.body == {"br": b"brotli", "gzip": b"zipped", None: b"content"}[encoding]
        assert response.headers["Vary"] == "Accept-Encoding"

    def test_a_file_that_the_browser_has_is_not_sent_again(self) -> None:
        page = endpoint()
        first = get(page, _pywebio_static="client.css")
        again = get(page, {"if-none-match": first.headers["ETag"]}, _pywebio_static="client.css")
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        other = get(page, {"if-none-match": '"other"'}, _pywebio_static="client.css")
        assert other.status == 200

    def test_a_file_that_does_not_shrink_is_served_as_it_is(self) -> None:
        response = get(endpoint(), {"accept-encoding": "gzip"}, _pywebio_static="client.js")
        assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize(("protocol", "body"), [("ws", b""), ("http", b"ok")])
def test_the_probe_tells_the_transport(protocol: str, body: bytes) -> None:
    assert get(endpoint(protocol=protocol), test="1").body == body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"])
def test_other_methods_are_not_allowed(method: str) -> None:
    response = endpoint().handle(HttpRequest(method=method))
    assert response.status == 405
    assert response.headers["Allow"] == "GET, HEAD"


def test_head_is_answered_as_get() -> None:
    assert endpoint().handle(HttpRequest(method="HEAD")).headers == get(endpoint()).headers
