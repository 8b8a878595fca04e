"""Spinners and progress bars."""

from __future__ import annotations

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import (
    put_loading,
    put_processbar,
    put_progressbar,
    set_processbar,
    set_progressbar,
)
from tests.unit.support import run_to_end, shown


def test_a_spinner_has_a_shape_and_a_color() -> None:
    content = shown(lambda: put_loading("grow", "danger"))["content"]
    assert "spinner-grow text-danger" in content
    assert 'role="status"' in content


@pytest.mark.parametrize(
    ("shape", "color", "message"),
    [("round", "dark", "shape='round' is not one of"), ("grow", "red", "color='red' is not one")],
)
def test_an_unknown_shape_or_color_is_named(shape: str, color: str, message: str) -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match=message):
            put_loading(shape, color)

    run_to_end(app)


def test_a_progress_bar_shows_its_percentage() -> None:
    spec = shown(lambda: put_progressbar("p", 0.25, auto_close=True))
    assert spec["data"] == {"name": "p", "percent": 25.0, "label": "25.0%", "auto_close": 1}


def test_a_progress_bar_moves() -> None:
    (message, _) = run_to_end(lambda: set_progressbar("p", 0.5, label="half")).commands()
    assert message["spec"]["args"] == {"name": "p", "value": 0.5, "percent": 50.0, "label": "half"}


@pytest.mark.parametrize(("value", "percent"), [(-1e-9, 0.0), (1 + 1e-9, 100.0), (1 / 3, 33.33)])
def test_a_progress_bar_stays_in_its_bounds(value: float, percent: float) -> None:
    spec = shown(lambda: put_progressbar("p", value))
    assert spec["data"]["percent"] == percent


def test_a_bad_name_of_a_progress_bar_is_named() -> None:
    def app() -> None:
        for call in (put_progressbar, lambda name: set_progressbar(name, 0)):
            with pytest.raises(ValueError, match="progress bar name 'a b'"):
                call("a b")

    run_to_end(app)


def test_the_names_of_the_published_version_work() -> None:
    assert put_processbar is put_progressbar
    assert set_processbar is set_progressbar
