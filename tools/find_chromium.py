"""
Find the Chromium that the browser tests drive; with ``--install``, get one if there is none.

In this order: ``$CHROMIUM``, a browser on PATH, Debian's package (as root), Playwright's download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT_INSTALL = (
    "apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "
    "chromium fonts-liberation"
)


def find_chromium() -> str | None:
    """Return the machine's own browser; None stands for the one that Playwright brought."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((path for path in map(shutil.which, NAMES) if path), None)


def install_chromium() -> None:
    """Install a browser in the first way that works here."""
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("• no Chromium on this machine: installing Debian's package")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("apt-get -qq update", APT_INSTALL):
            subprocess.run(command.split(), env=quiet, stdout=subprocess.DEVNULL, check=False)
        if find_chromium():
            return
    print("• no Chromium on this machine: asking Playwright for one")
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(playwright, check=False).returncode != 0:
        sys.exit("No browser to test with. Install Chromium or name one: make test CHROMIUM=/path")


if __name__ == "__main__":
    if "--install" not in sys.argv:
        print(find_chromium() or "Playwright's own Chromium")
    elif find_chromium() is None:
        install_chromium()
