"""The browser: scripts, downloads, page settings."""

from __future__ import annotations

from base64 import b64encode

from pywebio.domain import commands
from pywebio.domain.ask import ask_page
from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import to_json
from pywebio.ports.types import Json, UserValue

_SETTINGS = (
    "title",
    "output_animation",
    "auto_scroll_bottom",
    "http_pull_interval",
    "input_panel_fixed",
    "input_panel_min_height",
    "input_panel_init_height",
    "input_auto_focus",
    "output_max_width",
)


def run_js(code_: str, **args: object) -> None:
    """
    Run JavaScript in the page, without waiting for it.

    Args:
        code_: The code.
        args: Variables that the code sees; values that JSON can carry.

    Raises:
        TypeError: A value cannot be sent.

    Examples:
        ```python
        run_js("document.title = title", title="It's done")
        ```
    """
    current_task().send(commands.RunScript(code_, _variables(args)))


def eval_js(expression_: str, **args: object) -> UserValue:
    """
    Return the value of a JavaScript expression. In a coroutine app, to be awaited.

    Promises are awaited. An error, a rejection and undefined are None.

    Args:
        expression_: The expression.
        args: Variables that it sees; values that JSON can carry.

    Raises:
        TypeError: A value cannot be sent.

    Examples:
        ```python
        put_text("Your window is", eval_js("window.innerWidth"), "pixels wide")
        ```

        ```text
        > 1280
        Your window is 1280 pixels wide
        ```
    """
    return ask_page(commands.RunScript(expression_, _variables(args), eval=True))


def _variables(args: dict[str, object]) -> dict[str, Json]:
    return {name: to_json(value, name) for name, value in args.items()}


def download(name: str, content: bytes | bytearray | memoryview) -> None:
    """
    Let the browser save a file.

    Args:
        name: The name of the file.
        content: Its bytes.

    Raises:
        TypeError: *content* is not bytes.

    Examples:
        ```python
        download("numbers.csv", b"1,2,3")
        ```
    """
    if not isinstance(content, (bytes, bytearray, memoryview)):
        raise TypeError(f"the content of {name!r} must be bytes, not {type(content).__name__}")
    current_task().send(commands.Download(name, b64encode(content).decode()))


def set_env(**env_info: object) -> None:
    """
    Change settings of the page for this session.

    Args:
        env_info: `title`; `output_animation` (bool); `auto_scroll_bottom` (bool): scroll to new
            output; `http_pull_interval` (ms); `input_panel_fixed` (bool): keep forms at the bottom
            of the window; `input_panel_min_height` and `input_panel_init_height` (px);
            `input_auto_focus` (bool); `output_max_width` (CSS).

    Raises:
        ArgumentError: There is no such setting.

    Examples:
        ```python
        set_env(title="Numbers", output_max_width="1200px")
        ```
    """
    for name in env_info:
        if name not in _SETTINGS:
            raise ArgumentError(f"{name!r} is no setting; there are {', '.join(_SETTINGS)}")
    current_task().send(commands.SetEnv(_variables(env_info)))


def go_app(name: str, new_window: bool = True) -> None:
    """
    Go to another app of the same server.

    Args:
        name: The name of the app.
        new_window: Open it in a new tab.
    """
    run_js("WebIO.openApp(app, new_window)", app=name, new_window=new_window)
