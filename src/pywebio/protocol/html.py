"""The HTML of the page (protocol reference, sections 1.2, 1.3 and 8)."""

from __future__ import annotations

import json
import re
from html import escape
from urllib.parse import quote

from attrs import frozen

from pywebio.domain.page_config import PageConfig
from pywebio.ports.assets import Entry
from pywebio.ports.types import Json

STATIC = "_pywebio_static"
"""The query parameter that names a file of the client (section 11.3)."""

_DEFAULT_TITLE = "PyWebIO Application"

_ICON = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="7" fill="#2563eb"/>'
    '<path d="M9 11l6 5-6 5M17 22h7" fill="none" stroke="#fff" stroke-width="3" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)

# Set before anything is drawn, or a dark page would begin with a white flash. What was chosen for this
# address is kept by `frontend/src/ui/theme.ts`.
_LIGHT_OR_DARK = """<script>{{
  let theme = null;
  try {{
    theme = localStorage.getItem("pywebio-theme " + location.pathname + location.search);
  }} catch {{}}
  theme ??= "{begins}";
  if (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches) theme = "dark";
  document.documentElement.dataset.bsTheme = theme === "dark" ? "dark" : "light";
}}</script>"""

_BEGINS = {"default": "auto", "auto": "auto", "dark": "dark"}
"""Other designs begin light."""

# The app runs while the client is loading, which takes the connection over with all that has come
# (`frontend/src/transport/early_socket.ts`). As section 2 wants it, for a new session.
_CONNECT = """<script>{{
  const url = new URL(location), held = [], kinds = ["open", "message", "close"];
  url.protocol = url.protocol.replace("http", "ws");
  url.search = new URLSearchParams({{app: {app_name}, session: "NEW", ack: "0"}});
  url.hash = "";
  const socket = new WebSocket(url);
  const hold = (event) => {{
    event.stopImmediatePropagation();
    held.push(new event.constructor(event.type, event));
  }};
  for (const kind of kinds) socket.addEventListener(kind, hold);
  window.pywebioSocket = {{ socket, release() {{
    for (const kind of kinds) socket.removeEventListener(kind, hold);
    for (const event of held) socket.dispatchEvent(event);
  }} }};
}}</script>"""

_PAGE = """<!doctype html>
<html lang="{language}"{direction}{dark}>
<head>
<meta charset="utf-8">
{connect}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{head}</head>
<body class="webio-theme-{theme}">
<div class="pywebio">
<main class="container" id="output-container">
<div class="markdown-body" id="markdown-body">
<div id="pywebio-loading" role="status"><span class="spinner-border spinner-border-sm" aria-hidden="true"></span><span class="visually-hidden">Loading…</span></div>
<div id="pywebio-scope-ROOT"></div>
</div>
<div id="end-space"></div>
</main>
<div id="input-container"><div id="input-cards" class="container"></div></div>
</div>
<footer class="footer">{footer}</footer>
{scripts}</body>
</html>
"""

_START = """WebIO.startWebIOClient({{
  app_name: {app_name}, protocol: "{protocol}", backend_address: "",
  runtime_config: {runtime_config}
}});"""

# Files of an app may come from hosts that never answer: the page then starts without them.
_FILE_PATIENCE_MS = 10_000
_GIVE_UP_STYLES = f"""<script>setTimeout(() => {{
  for (const link of document.querySelectorAll("link[onerror]")) if (!link.sheet) link.onerror();
}}, {_FILE_PATIENCE_MS});</script>"""
# A disabled one holds nothing up, and the client tells of it as soon as it runs.
_STYLE_OF_APP = '<link rel="stylesheet" href="{}" onerror="this.disabled = true">'


