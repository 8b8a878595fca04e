"""Pins: widgets that stay in the page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from pywebio.exceptions import ArgumentError, PyWebIOWarning
from pywebio.input import NUMBER
from pywebio.output import (
    Output,
    popup,
    put_buttons,
    put_collapse,
    put_scope,
    put_table,
    put_text,
    remove,
    use_scope,
)
from pywebio.output._content import where
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
        with run_app(with_pins(lambda: put_text(read()))) as user:
            assert user.commands()[-1]["spec"] == {"names": ["p"]}
            user.answer({"p": "value"})
            assert user.texts() == ["value"]

    def test_a_value_can_be_awaited(self) -> None:
        async def app() -> None:
            put_input("p", NUMBER)
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

    def test_strict_mode_holds_for_one_session(self) -> None:
        run_to_end(pin.use_strict)
        with run_app(lambda: put_text(pin.p)) as user:
            user.answer({})
            assert user.texts() == ["None"]

    def test_several_values_are_asked_for_at_once(self) -> None:
        with run_app(with_pins(lambda: put_text(get_pin_values(["p", "q"])))) as user:
            assert user.commands()[-1]["spec"] == {"names": ["p", "q"]}
            user.answer({"p": "x"})
            assert user.texts() == ["{'p': 'x'}"]

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

    @pytest.mark.parametrize(
        ("spec", "message"),
        [
            ({"type": "text", "multiple": True}, "multiple, type cannot be changed"),
            ({"options": ["a"]}, "'p' is of type 'text', which has no options"),
            ({"options": "ab"}, "options='ab' is no list"),
            ({"label": ["a"]}, r"label=\['a'\] is no text"),
            ({"datalist": "ab"}, "datalist='ab' is no list of texts"),
        ],
        ids=["fixed", "no options", "options", "label", "datalist"],
    )
    def test_wrong_updates_are_errors(self, spec: dict[str, UserValue], message: str) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match=message):
                pin_update("p", **spec)

        run_to_end(with_pins(app))

    def test_wrong_names_are_errors(self) -> None:
        def app() -> None:
            for call in (get_pin_values, lambda names: pin_wait_change(names, timeout=1)):
                with pytest.raises(ArgumentError, match="pin name 5 is not a legal name"):
                    call([5])  # type: ignore[list-item]  # what is tested
            with pytest.raises(ArgumentError, match="names must be a list of names, not 'abc'"):
                get_pin_values("abc")
            with pytest.raises(ArgumentError, match="timeout='5' is no number of seconds"):
                pin_wait_change("p", timeout="5")  # type: ignore[arg-type]  # what is tested
            with pytest.raises(ArgumentError, match="onchange must be a function, not 5"):
                pin_on_change("p", onchange=5)  # type: ignore[arg-type]  # what is tested

        run_to_end(app)

    def test_a_slip_in_an_update_is_warned_of(self) -> None:
        with pytest.warns(PyWebIOWarning, match="Did you mean 'help_text'") as caught:
            run_to_end(with_pins(lambda: pin_update("p", helptext="x")))
        assert caught[0].filename == __file__


def with_pins(app: Callable[[], object]) -> Callable[[], None]:
    """Return *app* in a page with a text field `p`, a select `s` and a slider `n`."""

    def run() -> None:
        put_input("p")
        put_input("q")
        put_select("s", [("one", (1,)), ("two", True), ("off", 2, False, True)])
        put_slider("n", max_value=9)
        app()

    return run


LIES = [
    {"p": 5},
    {"p": None},
    {"s": "three"},
    {"s": 1},
    {"s": 2},
    {"n": 10},
    {"n": "5"},
    {"unknown": "x"},
]


class TestLies:
    @pytest.mark.parametrize("lie", LIES, ids=repr)
    def test_what_a_page_makes_up_counts_as_nothing(
        self, lie: dict[str, object], caplog: pytest.LogCaptureFixture
    ) -> None:
        (name,) = lie

        def app() -> None:
            put_text(repr(pin[name]), repr(get_pin_values([name])))
            pin.use_strict()
            with pytest.raises(ArgumentError):
                _ = pin[name]

        with run_app(with_pins(app)) as user:
            for _ in range(3):
                user.answer(lie)
            assert user.texts() == ["None {}"]
        assert [record for record in caplog.records if record.levelno > logging.INFO] == []

    @pytest.mark.parametrize("lie", LIES, ids=repr)
    def test_a_change_to_it_is_none(self, lie: dict[str, object]) -> None:
        ((name, value),) = lie.items()
        values = list[object]()
        with run_app(with_pins(lambda: pin_on_change(name, onchange=values.append))) as user:
            change(user, {"value": value})
            change(user, value)
        assert values == []

    def test_waiting_goes_on_after_it(self) -> None:
        def app() -> None:
            put_text(pin_wait_change("p", "n"))

        with run_app(with_pins(app)) as user:
            for lie in (None, {"name": "p"}, {"name": ["p"], "value": "x"}, {"name": "q"}, "x"):
                user.answer(lie)
                user.settle()
            user.answer({"name": "n", "value": 5.0})
            assert user.texts() == ["{'name': 'n', 'value': 5}"]


class TestTypes:
    def test_options_are_the_objects_that_were_offered(self) -> None:
        with run_app(with_pins(lambda: put_text(repr(pin.s), repr(pin.s)))) as user:
            user.answer({"s": [1]})
            user.answer({"s": True})
            assert user.texts() == ["(1,) True"]

    def test_new_options_hold(self) -> None:
        def app() -> None:
            pin_update("s", options=[("three", (3,))])
            put_text(repr(pin.s), repr(pin.s))

        with run_app(with_pins(app)) as user:
            user.answer({"s": [3]})
            user.answer({"s": [1]})
            assert user.texts() == ["(3,) None"]

    def test_a_value_that_is_set_may_come_back(self) -> None:
        def app() -> None:
            pin.s = 2
            put_text(repr(pin.s))

        with run_app(with_pins(app)) as user:
            user.answer({"s": 2})
            assert user.texts() == ["2"]

    def test_the_newest_widget_of_a_name_counts(self) -> None:
        def app() -> None:
            put_select("p", ["a"])
            put_text(repr(get_pin_values(["p"])), repr(get_pin_values(["p"])))

        with run_app(with_pins(app)) as user:
            user.answer({"p": "text"})
            user.answer({"p": "a"})
            assert user.texts() == ["{} {'p': 'a'}"]

    def test_what_is_changed_after_the_question_does_not_spoil_the_answer(self) -> None:
        def app() -> None:
            put_buttons(["change"], lambda _: pin_update("s", options=["new"]))
            put_text(repr(pin.s))

        with run_app(with_pins(app)) as user:
            user.settle()
            user.click("change")
            user.settle()
            user.answer({"s": [1]})
            assert user.texts()[-1] == "(1,)"

    def test_a_widget_inside_of_another_output_is_known(self) -> None:
        def app() -> None:
            put_table([["x", put_input("cell", NUMBER)]])
            popup("t", [put_collapse("c", [put_input("deep", NUMBER)])])
            put_text(get_pin_values(["cell", "deep"]))

        with run_app(app) as user:
            user.answer({"cell": 1, "deep": 2})
            assert user.texts()[-1] == "{'cell': 1, 'deep': 2}"

    def test_a_widget_made_from_a_spec_says_what_it_likes(self) -> None:
        def app() -> None:
            Output(
                {"type": "pin", "input": {"type": "knob", "name": "k"}, **where(None, -1)}
            ).show()
            put_text(pin.k)

        with run_app(app) as user:
            user.answer({"k": 11})
            assert user.texts() == ["11"]


class TestMemory:
    def test_thousands_of_pins_work(self) -> None:
        names = [f"p{number}" for number in range(3000)]

        def app() -> None:
            for name in names:
                put_input(name, NUMBER)
                pin_on_change(name, onchange=print)
            put_text(sum(get_pin_values(names).values()))

        with run_app(app) as user:
            user.answer(dict.fromkeys(names, 1))
            assert user.texts() == ["3000"]
            assert len(user.session.page._callbacks) == 3000

    def test_what_is_cleared_is_forgotten(self) -> None:
        def app() -> None:
            for number in range(3000):
                with use_scope("s", clear=True):
                    put_input(f"p{number}")
                    pin_on_change(f"p{number}", onchange=print)
            remove("s")

        with run_app(app) as user:
            user.settle()
            pins = user.session.page._contents.pins
            assert (pins._widgets, pins._scopes, pins._names) == ({}, {}, {})
            assert len(user.session.page._callbacks) == len(pins._gone) == 1000

    def test_functions_hold_for_a_widget_that_is_shown_anew(self) -> None:
        values = list[object]()

        def app() -> None:
            for round_ in range(3):
                with use_scope("s", clear=True):
                    put_select("again", [round_])
                if round_ == 0:
                    pin_on_change("again", onchange=values.append)
            put_text("end")

        with run_app(app) as user:
            change(user, {"value": 0})
            change(user, {"value": 2})
        assert values == [2]

    def test_one_name_again_and_again_takes_one_place(self) -> None:
        def app() -> None:
            for number in range(100):
                put_scope(f"s{number}", put_input("p"))

        with run_app(app) as user:
            user.settle()
            pins = user.session.page._contents.pins
            assert len(pins._widgets) == len(pins._names) == 1


class TestChanges:
    def test_a_change_is_waited_for(self) -> None:
        def app() -> None:
            change = pin_wait_change("p", ["q", "n"], timeout=5)
            put_text(change["name"], change["value"])
            put_text(pin_wait_change("p", timeout=5))

        with run_app(with_pins(app)) as user:
            assert user.commands()[-1]["spec"] == {"names": ["p", "q", "n"], "timeout": 5}
            user.answer({"name": "n", "value": 1})
            user.answer(None)
            assert user.texts() == ["n 1", "None"]

    def test_a_name_is_needed(self) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="needs the name of a pin"):
                pin_wait_change()

        run_to_end(app)

    def test_a_function_is_called_on_every_change(self) -> None:
        values = list[object]()
        with run_app(with_pins(lambda: pin_on_change("s", onchange=values.append))) as user:
            change(user, {"value": [1]})
            change(user, {"value": True})
        assert values == [(1,), True]

    def test_a_session_may_have_thousands_of_pins(self) -> None:
        def app() -> None:
            for number in range(3000):
                put_input(f"p{number}")
                pin_on_change(f"p{number}", onchange=print)

        assert len(run_to_end(app).outputs()) == 3000

    def test_several_pins_can_share_a_function(self) -> None:
        user = run_to_end(lambda: pin_on_change(["a", "b"], onchange=print))
        assert [m["spec"]["name"] for m in user.commands()] == ["a", "b"]

    def test_a_function_can_be_called_at_once(self) -> None:
        values = list[object]()

        def app() -> None:
            pin_on_change("p", onchange=values.append, init_run=True)

        with run_app(with_pins(app)) as user:
            user.answer({"p": "now"})
            user.settle()
        assert values == ["now"]

    def test_in_a_coroutine_app_it_is_called_once_the_page_has_answered(self) -> None:
        values = list[object]()

        async def app() -> None:
            async def changed(value: object) -> None:
                values.append(value)

            put_input("p")
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
            assert len(user.session.page._callbacks) == 1

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
    """Let the page say that the pin with the newest function has changed."""
    spec = [m["spec"] for m in user.commands() if m["command"] == "pin_onchange"][-1]
    user.tell(CallbackCalled(CallbackId(spec["callback_id"]), data))
    user.settle()
