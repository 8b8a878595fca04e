"""What holds for every test, whatever its folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pywebio.testing  # noqa: F401  # a call outside of sessions is an error then, and opens no page

if TYPE_CHECKING:
    from collections.abc import Sequence

BROWSER_TESTS = Path(__file__).parent / "browser"


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Coroutine sessions are asyncio tasks: asyncio is the loop to test on."""
    return "asyncio"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Mark the browser tests and put them last.

    Playwright's synchronous interface keeps an event loop running in the main thread; once it has
    started, no other test of this process can start a loop of its own.
    """

    def in_browser(item: pytest.Item) -> bool:
        return BROWSER_TESTS in item.path.parents

    browser_items: Sequence[pytest.Item] = [item for item in items if in_browser(item)]
    for item in browser_items:
        item.add_marker(pytest.mark.browser)
    items.sort(key=in_browser)
