"""How an app is served: one module per web framework, each loaded when it is asked for.

`start_server` is Tornado's.
"""

from __future__ import annotations

from pywebio.platform.page import config, seo
from pywebio.platform.tornado import start_server

__all__ = ["config", "seo", "start_server"]
