"""Names of PyWebIO 1.8 that are no part of its documented API, but that apps have come to use.

The modules that had them find them here when they are asked for, and no other layer does. What a
name does is said beside it, and in terms of the documented API, which is where new apps look.
"""

from __future__ import annotations

from importlib import import_module

__all__ = ["find"]

_OUTPUTS = "pywebio.compat.outputs"
_SESSIONS = "pywebio.compat.sessions"
_FUNCTIONS = "pywebio.compat.functions"
_NETWORK = "pywebio.compat.network"
_PAGES = "pywebio.compat.pages"
_TEXT = "pywebio.compat.text"

_SESSION_NAMES = {
    "Session": _SESSIONS,
    "get_current_session": _SESSIONS,
    "get_current_task_id": _SESSIONS,
}

_CONTROL = {
    "check_dom_name_value": _TEXT,
    "get_current_session": _SESSIONS,
    "output_register_callback": _OUTPUTS,
    "send_msg": _OUTPUTS,
}

_SERVING = {
    "STATIC_PATH": "pywebio",
    "Session": _SESSIONS,
    "cdn_validation": _PAGES,
    "get_free_port": _NETWORK,
    "make_applications": _PAGES,
    "open_webbrowser_on_server_started": _NETWORK,
    "parse_file_size": _TEXT,
    "render_page": _PAGES,
    "start_remote_access_service": "pywebio.platform.remote_access",
    "wait_host_port": _NETWORK,
}

_WHERE: dict[str, dict[str, str]] = {
    "pywebio.input": {
        **_CONTROL,
        "get_current_task_id": _SESSIONS,
        "parse_file_size": _TEXT,
        "parse_input_update_spec": _OUTPUTS,
    },
    "pywebio.output": {
        **_CONTROL,
        "_get_output_spec": _OUTPUTS,
        "_put_message": _OUTPUTS,
        "download": "pywebio.session",
        "iscoroutinefunction": _FUNCTIONS,
        "random_str": _TEXT,
        "safely_destruct_output_when_exp": _OUTPUTS,
        "scope2dom": _OUTPUTS,
    },
    "pywebio.pin": {
        **_CONTROL,
        "Output": "pywebio.output",
        "OutputPosition": "pywebio.output",
        "_get_output_spec": _OUTPUTS,
        "_pin_output": _OUTPUTS,
        "parse_input_update_spec": _OUTPUTS,
    },
    "pywebio.session": {
        **_SESSION_NAMES,
        "CoroutineBasedSession": _SESSIONS,
        "ObjectDictProxy": "pywebio.utils",
        "ReadOnlyObjectDict": "pywebio.utils",
        "SessionException": "pywebio.exceptions",
        "SessionNotFoundException": "pywebio.exceptions",
        "ThreadBasedSession": _SESSIONS,
        "get_session_implement": _SESSIONS,
        "iscoroutinefunction": _FUNCTIONS,
        "isgeneratorfunction": _FUNCTIONS,
        "run_as_function": _FUNCTIONS,
        "to_coroutine": _FUNCTIONS,
    },
    "pywebio.platform.aiohttp": _SERVING,
    "pywebio.platform.django": _SERVING,
    "pywebio.platform.fastapi": _SERVING,
    "pywebio.platform.flask": _SERVING,
    "pywebio.platform.page": dict.fromkeys(
        (
            "DEFAULT_CDN",
            "MAX_PAYLOAD_SIZE",
            "check_theme",
            "get_static_index_content",
            "make_applications",
            "manifest_tag",
            "parse_app_metadata",
            "render_page",
        ),
        _PAGES,
    ),
    "pywebio.platform.tornado": _SERVING,
    "pywebio.platform.tornado_http": _SERVING,
}
"""Module → name that it had in PyWebIO 1.8 → module that has it now."""

_SUBMODULES = {"pywebio.session": ("base", "coroutinebased", "threadbased")}
"""Those that `import pywebio` loads with the module around them."""


def find(module: str, name: str) -> object:
    """Return what *module* called *name* in PyWebIO 1.8.

    Raises:
        AttributeError: Neither it nor this version has such a name.
    """
    if name in _SUBMODULES.get(module, ()):
        return import_module(f"{module}.{name}")
    where = _WHERE.get(module, {}).get(name)
    if where is None:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    found: object = getattr(import_module(where), name)
    return found
