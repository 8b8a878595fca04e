"""How outputs and fields are made, for apps of PyWebIO 1.8."""

from __future__ import annotations

import pytest

from pywebio import input as pywebio_input
from pywebio import output, pin
from pywebio.io_ctrl import (
    Output,
    output_register_callback,
    safely_destruct_output_when_exp,
    scope2dom,
)
from pywebio.output import put_row, put_text
from pywebio.ports.events import CallbackCalled
from pywebio.ports.types import CallbackId
from pywebio.testing import run_app
from tests.unit.support import run_to_end


def test_a_script_in_the_page_can_call_a_function() -> None:
    ids = list[str]()

    def app() -> None:
        ids.append(output_register_callback(lambda data: put_text("got", data), serial_mode=True))

    with run_app(app) as user:
        user.settle()
        user.tell(CallbackCalled(CallbackId(ids[0]), "data"))
        assert user.texts() == ["got data"]


def test_an_unknown_option_of_a_callback_is_refused() -> None:
    def app() -> None:
        with pytest.raises(TypeError, match="mutex_mode"):
            output_register_callback(print, mutex_mode=True)

    run_to_end(app)


def test_what_a_failed_function_was_given_is_not_shown() -> None:
    @safely_destruct_output_when_exp("content")
    def put_twice(times: int, content: list[Output]) -> Output:
        return put_row(content * (2 // times))

    def app() -> None:
        with pytest.raises(ZeroDivisionError):
            put_twice(0, content=[put_text("never")])
        put_twice(1, [put_text("twice")])

    assert run_to_end(app).texts() == ["twice", "twice"]


def test_scopes_have_selectors() -> None:
    assert scope2dom("a b") == "#pywebio-scope-a-b"
    assert scope2dom("x", no_css_selector=True) == "pywebio-scope-x"


def test_private_functions_that_apps_use_do_what_they_did() -> None:
    def app() -> None:
        box = output._put_message(color="secondary", contents=[put_text("boxed")])  # type: ignore[attr-defined]
        assert box.spec["data"]["kind"] == "secondary"
        Output(output._get_output_spec("text", None, -1, content="made", rows=None))  # type: ignore[attr-defined]
        pin._pin_output(pywebio_input.input(name="age", maxlength=3), None, -1)  # type: ignore[attr-defined]
        assert pywebio_input.parse_input_update_spec({"value": 5}) == {"value": 5}  # type: ignore[attr-defined]

    made, field, box = run_to_end(app).outputs()
    assert set(made) == {"type", "content", "scope", "position"}
    assert (field["type"], field["input"]["name"], field["input"]["maxlength"]) == ("pin", "age", 3)
    assert box["data"]["contents"][0]["content"] == "boxed"
