"""Chromium, and the measurements that run inside a page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .model import Target
from .servers.environments import SetupError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
LONGEST = 120_000
"""Milliseconds after which an answer counts as given, so that a slow client does not stop the run."""

# "Visible" is the moment when the element is in the document and has a box: fading in does not count.
# Asking for the box makes the browser lay the page out, so that this work is part of the time.
IN_PAGE = """
window.benchShown = (token) => new Promise((resolve) => {
  const settle = (node) => {
    const element = node.nodeType === 1 ? node : node.parentElement;
    if (element && element.getClientRects().length) resolve(performance.now());
    else setTimeout(() => settle(node), 0);
  };
  const observer = new MutationObserver((records) => {
    for (const record of records) for (const node of record.addedNodes)
      if (node.textContent.includes(token)) { observer.disconnect(); return settle(node); }
  });
  observer.observe(document, {childList: true, subtree: true});
});
window.benchPause = (time) => new Promise((resolve) => setTimeout(resolve, time));
window.benchClicks = async (first, number, longest) => {
  const times = [], end = performance.now() + longest;
  for (let click = first; click < first + number; click++) {
    const shown = window.benchShown(`answer-${click}.`);
    const start = performance.now();
    document.querySelector('#pywebio-scope-ROOT button').click();
    times.push(await Promise.race([shown, window.benchPause(longest).then(() => Infinity)]) - start);
    if (performance.now() > end) break;
    await window.benchPause(20);
  }
  return times.map((time) => Math.min(time, longest));
};
window.benchQuiet = async (longest) => {
  const end = performance.now() + longest;
  for (let calm = 0; calm < 10 && performance.now() < end; ) {
    const start = performance.now();
    await new Promise(requestAnimationFrame);
    calm = performance.now() - start < 50 ? calm + 1 : 0;
  }
};
window.benchFirst = window.benchShown('first-output');
"""


@dataclass(frozen=True)
class Traffic:
    """What a page loaded."""

    requests: int
    kib: float


@cache
def chromium() -> "Browser":
    """Start Chromium; it ends with this process."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 (may be missing)
    except ImportError as error:
        raise SetupError("playwright is not installed: pip install playwright") from error
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise SetupError("no Chromium found: set $CHROMIUM or install one")
    try:
        return sync_playwright().start().chromium.launch(executable_path=path, args=ARGUMENTS)
    except Error as error:
        raise SetupError(f"Chromium did not start: {error}") from error


@contextmanager
def visit(target: Target, app: str) -> Iterator["Page"]:
    """Open an app in a browser context of its own, with empty caches."""
    with chromium().new_context() as context:
        context.add_init_script(IN_PAGE)
        context.set_default_timeout(LONGEST)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{target.port}/?app={app}", timeout=30_000)
        page.wait_for_selector("#pywebio-scope-ROOT button", timeout=30_000)
        yield page


def first_output(page: "Page") -> float:
    """Return the milliseconds from navigation to the first output."""
    return _number(page.evaluate("window.benchFirst"))


def clicks(page: "Page", first: int, number: int, longest: int = LONGEST) -> list[float]:
    """Click *number* times; return the milliseconds until each answer is visible."""
    times: object = page.evaluate(f"window.benchClicks({first}, {number}, {longest})")
    assert isinstance(times, list)
    return [_number(time) for time in times]


def calm_down(page: "Page") -> None:
    """Wait until the page has finished its animations, so that frames come quickly."""
    page.evaluate("window.benchQuiet(60000)")


def traffic(page: "Page") -> Traffic:
    """Load the page again, with an empty cache, and count what comes over the network."""
    network = page.context.new_cdp_session(page)
    requests: list[str] = []
    sizes: list[float] = []
    network.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.reload(wait_until="networkidle")
    first_output(page)
    fetched = [url for url in requests if url.startswith("http")]
    return Traffic(len(fetched), sum(sizes) / 1024)


def _number(value: object) -> float:
    assert isinstance(value, (int, float))
    return float(value)
