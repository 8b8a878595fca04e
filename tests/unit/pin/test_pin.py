"""Pins: widgets that stay in the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import Output, put_text
from pywebio.pin import (
    get_pin_values,
    pin,
    pin_on_change,
    pin_update,
    pin_wait_change,
    put_actions,
    put_checkbox,
    put_file_upload,
    put_input,
    put_radio,
    put_select,
    put_slider,
    put_textarea,
)
from pywebio.ports.events import CallbackCalled
from pywebio.ports.types import CallbackId
from pywebio.testing import AppTester, run_app
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    from pywebio.ports.types import UserValue

WIDGETS: dict[str, Callable[[str], Output]] = {
    "text": lambda name: put_input(name, label="l", value="v"),
    "textarea": lambda name: put_textarea(name, label="l"),
    "select": lambda name: put_select(name, ["a", "b"], label="l"),
    "checkbox": lambda name: put_checkbox(name, ["a", "b"], label="l"),
    "radio": lambda name: put_radio(name, ["a", "b"], label="l"),
    "slider": lambda name: put_slider(name, label="l"),
    "actions": lambda name: put_actions(name, buttons=["a"], label="l"),
    "file": lambda name: put_file_upload(name, label="l"),
}


@pytest.mark.parametrize("kind", WIDGETS)
class TestWidgets:
    def test_a_widget_is_an_output_with_a_field(self, kind: str) -> None:
        (spec,) = run_to_end(lambda: WIDGETS[kind]("p")).outputs()
        assert spec["type"] == "pin"
        assert spec["scope"] == "#pywebio-scope-ROOT"
        assert (spec["input"]["type"], spec["input"]["name"]) == (kind, "p")
        assert spec["input"]["label"] == "l"

    @pytest.mark.parametrize("name", ["", "a b", "ä"])
    def test_a_bad_name_is_an_error(self, kind: str, name: str) -> None:
        def app() -> None:
            with pytest.raises(ValueError, match="name"):
                WIDGETS[kind](name)

        assert run_to_end(app).outputs() == []


def test_a_pin_has_only_submit_buttons() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match="a pin has only buttons of type 'submit'"):
            put_actions("p", buttons=[{"label": "a", "value": 1, "type": "reset"}])

    run_to_end(app)


class TestValues:
    @pytest.mark.parametrize("read", [lambda: pin.p, lambda: pin["p"]], ids=["attribute", "key"])
    def test_a_value_is_asked_for(self, read: Callable[[], UserValue]) -> None:
        with run_app(lambda: put_text(read())) as user:
            assert user.commands()[-1]["spec"] == {"names": ["p"]}
            user.answer({"p": "value"})
            assert user.texts() == ["value"]

    def test_a_value_can_be_awaited(self) -> None:
        async def app() -> None:
            put_text(await pin.p)

        with run_app(app) as user:
            user.answer({"p": 5})
            assert user.texts() == ["5"]

    @pytest.mark.parametrize("answer", [{}, None, [1], "x"], ids=repr)
    def test_a_pin_that_is_not_there_is_none(self, answer: object) -> None:
        with run_app(lambda: put_text(pin.p)) as user:
            user.answer(answer)
            assert user.texts() == ["None"]

    def test_a_pin_that_is_not_there_is_an_error_in_strict_mode(self) -> None:
        def app() -> None:
            pin.use_strict()
            with pytest.raises(ArgumentError, match="there is no pin 'p' in the page"):
                _ = pin.p

        with run_app(app) as user:
            user.answer({})

    def test_several_values_are_asked_for_at_once(self) -> None:
        with run_app(lambda: put_text(get_pin_values(["a", "b"]))) as user:
            assert user.commands()[-1]["spec"] == {"names": ["a", "b"]}
            user.answer({"a": 1})
            assert user.texts() == ["{'a': 1}"]

    def test_a_value_is_set(self) -> None:
        def app() -> None:
            pin.a = [1, (2,)]
            pin["b"] = "x"

        assert [m["spec"] for m in run_to_end(app).commands()[:-1]] == [
            {"name": "a", "attributes": {"value": [1, [2]]}},
            {"name": "b", "attributes": {"value": "x"}},
        ]

    def test_what_cannot_be_set_is_named(self) -> None:
        def app() -> None:
            with pytest.raises(TypeError, match="a is a object"):
                pin.a = object()
            with pytest.raises(ValueError, match="pin name 'a b'"):
                pin["a b"] = 1
            with pytest.raises(ArgumentError, match="use_strict is no pin"):
                pin.use_strict = True  # type: ignore[method-assign,assignment]  # what is tested

        run_to_end(app)

    def test_attributes_are_updated(self) -> None:
        (message, _) = run_to_end(lambda: pin_update("p", options=["a"], help_text="h")).commands()
        assert message["spec"] == {
            "name": "p",
            "attributes": {"options": [{"label": "a", "value": "a"}], "help_text": "h"},
        }

    def test_what_is_fixed_cannot_be_updated(self) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="multiple, type cannot be changed"):
                pin_update("p", type="text", multiple=True)

        run_to_end(app)


class TestChanges:
    def test_a_change_is_waited_for(self) -> None:
        def app() -> None:
            change = pin_wait_change("a", ["b", "c"], timeout=5)
            put_text(change["name"], change["value"])

        with run_app(app) as user:
            assert user.commands()[-1]["spec"] == {"names": ["a", "b", "c"], "timeout": 5}
            user.answer({"name": "b", "value": 1})
            assert user.texts() == ["b 1"]

    def test_a_name_is_needed(self) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="needs the name of a pin"):
                pin_wait_change()

        run_to_end(app)

    def test_a_function_is_called_on_every_change(self) -> None:
        values = list[object]()
        with run_app(lambda: pin_on_change("p", onchange=values.append)) as user:
            change(user, {"value": 1})
            change(user, {"value": [2]})
            change(user, "made up")
            user.settle()
        assert values == [1, [2], None]

    def test_several_pins_can_share_a_function(self) -> None:
        user = run_to_end(lambda: pin_on_change(["a", "b"], onchange=print))
        assert [m["spec"]["name"] for m in user.commands()] == ["a", "b"]

    def test_a_function_can_be_called_at_once(self) -> None:
        values = list[object]()
        with run_app(lambda: pin_on_change("p", onchange=values.append, init_run=True)) as user:
            user.answer({"p": "now"})
            user.settle()
        assert values == ["now"]

    def test_in_a_coroutine_app_it_is_called_once_the_page_has_answered(self) -> None:
        values = list[object]()

        async def app() -> None:
            async def changed(value: object) -> None:
                values.append(value)

            pin_on_change("p", onchange=changed, init_run=True)

        with run_app(app) as user:
            user.answer({"p": "now"})
            user.settle()
        assert values == ["now"]

    def test_functions_given_before_are_dropped_and_forgotten(self) -> None:
        def app() -> None:
            for _ in range(100):
                pin_on_change("p", onchange=print, clear=True)

        with run_app(app) as user:
            user.settle()
            assert len(user.session._callbacks) == 1

    def test_there_must_be_something_to_do(self) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="needs onchange, or clear=True"):
                pin_on_change("p")
            with pytest.raises(TypeError, match="mutex_mode: no such option"):
                pin_on_change("p", onchange=print, mutex_mode=True)
            pin_on_change("p", clear=True)

        first = run_to_end(app).commands()[0]
        assert first["spec"] == {"name": "p", "clear": True}


def change(user: AppTester, data: object) -> None:
    """Let the page say that the newest pin has changed."""
    user.settle()
    spec = user.commands()[-1]["spec"]
    user.tell(CallbackCalled(CallbackId(spec["callback_id"]), data))
    user.settle()
