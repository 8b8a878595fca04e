"""
Take the pictures of the demo's gallery for ``docs/images``: ``python -m tools.make_gallery_pictures [FOLDER]``.

Run it after a change of how the page looks (``make browser`` sets up what it needs), look at the
pictures, and commit them.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from attrs import frozen
from playwright.sync_api import Browser, Page, sync_playwright

from tools.find_chromium import find_chromium

FOLDER = Path(__file__).parent.parent / "docs" / "images"

TO_WEBP = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: image.width, height: image.height,
  });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}"""
"""Pictures of text are several times smaller so; Playwright itself writes no WebP."""


@frozen
class Shot:
    """One picture."""

    name: str
    app: str = "gallery"
    width: int = 1440
    scheme: Literal["light", "dark"] = "light"
    whole: bool = False
    """The whole page; else what fits into a window."""


SHOTS = (
    Shot("gallery-light", whole=True, width=1024),
    Shot("gallery-dark", whole=True, width=1024, scheme="dark"),
    Shot("gallery-phone", whole=True, width=360),
    Shot("gallery-sketchy", app="gallery_sketchy"),
    Shot("gallery-minty", app="gallery_minty"),
    Shot("gallery-yeti", app="gallery_yeti"),
    Shot("gallery-right-to-left", app="gallery_rtl"),
)


def main(folder: Path = FOLDER) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, demo() as address:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for shot in SHOTS:
            take(browser, address, shot, folder)
        form(browser, address, folder)
        popup(browser, address, folder)
        browser.close()


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    """Take one picture of a page as it opens."""
    page = opened(browser, address, shot)
    if shot.whole:
        # Editors measure their lines only when they come into view, a little later.
        for editor in page.locator(".cm-editor").all():
            editor.scroll_into_view_if_needed()
            page.wait_for_timeout(300)
        page.evaluate("scrollTo(0, 0)")
    save(page, folder / f"{shot.name}.webp", whole=shot.whole)


def form(browser: Browser, address: str, folder: Path) -> None:
    """Take a picture of a form with an error."""
    page = opened(browser, address, Shot("form", width=1024))
    page.get_by_role("button", name="group", exact=True).click()
    page.get_by_role("button", name="Submit").click()
    save(page, folder / "form.webp")


def popup(browser: Browser, address: str, folder: Path) -> None:
    """Take a picture of a popup and toasts, in the dark."""
    page = opened(browser, address, Shot("popup", width=1024, scheme="dark"))
    for kind in ("success", "error"):
        page.get_by_role("button", name=f"{kind} toast").click()
    page.get_by_role("button", name="normal popup").click()
    page.get_by_role("dialog").wait_for()
    save(page, folder / "popup.webp")


def opened(browser: Browser, address: str, shot: Shot) -> Page:
    """Return a page that shows all it has to show."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": 760},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        locale="en-US",
    )
    page.goto(f"{address}?app={shot.app}")
    page.locator("details").last.wait_for()
    page.wait_for_load_state("networkidle")
    return page


def save(page: Page, path: Path, *, whole: bool = False) -> None:
    """Write what *page* shows to *path*, and close it."""
    picture = page.screenshot(full_page=whole)
    path.write_bytes(b64decode(page.evaluate(TO_WEBP, b64encode(picture).decode())))
    page.close()
    print(path)


@contextmanager
def demo() -> Iterator[str]:
    """Run the demo; return its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "pywebio.demo", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    """Return when somebody listens on *port*."""
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
