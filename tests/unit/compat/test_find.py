"""Names that apps of PyWebIO 1.8 import from inside: all are there, and mean what they meant."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec

import pytest

from pywebio import compat

# Remote access is being added; what it brings is tested as soon as it is there.
NAMES = [
    (module, name)
    for module, names in compat._WHERE.items()
    for name, where in names.items()
    if find_spec(where)
]


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_name_of_old_is_found_where_it_was(module: str, name: str) -> None:
    assert getattr(import_module(module), name) is not None


def test_another_name_is_unknown_as_ever() -> None:
    with pytest.raises(
        AttributeError, match=r"module 'pywebio\.output' has no attribute 'put_txt'"
    ):
        import_module("pywebio.output").put_txt  # noqa: B018  # looking it up is what is tested


def run(code: str) -> None:
    """Run *code* in a fresh interpreter."""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_modules_need_not_be_imported_one_by_one() -> None:
    run("import pywebio; pywebio.session.base.Session; pywebio.io_ctrl.Output; pywebio.utils")


def test_a_star_import_brings_the_modules() -> None:
    run(
        "from pywebio import *\n"
        "input.input, output.put_text, pin.pin, session.info, platform.start_server, config\n"
        "exceptions.SessionException, utils.random_str, io_ctrl.Output, start_server, STATIC_PATH\n"
        "SessionClosedException, enable_debug"
    )


def test_star_imports_bring_what_1_8_brought_and_no_private_things() -> None:
    run(
        "from pywebio.input import *\nfrom pywebio.output import *\n"
        "from pywebio.pin import *\nfrom pywebio.session import *\n"
        "put_text, popup, pin, local, run_js, input, TEXT, input_update\n"
        "assert not {'find', 'partial', 'TYPE_CHECKING', 'Session'} & set(globals())"
    )
