"""Text, Markdown, code, HTML and links."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from html import escape

from pywebio.domain.arguments import check_count, check_flag, check_text
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import to_json
from pywebio.output._content import where
from pywebio.output._html import Rich, html_of
from pywebio.output._output import Output
from pywebio.ports.types import Json

_BACKTICKS = re.compile("`+")


def put_text(
    *texts: object,
    sep: str = " ",
    inline: bool = False,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show plain text.

    Args:
        texts: Any values; they are turned into strings.
        sep: What stands between them.
        inline: No line break after the text.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        TypeError: *sep* is no string.

    Examples:
        ```python
        put_text("The answer is", 42)
        ```

        ```text
        The answer is 42
        ```
    """
    content = check_text("sep", sep).join(map(str, texts))
    return Output(
        {
            "type": "text",
            "content": content,
            "inline": check_flag("inline", inline),
            **where(scope, position),
        }
    )


def put_markdown(
    mdcontent: str,
    lstrip: bool = True,
    options: Mapping[str, object] | None = None,
    sanitize: bool = True,
    scope: str | None = None,
    position: int = -1,
    strip_indent: int | None = None,
) -> Output:
    """
    Show Markdown.

    Args:
        mdcontent: The text.
        lstrip: Remove the indentation that all lines but the first have in common.
        options: Options of the Markdown parser, marked.
        sanitize: Remove everything from the result that could run a script.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.
        strip_indent: Deprecated; *lstrip* finds the indentation by itself.

    Raises:
        TypeError: *options* is no dict, or holds what cannot be sent.

    Examples:
        ```python
        put_markdown("*Emphasis*, `code`, and a [link](https://www.python.org/)")
        ```
    """
    if strip_indent is not None:
        warnings.warn("strip_indent is not needed any more", DeprecationWarning, stacklevel=2)
    content = _without_indent(str(mdcontent)) if lstrip else str(mdcontent)
    spec: dict[str, Json] = {
        "type": "markdown",
        "content": content,
        "sanitize": check_flag("sanitize", sanitize),
    }
    if options is not None:
        if not isinstance(options, Mapping):
            raise TypeError(f"options must be a dict of options of marked, not {options!r:.60}")
        spec["options"] = to_json(options, "options")
    return Output({**spec, **where(scope, position)})


def _without_indent(text: str) -> str:
    first, *rest = text.split("\n")
    indents = [len(line) - len(line.lstrip(" \t")) for line in rest if line.strip()]
    indent = min(indents, default=0)
    return "\n".join([first, *(line[indent:] for line in rest)])


def put_code(
    content: object,
    language: str = "",
    rows: int | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show code.

    Args:
        content: The code; other values are turned into strings.
        language: What it is written in, for the colours; code of 100,000 characters or more has
            none.
        rows: Show no more lines at once; the rest can be scrolled to.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        TypeError: *language* is no string.
        ArgumentError: *rows* is no whole number of at least 1.

    Examples:
        ```python
        put_code("print('hello')", language="python")
        ```
    """
    text = str(content)
    check_text("language", language)
    if rows is not None:
        check_count("rows", rows)
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    output = put_markdown(
        f"{fence}{language}\n{text}\n{fence}", lstrip=False, scope=scope, position=position
    )
    if rows is not None:
        output.style(f"max-height: {rows * 19 + 32}px")
    return output


def put_html(
    html: str | Rich,
    sanitize: bool = False,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show HTML.

    Args:
        html: The markup, or an object that has a form as HTML: `__html__()`, or `_repr_html_()` or
            `_repr_mimebundle_()` of the notebooks. Data frames and charts have.
        sanitize: Remove everything that could run a script. Turn this on for what users typed.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Examples:
        ```python
        put_html("<kbd>Ctrl</kbd> + <kbd>C</kbd>")
        put_html("typed by a user: <b>hi</b>", sanitize=True)
        ```
    """
    content = html_of(html)
    spec: dict[str, Json] = {
        "type": "html",
        "content": str(html) if content is None else content,
        "sanitize": check_flag("sanitize", sanitize),
    }
    return Output({**spec, **where(scope, position)})


def put_link(
    name: str,
    url: str | None = None,
    app: str | None = None,
    new_window: bool = False,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show a link to a URL or to another app of the same server.

    Args:
        name: The text of the link.
        url: Where it leads; either this or *app*.
        app: The name of the app it leads to.
        new_window: Open it in a new tab.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        ArgumentError: Neither or both of *url* and *app* are given.
        TypeError: The one that is given is no string.

    Examples:
        ```python
        put_link("Python", url="https://www.python.org/", new_window=True)
        put_link("the other app", app="orders")
        ```
    """
    if (url is None) == (app is None):
        raise ArgumentError(f"put_link({name!r}) needs either url= or app=")
    if app is not None:
        literal = check_text("app", app).replace("\\", "\\\\").replace("'", "\\'")
        url = f"javascript:WebIO.openApp('{literal}', {int(new_window)})"
        new_window = False  # the page opens the tab itself
    check_text("url", url)
    target = "_blank" if new_window else "_self"
    return put_html(
        f'<a href="{escape(url or "")}" target="{target}">{escape(str(name))}</a>',
        scope=scope,
        position=position,
    )
