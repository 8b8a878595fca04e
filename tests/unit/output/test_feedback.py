"""Popups and notifications."""

from __future__ import annotations

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import PopupSize, close_popup, popup, put_text, toast
from pywebio.testing import run_app
from tests.unit.support import run_to_end


def test_a_popup_has_a_title_and_content() -> None:
    def app() -> None:
        popup("Title", ["text", put_text("a")], size=PopupSize.LARGE, closable=False)

    message, _ = run_to_end(app).commands()
    spec = message["spec"]
    assert message["command"] == "popup"
    assert spec["title"] == "Title"
    assert spec["content"] == ["text", {"type": "text", "content": "a", "inline": False}]
    assert (spec["size"], spec["implicit_close"], spec["closable"]) == ("large", False, False)


def test_outputs_of_the_block_go_into_the_popup() -> None:
    def app() -> None:
        with popup("Title") as name:
            put_text(name)

    opened, shown, loose, _ = run_to_end(app).commands()
    assert shown["spec"]["scope"] == "#" + opened["spec"]["dom_id"]
    assert loose["spec"] == {"loose": shown["spec"]["scope"]}


def test_a_popup_is_a_decorator() -> None:
    def app() -> None:
        @popup("Title")
        def show() -> None:
            put_text("inside")

        show()

    opened, shown, *_ = run_to_end(app).commands()
    assert shown["spec"]["scope"] == "#" + opened["spec"]["dom_id"]


def test_a_popup_is_closed() -> None:
    assert [m["command"] for m in run_to_end(close_popup).commands()] == [
        "close_popup",
        "close_session",
    ]


def test_wrong_options_of_a_popup_are_named() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match="size='huge' is not one of 'large'"):
            popup("Title", size="huge")
        with pytest.raises(ArgumentError, match="popup holds 5"):
            popup("Title", [5])  # type: ignore[list-item]  # what is tested

    assert [m["command"] for m in run_to_end(app).commands()] == ["close_session"]


@pytest.mark.parametrize("color", ["#ef6c00", "#abc", "rebeccapurple"])
def test_a_toast_may_have_any_color(color: str) -> None:
    assert run_to_end(lambda: toast("hi", color=color)).commands()[0]["spec"]["color"] == color


def test_a_toast_has_a_duration_and_a_color() -> None:
    def app() -> None:
        toast("hi", duration=0.5, position="left", color="error")
        toast("hi", color="#123456")

    first, second, _ = [m.get("spec") for m in run_to_end(app).commands()]
    assert first == {"content": "hi", "duration": 500, "position": "left", "color": "#e53935"}
    assert second is not None
    assert (second["duration"], second["position"], second["color"]) == (2000, "center", "#123456")


def test_a_toast_can_be_clicked() -> None:
    with run_app(lambda: toast("hi", onclick=lambda: put_text("clicked"))) as user:
        user.click("hi")
        assert user.texts() == ["clicked"]


def test_toasts_of_long_ago_are_forgotten() -> None:
    def app() -> None:
        for number in range(1000):
            toast(str(number), onclick=lambda: put_text("clicked"))

    with run_app(app) as user:
        user.click("999")
        assert user.texts() == ["clicked"]
        assert len(user.session.page._callbacks) <= 50


def test_a_wrong_position_of_a_toast_is_named() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match="position='top' is not one of 'left'"):
            toast("hi", position="top")

    run_to_end(app)
