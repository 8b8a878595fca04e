"""The pages of apps, from `pywebio.platform.page` and `pywebio.platform.utils`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from pywebio.container import Container, default_container
from pywebio.domain.application import Application
from pywebio.domain.page_config import THEMES, PageConfig
from pywebio.domain.targets import Targets, applications_of, index_html
from pywebio.protocol.html import Page, manifest_links
from pywebio.protocol.page import config_of

__all__ = [
    "DEFAULT_CDN",
    "MAX_PAYLOAD_SIZE",
    "cdn_validation",
    "check_theme",
    "get_static_index_content",
    "make_applications",
    "manifest_tag",
    "parse_app_metadata",
    "render_page",
]

DEFAULT_CDN = "https://cdn.jsdelivr.net/gh/wang0618/PyWebIO-assets@v{version}/"
"""Where PyWebIO 1.8 had its client from. Not used: pages use the files that come with this."""

MAX_PAYLOAD_SIZE = 0
"""Not used: each server has its own `max_payload_size`."""


def make_applications(applications: Targets) -> dict[str, Callable[[], object]]:
    """Return one app, a list or a mapping of apps as a dict by name; `index` is always there.

    Raises:
        TypeError: Something in it is no function.
        ArgumentError: Two apps of a list have the same name.
    """
    return {name: app.target for name, app in applications_of(applications, None).items()}


def parse_app_metadata(func: Callable[[], object]) -> PageConfig:
    """Return what the page of an app looks like: its `title`, `description`, `theme` and so on."""
    return config_of(Application.of(func), default_container().page)


def render_page(
    app: Callable[[], object],
    protocol: Literal["ws", "http"],
    cdn: bool | str = False,
    *,
    container: Container | None = None,
) -> bytes:
    """
    Return the HTML of the page of an app, for a URL that a handler or view of PyWebIO serves.

    Args:
        app: The app.
        protocol: What the client is to speak.
        cdn: Accepted for PyWebIO 1.x; pages use the files that come with this package.
        container: Parts to use instead of `default_container()`'s.
    """
    container = container or default_container()
    page = Page(
        app_name="index",
        config=config_of(Application.of(app), container.page),
        entry=container.assets.entry(),
        protocol=protocol,
        debug=container.sessions.debug,
    )
    return page.render().encode()


def check_theme(theme: str | None) -> None:
    """Check that there is a theme of that name.

    Raises:
        RuntimeError: There is none.
    """
    if theme and theme not in THEMES:
        raise RuntimeError(f"there is no theme {theme!r}; there are {', '.join(THEMES)}")


def get_static_index_content(
    apps: Mapping[str, Callable[[], object]], query_arguments: str | None = None
) -> str:
    """
    Return HTML that lists apps and links to them.

    Args:
        apps: By name.
        query_arguments: A query string to add to the links, such as `x=1&y=2`; they then lead on
            in the same window.
    """
    applications = {name: Application.of(app, name) for name, app in apps.items()}
    return index_html(applications, query_arguments)


def manifest_tag(base_url: str, meta: PageConfig) -> str:
    """
    Return the HTML elements that name icon and manifest of a web app.

    Args:
        base_url: Accepted for PyWebIO 1.x.
        meta: From `parse_app_metadata`.
    """
    return "".join(manifest_links(meta))


def cdn_validation(cdn: bool | str, level: str = "warn", stacklevel: int = 3) -> bool | str:
    """Return *cdn* as it is. Kept for PyWebIO 1.x: pages use the files that come with this."""
    return cdn
