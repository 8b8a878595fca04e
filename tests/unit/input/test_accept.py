"""Kinds of files."""

from __future__ import annotations

import pytest

from pywebio.input._accept import accepts


@pytest.mark.parametrize(
    ("accept", "name", "mime_type", "expected"),
    [
        (None, "a.exe", "", True),
        ("", "a.exe", "", True),
        (".PNG", "a.png", "", True),
        (".png", "a.png.exe", "image/png", False),
        (".tar.gz", "a.tar.gz", "", True),
        (".png, .jpg", "b.jpg", "", True),
        ([".png", "text/*"], "b.txt", "text/plain", True),
        ("*/*", "anything", "", True),
        ("image/*", "a.png", "image/png", True),
        ("image/*", "a.png", "", True),
        ("image/*", "a.exe", "application/x-msdownload", False),
        ("image/*", "anything", "", False),
        ("application/pdf", "a.pdf", "application/pdf", True),
        ("application/pdf", "a.txt", "text/plain", False),
        # Windows calls it a spreadsheet.
        ("text/csv", "a.csv", "application/vnd.ms-excel", True),
        ("application/xml", "a.xml", "text/xml", True),
        # No kind that Python knows.
        ("image/jpg", "a.jpeg", "image/jpeg", True),
    ],
)
def test_a_file_is_of_a_kind(
    accept: str | list[str] | None, name: str, mime_type: str, *, expected: bool
) -> None:
    assert accepts(accept, {"filename": name, "mime_type": mime_type}) is expected
