"""Serve the apps of one file with the `pywebio` of the running interpreter.

Run as a script: `python launch.py APP_FILE PORT`.
"""

import runpy
import sys

from pywebio import start_server

if __name__ == "__main__":
    start_server(
        runpy.run_path(sys.argv[1])["APPS"], port=int(sys.argv[2]), host="127.0.0.1", cdn=False
    )
