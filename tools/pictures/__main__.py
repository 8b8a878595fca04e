"""
Take the pictures of the documentation anew: ``python -m tools.pictures [FOLDER]``.

Run it after a change of how the page looks (``make browser`` sets up what it needs), look at the
pictures, and commit them.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from attrs import frozen
from playwright.sync_api import Browser, Page, sync_playwright

from tools.find_chromium import find_chromium

FOLDER = Path(__file__).parents[2] / "docs" / "images"

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


def look(page: Page) -> None:
    """Do nothing."""


def show_editors(page: Page) -> None:
    """Let code editors measure their lines, which they do a little after they came into view."""
    for editor in page.locator(".cm-editor").all():
        editor.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
    page.evaluate("scrollTo(0, 0)")


def make_a_mistake(page: Page) -> None:
    """Send a form that lacks an answer."""
    page.get_by_role("button", name="group", exact=True).click()
    page.get_by_role("button", name="Submit").click()
    page.locator(".is-invalid").first.wait_for()


def open_popup(page: Page) -> None:
    """Show toasts, and a popup behind them."""
    for kind in ("success", "error"):
        page.get_by_role("button", name=f"{kind} toast").click()
    page.get_by_role("button", name="normal popup").click()
    page.get_by_role("dialog").wait_for()


def answer(page: Page) -> None:
    """Answer the first question, and begin with the second."""
    page.get_by_role("spinbutton", name="Your height in cm").fill("180")
    page.keyboard.press("Enter")
    page.get_by_role("spinbutton", name="Your weight in kg").fill("75")


@frozen
class Shot:
    """One picture of an app, which is one of the demo's or of `tools.pictures.apps`."""

    name: str
    app: str = "gallery"
    size: tuple[int, int] = (1440, 760)
    scheme: Literal["light", "dark"] = "light"
    steps: Callable[[Page], object] = look
    """What is done before the picture is taken."""
    whole: bool = False
    """The whole page; else what fits into the window."""
    module: str = "pywebio.demo"


OWN = "tools.pictures.apps"
SHOTS = (
    Shot("gallery-light", size=(1024, 760), steps=show_editors, whole=True),
    Shot("gallery-dark", size=(1024, 760), scheme="dark", steps=show_editors, whole=True),
    Shot("gallery-phone", size=(360, 760), steps=show_editors, whole=True),
    Shot("gallery-sketchy", "gallery_sketchy"),
    Shot("gallery-minty", "gallery_minty"),
    Shot("gallery-yeti", "gallery_yeti"),
    Shot("gallery-right-to-left", "gallery_rtl"),
    Shot("form", size=(1024, 760), steps=make_a_mistake),
    Shot("popup", size=(1024, 760), scheme="dark", steps=open_popup),
    Shot("question", "bmi", (760, 280), steps=answer, module=OWN),
    Shot("outputs", "outputs", (760, 560), "dark", module=OWN),
    Shot("form-phone", "order", (390, 470), module=OWN),
)


def main(folder: Path = FOLDER) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, serving("pywebio.demo") as demo, serving(OWN) as own:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for shot in SHOTS:
            take(browser, own if shot.module == OWN else demo, shot, folder)
        browser.close()


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    """Take one picture."""
    width, height = shot.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        locale="en-US",
    )
    page.goto(f"{address}?app={shot.app}")
    page.locator("#pywebio-loading").wait_for(state="detached")
    page.wait_for_load_state("networkidle")
    shot.steps(page)
    picture = page.screenshot(full_page=shot.whole)
    path = folder / f"{shot.name}.webp"
    path.write_bytes(b64decode(page.evaluate(TO_WEBP, b64encode(picture).decode())))
    page.close()
    print(path)


@contextmanager
def serving(module: str) -> Iterator[str]:
    """Run a module that serves apps on the port ``--port``; return its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", module, "--port", str(port)]
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
