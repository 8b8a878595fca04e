"""What is no session: the page, its files, and the probe (protocol reference, section 1)."""

from __future__ import annotations

from attrs import Factory, define

from pywebio.domain.application import Application
from pywebio.domain.page_config import PageConfig, PageDefaults
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
    defaults: PageDefaults = Factory(PageDefaults)
    """What holds for all apps."""

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
        asset = self.assets.find(request.query[STATIC])
        if asset is None:
            return HttpResponse(status=404, body=b"no such file", headers=_COMMON_HEADERS)
        return asset_response(asset, request)

    def _render(self, app: Application, name: str) -> str:
        of_docstring = PageConfig(title=app.title or None, description=app.description or None)
        page = Page(
            app_name=name,
            config=app.page.over(self.defaults.merged()).over(of_docstring),
            entry=self.assets.entry(),
            protocol=self.protocol,
            debug=self.factory.settings.debug,
        )
        return page.render()


def asset_response(asset: Asset, request: HttpRequest) -> HttpResponse:
    """Return *asset* as the answer to *request*, compressed if the browser takes that."""
    headers = {
        "Content-Type": asset.content_type,
        # The name holds a hash of the content, so it never changes.
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
        **_COMMON_HEADERS,
    }
    if asset.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return HttpResponse(body=asset.gzipped, headers={**headers, "Content-Encoding": "gzip"})
    return HttpResponse(body=asset.content, headers=headers)
