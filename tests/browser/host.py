"""
The server process of a browser test: ``host.py SOURCE APPS OPTIONS``.

SOURCE is the test's own file or the name of a module, APPS the JSON of a function's name, a list or
a mapping of names, and OPTIONS the JSON of keyword arguments for ``start_server`` of the backend that
the option ``backend`` names, Tornado by default.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def load(source: str) -> ModuleType:
    """Import the module that holds the apps."""
    if not source.endswith(".py"):
        return importlib.import_module(source)
    spec = importlib.util.spec_from_file_location("apps_of_a_browser_test", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def main(source: str, apps_json: str, options_json: str) -> None:
    """Serve the functions that *source* holds under the given names."""
    module = load(source)
    apps = json.loads(apps_json)
    if isinstance(apps, str):
        target = getattr(module, apps)
    elif isinstance(apps, list):
        target = [getattr(module, name) for name in apps]
    else:
        target = {path: getattr(module, name) for path, name in apps.items()}
    options = json.loads(options_json)
    platform = importlib.import_module(f"pywebio.platform.{options.pop('backend', 'tornado')}")
    platform.start_server(target, host="127.0.0.1", **options)


if __name__ == "__main__":
    main(*sys.argv[1:])
