"""What is no session: the page, its files, and the probe (protocol reference, section 1)."""

from __future__ import annotations

import re

from attrs import define

from pywebio.domain.application import Application
from pywebio.domain.page_config import PAGE_OF_NONE, PageConfig, PageDefaults
from pywebio.domain.sessions import SessionFactory
from pywebio.ports.assets import Asset, ClientAssets
from pywebio.ports.http import HttpRequest, HttpResponse
from pywebio.protocol.html import STATIC, Page

_COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


@define(eq=False)
class PageEndpoint:
    """Answers what is no session: the page, its files and the probe. Lives as long as its server."""

    factory: SessionFactory
    assets: ClientAssets
    protocol: str = "ws"
    """What the client is told to speak: `ws` or `http`."""
    forced: PageConfig = PAGE_OF_NONE
    """What holds whatever an app says."""

    def handle(self, request: HttpRequest) -> HttpResponse:
        """Answer a request of the mounted URL."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD", **_COMMON_HEADERS})
        if request.query.get("test"):
            return HttpResponse(body=b"ok" if self.protocol == "http" else b"")
        if STATIC in request.query:
            return self._file(request)
        app = self.factory.app(request.query.get("app"))
        return HttpResponse(
            body=self._render(app, request.query.get("app") or "index").encode(),
            headers={
                "Content-Type": "text/html; charset=utf-8",
                "Cache-Control": "no-cache",
                **_COMMON_HEADERS,
            },
        )

    def _file(self, request: HttpRequest) -> HttpResponse:
        name = request.query[STATIC]
        asset = self.assets.find(name)
        if asset is None:
            return HttpResponse(status=404, body=b"no such file", headers=_COMMON_HEADERS)
        return asset_response(name, asset, request)

    def _render(self, app: Application, name: str) -> str:
        page = Page(
            app_name=name,
            config=self.forced.over(config_of(app, self.factory.settings.pages)),
            entry=self.assets.entry(),
            protocol=self.protocol,
            debug=self.factory.settings.debug,
        )
        return page.render()


def config_of(app: Application, defaults: PageDefaults) -> PageConfig:
    """Return what the page of *app* looks like, all in all."""
    of_docstring = PageConfig(title=app.title or None, description=app.description or None)
    return app.page.over(defaults.merged()).over(of_docstring)


def asset_response(name: str, asset: Asset, request: HttpRequest) -> HttpResponse:
    """Return *asset*, the file *name*, as the answer to *request*: as small as the browser takes it."""
    encoding, body = _smallest(asset, request.headers.get("accept-encoding", ""))
    headers = {
        # The name holds a hash of the content, so it stands for it, and never changes.
        "ETag": f'"{name};{encoding or "identity"}"',
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
        **_COMMON_HEADERS,
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return HttpResponse(status=304, headers=headers)
    headers["Content-Type"] = asset.content_type
    if encoding:
        headers["Content-Encoding"] = encoding
    return HttpResponse(body=body, headers=headers)


def _smallest(asset: Asset, accepted: str) -> tuple[str, bytes]:
    """Return the smallest form that a browser takes, and how it is encoded ("" for not at all)."""
    taken = {name for name in map(_taken, accepted.lower().split(",")) if name}
    for encoding, body in (("br", asset.brotli), ("gzip", asset.gzipped)):
        if body is not None and encoding in taken:
            return encoding, body
    return "", asset.content


def _taken(offer: str) -> str:
    """Return the name in an offer such as `gzip;q=0.5`, or nothing if its weight is 0."""
    name, _, weight = offer.partition(";")
    return "" if re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight) else name.strip()
