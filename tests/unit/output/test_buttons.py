"""Buttons."""

from __future__ import annotations

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import put_button, put_buttons, put_text
from pywebio.ports.events import CallbackCalled
from pywebio.ports.types import CallbackId
from pywebio.testing import run_app
from tests.unit.support import run_to_end


def show(value: object) -> None:
    put_text(value)


def test_the_values_of_buttons_stay_on_the_server() -> None:
    secret = object()
    values = list[object]()

    with run_app(lambda: put_buttons([("a", secret), ("b", 2)], onclick=values.append)) as user:
        (spec,) = user.outputs()
        assert spec["buttons"] == [{"label": "a", "value": 0}, {"label": "b", "value": 1}]
        user.click("a")
        user.click("b")
        user.settle()
    assert values == [secret, 2]


def test_each_button_may_have_a_function_of_its_own() -> None:
    def app() -> None:
        put_buttons(["a", "b"], onclick=[lambda: put_text("first"), lambda: put_text("second")])

    with run_app(app) as user:
        user.click("b")
        user.click("a")
        assert user.texts() == ["second", "first"]


def test_buttons_are_values_pairs_or_dicts() -> None:
    def app() -> None:
        put_buttons(
            [1, ("two", 2), {"label": "three", "value": 3, "color": "danger", "disabled": True}],
            onclick=show,
            small=True,
            group=True,
        )

    (spec,) = run_to_end(app).outputs()
    assert spec["buttons"] == [
        {"label": "1", "value": 0},
        {"label": "two", "value": 1},
        {"label": "three", "value": 2, "color": "danger", "disabled": True},
    ]
    assert (spec["small"], spec["group"], spec["link"], spec["outline"]) == (
        True,
        True,
        False,
        False,
    )


def test_one_button_has_a_color_and_a_function_without_arguments() -> None:
    with run_app(lambda: put_button("a", onclick=lambda: put_text("x"), color="success")) as user:
        assert user.outputs()[0]["buttons"][0]["color"] == "success"
        user.click("a")
        assert user.texts() == ["x"]


@pytest.mark.parametrize("data", [0, 99, -1, None, "0", {"value": 0}, [0]], ids=repr)
def test_what_a_page_makes_up_calls_nothing(data: object) -> None:
    def app() -> None:
        put_buttons([{"label": "a", "value": 1, "disabled": True}], onclick=show)

    with run_app(app) as user:
        callback_id = CallbackId(user.outputs()[0]["callback_id"])
        user.tell(CallbackCalled(callback_id, data))
        assert user.texts() == []


def test_as_many_functions_as_buttons_are_needed() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match="1 functions for 2 buttons"):
            put_buttons(["a", "b"], onclick=[lambda: None])

    run_to_end(app)


def test_a_button_without_label_is_shown_in_the_error() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match=r"button \{'value': 1\} needs a label"):
            put_buttons([{"value": 1}], onclick=show)

    run_to_end(app)


def test_a_wrong_callback_option_is_named() -> None:
    def threads() -> None:
        with pytest.raises(TypeError, match=r"mutex_mode: no such option.*serial_mode"):
            put_buttons(["a"], onclick=show, mutex_mode=True)

    async def coroutine() -> None:
        with pytest.raises(TypeError, match=r"serial_mode: no such option.*mutex_mode"):
            put_buttons(["a"], onclick=show, serial_mode=True)

    run_to_end(threads)
    run_to_end(coroutine)


def test_a_thousand_clicks_leave_no_trace() -> None:
    with run_app(lambda: put_button("a", onclick=lambda: None)) as user:
        user.click("a")
        user.settle()
        before = (len(user.session.page._callbacks), len(user.session._tasks))
        callback_id = CallbackId(user.outputs()[0]["callback_id"])
        for _ in range(1000):
            user.session.push(CallbackCalled(callback_id, 0))
        user.wait_for(lambda: not user.session.running, "end of the clicks")
        assert (len(user.session.page._callbacks), len(user.session._tasks)) == before
