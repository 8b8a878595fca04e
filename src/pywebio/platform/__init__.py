"""How an app is served: one module per web framework, each loaded when it is asked for.

`start_server` is Tornado's unless another backend is named.
"""

from __future__ import annotations

from pywebio.platform._by_name import start_server
from pywebio.platform.httpbased import run_event_loop
from pywebio.platform.page import config, seo
from pywebio.platform.path_deploy import path_deploy, path_deploy_http

__all__ = ["config", "path_deploy", "path_deploy_http", "run_event_loop", "seo", "start_server"]
