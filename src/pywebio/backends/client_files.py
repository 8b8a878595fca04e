"""The browser client as the package ships it, in `pywebio/static`."""

from __future__ import annotations

import gzip
import json
import mimetypes
from pathlib import Path

from attrs import define, field

from pywebio.ports.assets import Asset

STATIC_PATH = str(Path(__file__).parent.parent / "static")


@define(eq=False)
class PackagedAssets:
    """Files of a folder, read on first use and kept. Lives as long as its container."""

    folder: Path = Path(STATIC_PATH)
    _manifest: dict[str, str] | None = field(init=False, default=None)
    _files: dict[str, Asset] = field(init=False, factory=dict)

    @property
    def script(self) -> str:
        """Name of the entry script."""
        return self._entry("entry")

    @property
    def style(self) -> str:
        """Name of the style sheet."""
        return self._entry("style")

    def find(self, name: str) -> Asset | None:
        """Return the file *name*; folders and everything outside are no files."""
        if name not in self._files:
            path = self.folder / name
            if "/" in name or "\\" in name or name.startswith(".") or not path.is_file():
                return None
            self._files[name] = _read(path)
        return self._files[name]

    def _entry(self, kind: str) -> str:
        if self._manifest is None:
            path = self.folder / "manifest.json"
            if not path.is_file():
                raise RuntimeError(
                    f"the browser client is not built: {path} is missing; "
                    "run `npm ci && npm run build` in frontend/, or install the package"
                )
            self._manifest = json.loads(path.read_text(encoding="utf-8"))
        return self._manifest[kind]


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    gzipped = gzip.compress(content, 9)
    return Asset(content_type, content, gzipped if len(gzipped) < len(content) else None)
