"""What PyWebIO 1.x had before scopes."""

from __future__ import annotations

import pytest

from pywebio.exceptions import ArgumentError
from pywebio.output import Output, OutputList, output, put_buttons, put_row, put_text, style
from pywebio.testing import run_app
from tests.unit.support import run_to_end

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_a_placeholder_can_be_filled_later() -> None:
    def app() -> None:
        place = output("first")
        put_row([place])
        place.append("last")
        place.insert(0, "zero", put_text("one"))
        place.reset("new")

    row, *rest = run_to_end(app).commands()[:-1]
    name = "." + row["spec"]["data"]["contents"][0]["data"]["class"]
    assert [
        (m["spec"].get("content"), m["spec"].get("position"), m["spec"].get("clear")) for m in rest
    ] == [
        ("last", -1, None),
        ("zero", 0, None),
        ("one", 1, None),
        (None, None, name),
        ("new", -1, None),
    ]
    assert all(m["spec"].get("scope", name) == name for m in rest)


def test_callbacks_of_a_placeholder_are_forgotten_when_it_is_filled_anew() -> None:
    def app() -> None:
        place = output(put_buttons(["a"], onclick=print))
        place.show()
        for _ in range(10):
            place.reset(put_buttons(["b"], onclick=print))

    with run_app(app) as user:
        user.settle()
        assert len(user.session.page._callbacks) == 1


def test_style_of_one_and_of_several() -> None:
    def app() -> None:
        one = style(put_text("a"), "color: red")
        assert isinstance(one, Output)
        several = style([put_text("b"), put_text("c")], "color: blue")
        assert isinstance(several, OutputList)
        one.show()
        del several

    assert [spec["style"] for spec in run_to_end(app).outputs()] == [
        "color: red",
        "color: blue",
        "color: blue",
    ]


def test_style_of_something_else_is_an_error() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match="5 is no output"):
            style([5], "color: red")  # type: ignore[list-item]  # what is tested

    run_to_end(app)


@pytest.mark.parametrize(
    "call", [lambda: output("x"), lambda: style([], "x")], ids=["output", "style"]
)
def test_they_warn(call: object) -> None:
    def app() -> None:
        with pytest.warns(DeprecationWarning, match="is deprecated: use put_"):
            call()  # type: ignore[operator]  # one of the two

    run_to_end(app)