@frozen(kw_only=True)
class Page:
    """What a page is made of."""

    app_name: str
    config: PageConfig
    """With everything filled in that is known."""
    entry: Entry
    protocol: str
    debug: bool

    def render(self) -> str:
        """Return the HTML."""
        theme = self.config.theme or "default"
        return _PAGE.format(
            language=self.config.language or "en",
            direction=' dir="rtl"' if self.config.right_to_left else "",
            dark=' data-bs-theme="dark"' if theme == "dark" else "",
            connect=self._connect(),
            title=escape(self.config.title or _DEFAULT_TITLE),
            head=self._head(theme),
            theme=theme,
            footer=self.config.footer or "",
            scripts=self._scripts(),
        )

    def _connect(self) -> str:
        if self.protocol != "ws":
            return ""
        return _CONNECT.format(app_name=script_literal(self.app_name)) + "\n"

    def _head(self, theme: str) -> str:
        config, entry = self.config, self.entry
        direction = "-rtl" if config.right_to_left else ""
        style = entry.styles.get(theme + direction) or entry.styles["default" + direction]
        description = escape(config.description or "")
        parts = [
            f'<meta name="description" content="{description}">' if description else "",
            f'<link rel="icon" sizes="32x32" href="{_ICON}" id="favicon32">',
            f'<link rel="icon" sizes="16x16" href="{_ICON}" id="favicon16">',
            *manifest_links(self.config),
            f'<link rel="stylesheet" href="{_static(style)}">',
            f'<link rel="modulepreload" href="{_static(entry.markdown)}">',
            _GIVE_UP_STYLES if config.css_file else "",
            *(_STYLE_OF_APP.format(escape(url)) for url in config.css_file),
            f"<style>{_inside('style', config.css_style)}</style>" if config.css_style else "",
            _LIGHT_OR_DARK.format(begins=_BEGINS.get(theme, "light")),
        ]
        return "".join(f"{part}\n" for part in parts if part)

    def _runtime_config(self) -> dict[str, Json]:
        settings: dict[str, Json] = {"debug": self.debug}
        if self.config.language is not None:
            settings["language"] = self.config.language
        if self.config.texts:
            settings["texts"] = dict(self.config.texts)
        return settings

    def _scripts(self) -> str:
        config = self.config
        start = _START.format(
            app_name=script_literal(self.app_name),
            protocol=self.protocol,
            runtime_config=script_literal(self._runtime_config()),
        )
        code = f"<script>{_inside('script', config.js_code)}</script>\n" if config.js_code else ""
        # An app's own scripts may use $ and require, which the client loads only when needed.
        libraries = self.entry.libraries if config.js_file or config.js_code else ()
        own = "".join(_script_from(_static(name)) for name in (self.entry.script, *libraries))
        if not config.js_file:
            return f"{own}<script>{start}</script>\n{code}"
        start = f"WebIO._state.CurrentSession ?? {start}"
        late = f"<script>setTimeout(() => {{ {start} }}, {_FILE_PATIENCE_MS});</script>\n"
        files = "".join(_script_from(escape(url)) for url in config.js_file)
        return f"{own}{late}{files}<script>{start}</script>\n{code}"


def _script_from(url: str) -> str:
    return f'<script src="{url}"></script>\n'


def manifest_links(config: PageConfig) -> list[str]:
    """Return the elements that name icon and manifest of a web app; none if it wants none."""
    if config.manifest is False:
        return []
    manifest: dict[str, Json] = {
        "name": config.title or _DEFAULT_TITLE,
        "description": config.description or "",
        "start_url": ".",
        "display": "standalone",
        "theme_color": "white",
        "background_color": "white",
        "icons": [{"src": _ICON, "type": "image/svg+xml", "sizes": "any"}],
    }
    if config.manifest and config.manifest is not True:
        manifest.update(config.manifest)
    icon = str(manifest.pop("icon", _ICON))
    data = "data:application/manifest+json," + quote(json.dumps(manifest))
    return [
        f'<link rel="apple-touch-icon" href="{escape(icon)}">',
        f'<link rel="manifest" href="{data}">',
    ]


def _static(name: str) -> str:
    return f"?{STATIC}={name}"


def _inside(element: str, text: str | None) -> str:
    """Return *text* so that it cannot end the *element* it stands in."""
    return re.sub(f"</(?={element})", r"<\\/", text or "", flags=re.IGNORECASE)


def script_literal(value: object) -> str:
    """Return *value* as JavaScript that cannot end the script element it stands in."""
    return json.dumps(value).replace("</", "<\\/").replace("<!--", "<\\!--")
