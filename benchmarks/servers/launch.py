"""Serve the apps of one file with the `pywebio` of the running interpreter.

Run as a script: `python launch.py APP_FILE PORT BACKEND`.
"""

import runpy
import sys
from importlib import import_module

if __name__ == "__main__":
    path, port, backend = sys.argv[1:]
    platform = import_module(f"pywebio.platform.{backend}")
    platform.start_server(runpy.run_path(path)["APPS"], port=int(port), host="127.0.0.1", cdn=False)
