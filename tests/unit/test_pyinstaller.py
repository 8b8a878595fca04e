"""The hook that tells PyInstaller what belongs to PyWebIO."""

from __future__ import annotations

import pkgutil
import runpy
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

import pytest

STATIC = "the browser client"


def collect_submodules(package: str, filter: Callable[[str], bool] = bool) -> list[str]:
    """Do what PyInstaller's function of that name does."""
    paths = import_module(package).__path__
    found = [each.name for each in pkgutil.walk_packages(paths, f"{package}.", print)]
    return [name for name in (package, *found) if filter(name)]


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Run the hook as PyInstaller does, which need not be installed."""
    # Other packages have one, too.
    ours = [
        entry
        for entry in entry_points(group="pyinstaller40", name="hook-dirs")
        if entry.value.startswith("pywebio.")
    ]
    (folder,) = ours[0].load()()
    hooks = ModuleType("PyInstaller.utils.hooks")
    vars(hooks).update(
        collect_submodules=collect_submodules, collect_data_files=lambda package: [STATIC, package]
    )
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    return runpy.run_path(str(Path(folder) / "hook-pywebio.py"))


def test_the_browser_client_is_bundled(hook: dict[str, object]) -> None:
    assert hook["datas"] == [STATIC, "pywebio"]


def test_what_is_loaded_by_name_is_bundled(hook: dict[str, object]) -> None:
    modules = hook["hiddenimports"]
    assert isinstance(modules, list)
    assert {
        "pywebio.backends.tornado_server",
        "pywebio.container",
        "pywebio.output",
        "pywebio.pin",
        "pywebio.platform.script_mode",
        "pywebio.platform.tornado",
        "ua_parser_builtins.regexes",
    } <= set(modules)


def test_frameworks_that_the_program_does_not_use_stay_outside(hook: dict[str, object]) -> None:
    modules = hook["hiddenimports"]
    assert isinstance(modules, list)
    for framework in ("flask", "django", "aiohttp", "starlette", "uvicorn"):
        assert not [name for name in modules if framework in name]
