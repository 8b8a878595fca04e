"""The browser client as the package ships it, in `pywebio/static`."""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Collection
from pathlib import Path

from attrs import define, field

from pywebio.ports.assets import Asset, Entry

_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")

STATIC_PATH = str(Path(__file__).parent.parent / "static")

INDEX = "index.html"


@define(eq=False)
class PackagedAssets:
    """Files of a folder, read on first use and kept. Lives as long as its container."""

    folder: Path = Path(STATIC_PATH)
    _entry: Entry | None = field(init=False, default=None)
    _built_at: int = field(init=False, default=0)
    """When the manifest that `_entry` is from was written, in nanoseconds."""
    _files: dict[str, Asset] = field(init=False, factory=dict)

    def entry(self) -> Entry:
        """Return the names in the manifest; a new build is noticed."""
        manifest = self.folder / "manifest.json"
        try:
            built_at = manifest.stat().st_mtime_ns
        except FileNotFoundError:
            raise RuntimeError(
                f"the browser client is not built: {manifest} is missing; "
                "run `npm ci && npm run build` in frontend/, or install the package"
            ) from None
        if self._entry is None or built_at != self._built_at:
            names = json.loads(manifest.read_text(encoding="utf-8"))
            chunks = names["chunks"]
            self._entry = Entry(
                names["entry"],
                names["styles"],
                chunks["markdown"],
                (chunks["jquery"], chunks["requirejs"]),
            )
            self._built_at = built_at
        return self._entry

    def find(self, name: str) -> Asset | None:
        """Return the file *name*; folders and everything outside are no files."""
        if name not in self._files:
            path = self.folder / name
            if not _FILE_NAME.fullmatch(name) or not path.is_file():
                return None
            self._files[name] = _read(path)
        return self._files[name]


def names_of_files(folder: Path) -> Collection[str]:
    """Return the client's files in *folder*: its page and what its manifest names; none if none."""
    try:
        names = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return {INDEX, names["entry"], *names["styles"].values(), *names["chunks"].values()}


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    return Asset(content_type, content, _compressed(path, ".gz"), _compressed(path, ".br"))


def _compressed(path: Path, suffix: str) -> bytes | None:
    """Return what the build has written beside *path*, if that is smaller."""
    beside = path.with_name(path.name + suffix)
    if not beside.is_file() or beside.stat().st_size >= path.stat().st_size:
        return None
    return beside.read_bytes()
