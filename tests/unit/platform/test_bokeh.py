"""Bokeh's notebook type: known as soon as both are imported, at no cost before."""

from __future__ import annotations

import subprocess
import sys

import pytest

KNOWN = "from bokeh.io import notebook; assert 'pywebio' in notebook._HOOKS"
UNTOUCHED = """
import sys
assert type(notebook.__loader__).__module__.startswith(('importlib', '_frozen_importlib'))
assert notebook.__spec__.loader is notebook.__loader__
assert not any('pywebio' in type(finder).__module__ for finder in sys.meta_path)
"""


@pytest.mark.parametrize(
    "code",
    [
        f"import pywebio; {KNOWN}\n{UNTOUCHED}",
        f"import bokeh.io; import pywebio; {KNOWN}\n{UNTOUCHED}",
        f"import pywebio; import bokeh.io.output; {KNOWN}",
        f"import pywebio; from pywebio.platform.bokeh import *; try_install_bokeh_hook(); {KNOWN}",
        "import sys; import pywebio; assert 'bokeh' not in sys.modules",
        "import sys; sys.modules['bokeh'] = None; from pywebio.platform.bokeh import *\ntry_install_bokeh_hook()",
    ],
    ids=["before", "after", "in part", "by hand", "without", "not installed"],
)
def test_a_program_that_imports(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)
