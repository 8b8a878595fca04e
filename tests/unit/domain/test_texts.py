"""The server's own texts in the languages of the client's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pywebio.domain.texts import INTERNAL_ERROR, INVALID_INPUT, in_language

LANGUAGES = Path(__file__).parents[3] / "frontend" / "src" / "languages"


@pytest.mark.parametrize("texts", [INTERNAL_ERROR, INVALID_INPUT])
def test_every_language_of_the_client_is_there(texts: Mapping[str, str]) -> None:
    known = {path.stem.replace("_", "-") for path in LANGUAGES.glob("*.ts")}
    assert set(texts) == {"en", *known}


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("fr", "fr"),
        ("pt-BR", "pt"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hant-HK", "zh-hant"),
        ("ZH-tw", "zh-hant"),
        ("xx", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_a_tag_finds_its_language(tag: str, language: str) -> None:
    assert in_language(INVALID_INPUT, tag) == INVALID_INPUT[language]
