"""Which code is the author's."""

from __future__ import annotations

import asyncio
import json

import attrs
import pytest

import pywebio.demo
from pywebio.domain import author
from pywebio.domain.author import current_call, is_authors


@pytest.mark.parametrize("file", [__file__, "/srv/app.py", "<ipython-input-1>", "C:\\app.py"])
def test_apps_are_the_authors(file: str) -> None:
    assert is_authors(file)


def test_the_demo_is_an_authors() -> None:
    assert is_authors(str(pywebio.demo.__file__))


@pytest.mark.parametrize(
    "file",
    [author.__file__, json.__file__, asyncio.__file__, attrs.__file__, "<frozen importlib>"],
)
def test_libraries_are_not(file: str) -> None:
    assert not is_authors(file)


def test_a_call_is_known_by_the_function_that_was_entered_first() -> None:
    call = current_call()
    assert call is not None
    assert (call.function, call.file) == ("current_call", __file__)
    assert call.names is globals()
    assert call.place.startswith("test_author.py, line ")
