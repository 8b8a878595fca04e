"""What a program that uses PyWebIO needs besides what it imports by name."""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

# The browser client.
datas = collect_data_files("pywebio")

# Loaded when they are needed. A framework that the program itself does not use stays outside.
_FRAMEWORKS = ("aiohttp", "django", "fastapi", "flask", "redis", "starlette", "uvicorn")
hiddenimports = [
    *collect_submodules(
        "pywebio",
        filter=lambda name: (
            not name.startswith(("pywebio.demo", "pywebio.testing", "pywebio.__pyinstaller"))
            and not any(framework in name for framework in _FRAMEWORKS)
        ),
    ),
    # `info.user_agent`
    *collect_submodules("ua_parser_builtins"),
]
