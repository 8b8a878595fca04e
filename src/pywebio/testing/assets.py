"""A browser client of three lines."""

from __future__ import annotations

import gzip

from attrs import Factory, frozen

from pywebio.ports.assets import Asset, ClientAssets, Entry
from pywebio.testing._contract import require

__all__ = ["InMemoryAssets", "check_client_assets"]

_STYLES = {"default": "client.css", "default-rtl": "client.css"}
_NO_NAMES = ("", ".", "..", "../page.js", "/etc/passwd", "..\\page.js", "a/b", "\0", "x" * 300)


def _three_files() -> dict[str, Asset]:
    return {
        "client.js": Asset("text/javascript; charset=utf-8", b"window.WebIO = {};", None),
        "client.css": Asset("text/css; charset=utf-8", b"body { margin: 0 }", None),
        "markdown.js": Asset("text/javascript; charset=utf-8", b"export {};", None),
    }


@frozen
class InMemoryAssets:
    """`ClientAssets` in a dict. The client does nothing; it need not be built for a test."""

    files: dict[str, Asset] = Factory(_three_files)
    names: Entry = Factory(lambda: Entry("client.js", _STYLES, "markdown.js"))

    def entry(self) -> Entry:
        """Return the names."""
        return self.names

    def find(self, name: str) -> Asset | None:
        """Return the file *name*."""
        return self.files.get(name)


def check_client_assets(assets: ClientAssets) -> None:
    """Check that *assets* keeps what `pywebio.ports.assets.ClientAssets` promises.

    Scripts and style sheet are there, of their types; compressed forms are smaller and equal;
    names of nothing, and of what lies elsewhere, find None.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    entry = assets.entry()
    scripts = [(name, "javascript") for name in (entry.script, entry.markdown, *entry.libraries)]
    for name in ("default", "default-rtl"):
        require(name in entry.styles, f"there must be a style sheet {name!r}")
    for name, kind in (*scripts, *((name, "css") for name in entry.styles.values())):
        asset = assets.find(name)
        require(asset is not None, f"find({name!r}) must return the file of that name")
        if asset is not None:
            require(kind in asset.content_type, f"{name!r} must be served as {kind}")
            _check_compressed(name, asset)
    for name in _NO_NAMES:
        require(assets.find(name) is None, f"find({name!r}) must return None: it names no file")


def _check_compressed(name: str, asset: Asset) -> None:
    for compressed in (asset.gzipped, asset.brotli):
        smaller = compressed is None or len(compressed) < len(asset.content)
        require(smaller, f"{name!r} is larger when compressed")
    if asset.gzipped is None:
        return
    require(
        gzip.decompress(asset.gzipped) == asset.content,
        f"{name!r} must be the same file when compressed",
    )
