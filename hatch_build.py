"""Hatchling's door to ``tools/build_client.py``: the client is built before files are collected."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import MutableMapping


class ClientBuildHook(BuildHookInterface[BuilderConfig]):
    """Runs for wheels (editable ones too) and for source distributions."""

    def initialize(self, version: str, build_data: MutableMapping[str, object]) -> None:
        """Build the browser client if its sources changed."""
        del version, build_data
        # Hatchling loads this file on its own, with nothing of the project importable.
        sys.path.insert(0, self.root)
        try:
            from tools.build_client import ClientBuildError, build_client  # noqa: PLC0415
        finally:
            sys.path.remove(self.root)
        try:
            build_client()
        except ClientBuildError as error:
            self.app.abort(str(error))
