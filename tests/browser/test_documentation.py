"""The documentation, as `make docs` builds it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

OUTSIDE = re.compile(r"""(?:src=|url\(|@import |<link[^>]* href=)["']?(?:https?:)?//[^"')\s]*""")


def build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build the documentation in *folder*, a copy of this project's files."""
    for name in ("mkdocs.yml", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder)
    for name in ("docs", "tools", "tests/conformance.md"):
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            target.symlink_to(ROOT / name)
    (folder / "src").symlink_to(ROOT / "src")
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "true"},
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documentation")
    run = build(folder)
    assert run.returncode == 0, run.stderr
    return folder / "site"


def test_search_works_from_a_disk(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("put_loading")
    page.get_by_role("link").filter(has_text="put_loading").first.click()
    page.wait_for_url(re.compile(r"/api/output\.html.*#pywebio\.output\.put_loading"))


def test_names_in_the_text_lead_to_the_reference(page: Page, site: Path) -> None:
    page.goto((site / "api" / "input.html").as_uri())
    page.get_by_role("article").get_by_role("link", name="input_group", exact=True).first.click()
    page.wait_for_url("**/api/input.html#pywebio.input.input_group")


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    files = [path for end in ("html", "css") for path in site.rglob(f"*.{end}")]
    found = {url for path in files for url in OUTSIDE.findall(path.read_text("utf-8"))}
    assert len(files) > 20
    assert not found


def test_what_is_wrong_fails_the_build(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "docs" / "api" / "exceptions.md").write_text("# Exceptions\n", "utf-8")
    (tmp_path / "docs" / "index.md").write_text(
        "# Wrong\n\n[file](missing.md) [anchor](api/pin.md#missing) [name][pywebio.missing]\n",
        "utf-8",
    )
    run = build(tmp_path)
    assert run.returncode != 0
    for complaint in (
        "'missing.md'",
        "'#missing'",
        "'pywebio.missing'",
        "pywebio.exceptions.ArgumentError (no entry in docs/api)",
    ):
        assert complaint in run.stderr
