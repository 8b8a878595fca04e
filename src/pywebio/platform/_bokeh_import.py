"""Teaches Bokeh the notebook type `pywebio` as soon as a program imports it, and not before.

The published version imports Bokeh with itself. Here nothing of Bokeh is imported until the program
does; what that costs is one comparison for every module the program imports before.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import Loader

_WHERE_HOOKS_ARE = "bokeh.io.notebook"


def install_with_bokeh() -> None:
    """Install the hook now if Bokeh is there already, else right after its import."""
    if _WHERE_HOOKS_ARE in sys.modules:
        _install()
    elif not any(isinstance(finder, _Watch) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Watch())


def _install() -> None:
    from pywebio.platform.bokeh import try_install_bokeh_hook

    try_install_bokeh_hook()


class _Watch:
    """Stands first among the finders until the one module is looked for."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find nothing but that module, whose import is to end with the hook."""
        if name != _WHERE_HOOKS_ARE:
            return None
        from importlib.util import find_spec

        sys.meta_path.remove(self)
        spec = find_spec(name)
        if spec is not None and spec.loader is not None:
            # The loader itself may serve other modules as well.
            spec.loader = cast("Loader", _ThenInstall(spec, spec.loader))
        return spec


class _ThenInstall:
    """A loader for one import: it steps aside before the module is used."""

    def __init__(self, spec: ModuleSpec, loader: Loader) -> None:
        self._spec = spec
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._spec.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        _install()
