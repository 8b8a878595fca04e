"""What authors can get wrong: every error names the value, and says what is legal."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from pywebio.exceptions import ArgumentError, PyWebIOWarning
from pywebio.input import (
    DATE,
    FLOAT,
    NUMBER,
    actions,
    checkbox,
    file_upload,
    input,
    input_group,
    input_update,
    radio,
    select,
    slider,
    textarea,
)
from pywebio.pin import put_input, put_select, put_slider, put_textarea
from pywebio.ports.types import UserValue
from pywebio.testing import run_app
from tests.unit.support import run_to_end

Call = Callable[..., object]  # type: ignore[explicit-any]  # called in wrong ways

WRONG: list[tuple[Call, dict[str, UserValue], str]] = [
    (input, {"label": ["a"]}, r"label=\['a'\] is no text"),
    (select, {"label": {}, "options": []}, "label={} is no text"),
    (textarea, {"help_text": print}, "help_text=<built-in function print> is no text"),
    (input, {"placeholder": []}, r"placeholder=\[\] is no text"),
    (input, {"value": ["a"]}, r"value=\['a'\] is no text or number"),
    (input, {"value": True}, "value=True is no text or number"),
    (input, {"type": NUMBER, "value": "five"}, "value='five' is no number, but type is 'number'"),
    (input, {"type": FLOAT, "value": "x"}, "value='x' is no number, but type is 'float'"),
    (put_input, {"name": "p", "type": NUMBER, "value": "five"}, "value='five' is no number"),
    (input, {"type": "file"}, "type='file' is not one of 'text', 'number'"),
    (input, {"datalist": "ab"}, "datalist='ab' is no list of texts"),
    (input, {"datalist": [["a"]]}, r"\['a'\] in datalist is no text"),
    (input, {"datalist": 5}, "datalist=5 is no list of texts"),
    (textarea, {"rows": 0}, "rows=0 is no whole number from 1 on"),
    (textarea, {"rows": "6"}, "rows='6' is no whole number from 1 on"),
    (textarea, {"maxlength": -1}, "maxlength=-1 is no whole number from 0 on"),
    (textarea, {"minlength": 1.5}, "minlength=1.5 is no whole number from 0 on"),
    (textarea, {"code": "python"}, r"code='python' is neither True nor .*\{'mode': 'python'\}"),
    (textarea, {"code": {1: 2}}, r"code=\{1: 2\} is neither True nor"),
    (put_textarea, {"name": "p", "rows": 0}, "rows=0 is no whole number"),
    (select, {"options": "ab"}, "options='ab' is no list: give a list of values"),
    (checkbox, {"options": 5}, "options=5 is no list"),
    (radio, {}, "options is required"),
    (select, {"options": [("a",)]}, r"option \('a',\): a tuple has 2 to 4 of label, value"),
    (select, {"options": [{"label": "a"}]}, "needs a label and a value"),
    (select, {"options": [(["a"], 1)]}, r"label=\['a'\] of the option is no text"),
    (put_select, {"name": "p", "options": "ab"}, "options='ab' is no list"),
    (actions, {"buttons": "ab"}, "buttons='ab' is no list"),
    (actions, {"buttons": [(["a"], 1)]}, r"label=\['a'\] of the button is no text"),
    (slider, {"min_value": 5, "max_value": 1}, "min_value=5 is more than max_value=1"),
    (slider, {"value": 101}, "value=101 is not from min_value=0 to 100"),
    (slider, {"value": "5"}, "value='5' is no number"),
    (slider, {"max_value": None}, "max_value=None is no number"),
    (slider, {"max_value": float("inf")}, "max_value=inf is no number"),
    (slider, {"min_value": True}, "min_value=True is no number"),
    (slider, {"step": 0}, "step=0 is no number above 0"),
    (slider, {"step": -1}, "step=-1 is no number above 0"),
    (slider, {"step": "x"}, "step='x' is no number above 0"),
    (put_slider, {"name": "p", "value": 101}, "value=101 is not from"),
    (file_upload, {"accept": 5}, "accept=5 is no list of texts"),
    (file_upload, {"max_size": "big"}, "max_size='big' is no size"),
    (file_upload, {"max_total_size": -1}, "max_total_size=-1 is no size"),
    (input, {"name": "a b"}, "input name 'a b' is not a legal name"),
    (put_input, {"name": 5}, "5 is not a legal name"),
    (input, {"validate": "x"}, "validate must be a function, not 'x'"),
    (input, {"action": "x"}, "action='x': give a pair of a label and a function"),
    (input_group, {"inputs": "ab"}, "'a' is no input"),
    (input_group, {"inputs": [5]}, "5 is no input: call an input function with a name"),
    (input_group, {"label": ["a"], "inputs": [5]}, r"label=\['a'\] is no text"),
    (input_group, {"inputs": 5}, "input_group needs inputs: a list of input calls with a name"),
]


@pytest.mark.parametrize(
    ("call", "arguments", "message"),
    WRONG,
    ids=[f"{number}-{call.__name__}" for number, (call, _, _) in enumerate(WRONG)],
)
def test_a_mistake_is_named(call: Call, arguments: dict[str, UserValue], message: str) -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match=message):
            call(**arguments)

    assert run_to_end(app).commands()[0]["command"] == "close_session"


RIGHT: list[tuple[Call, dict[str, UserValue]]] = [
    (input, {"label": 5}),
    (input, {"label": None}),
    (input, {"type": NUMBER, "value": "5"}),
    (input, {"type": DATE, "value": ""}),
    (input, {"datalist": ("a", 5)}),
    (input, {"maxlength": "5", "min": 1, "data-x": "y", "title": "t"}),
    (textarea, {"rows": 1, "maxlength": 0, "code": {}}),
    (select, {"options": (text for text in "ab")}),
    (select, {"options": {"a": 1, "b": 2}}),
    (select, {"options": []}),
    (slider, {"min_value": 10, "max_value": 20}),
    (slider, {"min_value": -5, "max_value": -1, "value": -3, "step": None}),
    (slider, {"max_value": 1.0, "step": "any"}),
    (file_upload, {"accept": ("image/*",)}),
]


@pytest.mark.parametrize(
    ("call", "arguments"),
    RIGHT,
    ids=[f"{number}-{call.__name__}" for number, (call, _) in enumerate(RIGHT)],
)
def test_what_is_right_is_taken_in_silence(
    call: Call, arguments: dict[str, UserValue], recwarn: pytest.WarningsRecorder
) -> None:
    with run_app(lambda: call(**arguments)) as user:
        user.form()
    assert [str(each.message) for each in recwarn] == []


SLIPS: list[tuple[Call, dict[str, UserValue], str]] = [
    (input, {"requird": True}, "input() has no 'requird'"),
    (textarea, {"max_length": 5}, "textarea() has no 'max_length'"),
    (select, {"options": [], "mutiple": True}, "select() has no 'mutiple'"),
    (checkbox, {"options": [], "onchnage": print}, "checkbox() has no 'onchnage'"),
    (radio, {"options": [], "Inline": True}, "radio() has no 'Inline'"),
    (slider, {"min": 5}, "slider() has no 'min'"),
    (slider, {"maxvalue": 5}, "slider() has no 'maxvalue'"),
    (file_upload, {"mutliple": True}, "file_upload() has no 'mutliple'"),
    (select, {"options": [{"label": "a", "value": 1, "slected": True}]}, "has no 'slected'"),
]


@pytest.mark.parametrize(
    ("call", "arguments", "message"),
    SLIPS,
    ids=[f"{number}-{call.__name__}" for number, (call, _, _) in enumerate(SLIPS)],
)
def test_a_slip_is_warned_of_at_the_authors_line(
    call: Call, arguments: dict[str, UserValue], message: str
) -> None:
    lines = list[int]()

    def app() -> None:
        lines.append(sys._getframe().f_lineno + 1)
        call(name="a", **arguments)

    if "onchnage" in arguments:  # a function is nothing that can be sent
        arguments = {**arguments, "onchnage": "print"}
    with pytest.warns(PyWebIOWarning) as caught:
        run_to_end(app)
    assert [(each.filename, each.lineno) for each in caught] == [(__file__, lines[0])]
    assert message in str(caught[0].message)


class TestUpdates:
    @pytest.mark.parametrize(
        ("spec", "message"),
        [
            ({"options": ["a"]}, "'data' is of type 'slider', which has no options"),
            ({"options": 5}, "options=5 is no list"),
            ({"min_value": 101}, "min_value=101 is more than max_value=100"),
            ({"max_value": "x"}, "max_value='x' is no number"),
            ({"help_text": ["x"]}, "is no text"),
            ({"multiple": True}, "multiple cannot be changed"),
        ],
        ids=repr,
    )
    def test_a_mistake_is_named(self, spec: dict[str, UserValue], message: str) -> None:
        seen = list[str]()

        def changed(_: object) -> None:
            with pytest.raises(ArgumentError) as raised:
                input_update(**spec)
            seen.append(str(raised.value))

        with run_app(lambda: slider("x", onchange=changed)) as user:
            user.change("data", 5)
            user.settle()
        assert message in seen[0]

    def test_a_slip_is_warned_of(self) -> None:
        def changed(_: object) -> None:
            input_update(option=["a"], title="fine")

        with (
            pytest.warns(PyWebIOWarning, match="Did you mean 'options'") as caught,
            run_app(lambda: select("x", ["a"], onchange=changed)) as user,
        ):
            user.change("data", "a")
        assert [each.filename for each in caught] == [__file__]
