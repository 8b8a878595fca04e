"""Widgets of an app's own."""

from __future__ import annotations

import re

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import OutputList, custom_update, put_custom, put_row, put_text, put_widget
from pywebio.ports.events import CallbackCalled
from pywebio.ports.types import CallbackId
from pywebio.testing import run_app
from tests.unit.support import run_to_end, shown

TEXT = {"type": "text", "content": "a", "inline": False}


def test_data_arrives_whatever_is_in_it() -> None:
    def app() -> None:
        put_custom("chart", {"label": "<b>\"'&"})

    (spec,) = run_to_end(app).outputs()
    assert spec["content"] == (
        '<webio-widget kind="chart" data="{&quot;label&quot;: &quot;&lt;b&gt;\\&quot;&#x27;&amp;'
        '&quot;}"></webio-widget>'
    )


def test_what_it_sends_reaches_the_app() -> None:
    sent: list[object] = []

    def app() -> None:
        put_row([put_custom("chart", name="a", onevent=sent.append)])

    with run_app(app) as user:
        (row,) = user.outputs()
        markup = str(row)
        (callback_id,) = re.findall('callback="(.*?)"', markup)
        assert 'id="webio-custom-a"' in markup
        user.tell(CallbackCalled(CallbackId(callback_id), {"x": 1}))
    assert sent == [{"x": 1}]


def test_an_update_carries_the_new_data() -> None:
    def app() -> None:
        custom_update("a", [1, 2])

    command = run_to_end(app).commands()[0]
    assert command["command"] == "run_script"
    assert command["spec"]["args"] == {"name": "a", "data": [1, 2]}


def test_mistakes_are_told() -> None:
    def app() -> None:
        with pytest.raises(TypeError, match="data"):
            put_custom("chart", object())
        with pytest.raises(TypeError, match="onevent must be a function, not 3"):
            put_custom("chart", onevent=3)  # type: ignore[arg-type]  # the mistake
        with pytest.raises(ArgumentError, match="'a b' is not a legal name"):
            put_custom("chart", name="a b")
        with pytest.raises(ArgumentError, match="'a b' is not a legal name"):
            custom_update("a b", None)

    assert run_to_end(app).outputs() == []


def test_a_widget_takes_lists_of_outputs() -> None:
    spec = shown(lambda: put_widget("<p>", {"a": OutputList([put_text("a"), put_text("a")])}))
    assert spec["data"] == {"a": [TEXT, TEXT]}


def test_a_widget_holds_outputs_at_any_depth() -> None:
    spec = shown(lambda: put_widget("<p>", {"a": [{"b": put_text("a")}], "n": 1.5}))
    assert spec["data"] == {"a": [{"b": TEXT}], "n": 1.5}
    assert spec["template"] == "<p>"
