"""The page that a browser loads (protocol reference, section 1)."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote

from attrs import define

from pywebio.domain.application import Application
from pywebio.domain.sessions import SessionFactory
from pywebio.ports.assets import Asset, ClientAssets
from pywebio.ports.http import HttpRequest, HttpResponse

_STATIC = "_pywebio_static"
_DEFAULT_TITLE = "PyWebIO Application"

_COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

_ICON = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="7" fill="#2563eb"/>'
    '<path d="M9 11l6 5-6 5M17 22h7" fill="none" stroke="#fff" stroke-width="3" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{description}<link rel="icon" sizes="32x32" href="{icon}" id="favicon32">
<link rel="icon" sizes="16x16" href="{icon}" id="favicon16">
<link rel="apple-touch-icon" href="{icon}">
<link rel="manifest" href="{manifest}">
<link rel="stylesheet" href="{style}">
<link rel="modulepreload" href="{markdown}">
<script>if (matchMedia("(prefers-color-scheme: dark)").matches) {{
  document.documentElement.dataset.bsTheme = "dark";
}}</script>
</head>
<body class="webio-theme-{theme}">
<div class="pywebio">
<main class="container" id="output-container">
<div class="markdown-body" id="markdown-body">
<div id="pywebio-loading" role="status"><span class="spinner-border spinner-border-sm" aria-hidden="true"></span> Loading…</div>
<div id="pywebio-scope-ROOT"></div>
</div>
<div id="end-space"></div>
</main>
<div id="input-container"><div id="input-cards" class="container"></div></div>
</div>
<footer class="footer"></footer>
<script src="{script}"></script>
<script>WebIO.startWebIOClient({{
  app_name: {app_name}, protocol: "{protocol}", backend_address: "",
  runtime_config: {{debug: {debug}}}
}});</script>
</body>
</html>
"""


@define(eq=False)
class PageEndpoint:
    """Answers what is no session: the page, its files and the probe. Lives as long as its server."""

    factory: SessionFactory
    assets: ClientAssets
    protocol: str = "ws"
    """What the client is told to speak: `ws` or `http`."""

    def handle(self, request: HttpRequest) -> HttpResponse:
        """Answer a request of the mounted URL."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD", **_COMMON_HEADERS})
        if request.query.get("test"):
            return HttpResponse(body=b"ok" if self.protocol == "http" else b"")
        if _STATIC in request.query:
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
        asset = self.assets.find(request.query[_STATIC])
        if asset is None:
            return HttpResponse(status=404, body=b"no such file", headers=_COMMON_HEADERS)
        return asset_response(asset, request)

    def _render(self, app: Application, name: str) -> str:
        entry = self.assets.entry()
        description = f'<meta name="description" content="{escape(app.description)}">\n'
        return _PAGE.format(
            language="en",
            title=escape(app.title or _DEFAULT_TITLE),
            description=description if app.description else "",
            icon=_ICON,
            manifest=_manifest(app),
            style=f"?{_STATIC}={entry.style}",
            script=f"?{_STATIC}={entry.script}",
            markdown=f"?{_STATIC}={entry.markdown}",
            theme="default",
            app_name=_script_literal(name),
            protocol=self.protocol,
            debug=_script_literal(self.factory.settings.debug),
        )


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


def _manifest(app: Application) -> str:
    manifest = {
        "name": app.title or _DEFAULT_TITLE,
        "description": app.description,
        "start_url": ".",
        "display": "standalone",
        "theme_color": "white",
        "background_color": "white",
        "icons": [{"src": _ICON, "type": "image/svg+xml", "sizes": "any"}],
    }
    return "data:application/manifest+json," + quote(json.dumps(manifest))


def _script_literal(value: object) -> str:
    """Return *value* as JavaScript that cannot end the script element it stands in."""
    return json.dumps(value).replace("</", "<\\/").replace("<!--", "<\\!--")
