"""The server's own texts in the languages of the client's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pywebio.domain.texts import IDS, INTERNAL_ERROR, INVALID_INPUT, BuiltInText

CLIENT = Path(__file__).parents[3] / "frontend" / "src"


@pytest.mark.parametrize("text", [INTERNAL_ERROR, INVALID_INPUT])
def test_every_language_of_the_client_is_there(text: BuiltInText) -> None:
    known = {path.stem.replace("_", "-") for path in CLIENT.glob("languages/*.ts")}
    assert set(text.languages) == {"en", *known}


def test_the_ids_are_those_of_the_client_and_of_the_server() -> None:
    german = (CLIENT / "languages" / "de.ts").read_text("utf-8")
    of_the_client = re.findall(r"^  (\w+):", german, re.MULTILINE)
    assert sorted(IDS) == sorted([*of_the_client, INTERNAL_ERROR.id, INVALID_INPUT.id])


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("fr", "fr"),
        ("pt-BR", "pt"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hant-HK", "zh-hant"),
        ("ZH-tw", "zh-hant"),
        ("zh-Hans-HK", "zh"),
        ("xx", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_a_tag_finds_its_language(tag: str, language: str) -> None:
    assert INVALID_INPUT.in_language(tag) == INVALID_INPUT.languages[language]


@pytest.mark.parametrize(("tag", "words"), [("en", "More"), ("xx", "More"), ("de", "Die Eingabe")])
def test_the_english_text_can_say_more(tag: str, words: str) -> None:
    assert INVALID_INPUT.in_language(tag, "More").startswith(words)
