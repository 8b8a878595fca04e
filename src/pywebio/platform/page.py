"""The page of an app: title, theme, scripts and styles."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar, overload

from pywebio.compat import find

if TYPE_CHECKING:
    from pywebio.compat.pages import (
        DEFAULT_CDN,
        MAX_PAYLOAD_SIZE,
        check_theme,
        get_static_index_content,
        make_applications,
        manifest_tag,
        parse_app_metadata,
        render_page,
    )
    from pywebio.container import PageConfig
    from pywebio.ports.types import Json

__all__ = [
    "DEFAULT_CDN",
    "MAX_PAYLOAD_SIZE",
    "check_theme",
    "config",
    "get_static_index_content",
    "make_applications",
    "manifest_tag",
    "parse_app_metadata",
    "render_page",
    "seo",
]

_R = TypeVar("_R")


if not TYPE_CHECKING:  # loaded for the few apps that make pages themselves
    __getattr__ = partial(find, __name__)


class _ConfigDecorator:
    """What `config()` returns: settings for all apps until it decorates one."""

    def __init__(self, settings: PageConfig) -> None:
        from pywebio.container import default_container

        self._settings = settings
        default_container().page.add(settings)

    def __call__(self, app: Callable[[], _R]) -> Callable[[], _R]:
        """Return *app* with these settings, which then hold for it alone."""
        from pywebio.container import default_container, with_page

        default_container().page.withdraw(self._settings)
        return with_page(app, self._settings)


def config(
    *,
    title: str | None = None,
    description: str | None = None,
    theme: str | None = None,
    js_code: str | None = None,
    js_file: str | Sequence[str] = (),
    css_style: str | None = None,
    css_file: str | Sequence[str] = (),
    manifest: bool | Mapping[str, Json] = True,
    language: str | None = None,
    texts: Mapping[str, str] | None = None,
    footer: str | None = None,
) -> _ConfigDecorator:
    """
    Set up the page: as a decorator for one app, as a plain call for all apps of the program.

    What an app sets wins over what holds for all; a later plain call over an earlier one.

    Args:
        title: Title of the page; by default the first paragraph of the app's docstring.
        description: What search engines show; by default the rest of the docstring.
        theme: `default` or `auto` (light or dark, as the user's system is), `dark`, or one of the
            designs `sketchy`, `minty` and `yeti`.
        js_code: JavaScript to run after the page has started.
        js_file: URL of a script to load, or several.
        css_style: CSS for the page.
        css_file: URL of a style sheet to load, or several.
        manifest: False for no web app manifest, or members to set in it; `icon` is the URL of the
            app's icon.
        language: What the app is written in, as a tag such as `fa` or `zh-TW`. Built-in texts such
            as *Submit* then are in this language, and the page runs from right to left where it is
            written so; by default they are in the language of the browser.
        texts: Built-in texts in your own words, by id: `submit`, `reset`, `cancel`, `browse_file`
            and the others in `docs/texts.md`.
        footer: HTML at the foot of the page; nothing by default.

    Raises:
        ArgumentError: There is no such theme, or no text of such an id; the language is no tag; a
            text is no string.

    Examples:
        ```python
        @config(title="Orders", theme="dark", css_style="h1 { color: gold; }")
        def app():
            put_markdown("# None yet")
        ```
    """
    from pywebio.container import PageConfig

    return _ConfigDecorator(
        PageConfig(
            title=title,
            description=description,
            theme=theme,
            js_code=js_code,
            js_file=js_file,
            css_style=css_style,
            css_file=css_file,
            manifest=None if manifest is True else manifest,
            language=language,
            texts=texts,
            footer=footer,
        )
    )


@overload
def seo(title: str, description: str | None = None, app: None = None) -> _ConfigDecorator: ...
@overload
def seo(title: str, description: str | None, app: Callable[[], _R]) -> Callable[[], _R]: ...
def seo(
    title: str, description: str | None = None, app: Callable[[], _R] | None = None
) -> _ConfigDecorator | Callable[[], _R]:
    """
    Set title and description of an app. Deprecated: use `config`.

    Args:
        title: Title of the page.
        description: What search engines show.
        app: The app; without it, a decorator is returned.
    """
    warnings.warn("seo() is deprecated: use config()", DeprecationWarning, stacklevel=2)
    decorator = config(title=title, description=description)
    return decorator if app is None else decorator(app)
