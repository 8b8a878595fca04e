"""What authors get wrong: the error names the value and what is legal, and nothing is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from pywebio import output as out
from pywebio.exceptions import ArgumentError
from tests.unit.support import run_to_end

if TYPE_CHECKING:
    import io
    from collections.abc import Callable


class UnsavableImage:
    """Something like an image of PIL whose format cannot hold it."""

    format: str | None = None

    def save(self, fp: io.BytesIO, format: str) -> NoReturn:
        raise KeyError(format.upper())


def text() -> out.Output:
    return out.put_text("must not be shown")


def ring() -> list[object]:
    items: list[object] = []
    items.append(items)
    return items


WRONG: list[tuple[Callable[[], object], type[Exception], str]] = [
    # Everything that is shown
    (lambda: out.put_text("a", scope=5), TypeError, "scope must be the name of a scope, not 5"),  # type: ignore[arg-type]
    (lambda: out.put_text("a", scope=-1), TypeError, r"write scope=get_scope\(-1\), or None"),  # type: ignore[arg-type]
    (lambda: out.put_text("a", scope=["a"]), TypeError, r"name of a scope, not \['a'\]$"),  # type: ignore[arg-type]
    (lambda: out.put_text("a", position="top"), TypeError, "position must be a number, not 'top'"),  # type: ignore[arg-type]
    (lambda: out.put_text("a", position=True), TypeError, "position must be a number, not True"),
    # Text
    (lambda: out.put_text("a", sep=5), TypeError, "sep must be a string, not 5"),  # type: ignore[arg-type]
    (lambda: out.put_markdown("a", options=[1]), TypeError, r"options must be a dict .*not \[1\]"),  # type: ignore[arg-type]
    (lambda: out.put_code("a", language=5), TypeError, "language must be a string, not 5"),  # type: ignore[arg-type]
    (lambda: out.put_code("a", rows=0), ArgumentError, "rows=0 is no whole number from 1 on"),
    (lambda: out.put_link("a"), ArgumentError, "put_link.'a'. needs either url= or app="),
    (lambda: out.put_link("a", url="b", app="c"), ArgumentError, "needs either url= or app=$"),
    (lambda: out.put_link("a", url=5), TypeError, "url must be a string, not 5"),  # type: ignore[arg-type]
    (lambda: out.put_link("a", app=print), TypeError, "app must be a string, not <built-in"),  # type: ignore[arg-type]
    # Media
    (lambda: out.put_image(Path("a.png")), TypeError, r"give what open\(path, 'rb'\)"),  # type: ignore[arg-type]
    (lambda: out.put_image(b"a", "image/png"), ArgumentError, "format='image/png': use a kind"),
    (lambda: out.put_image(UnsavableImage(), "foo"), ArgumentError, "format='foo': PIL cannot"),
    (lambda: out.put_image("a", width=5), TypeError, "width must be a CSS size .* not 5"),  # type: ignore[arg-type]
    (lambda: out.put_image("a", height=5), TypeError, "height must be a CSS size .* not 5"),  # type: ignore[arg-type]
    (lambda: out.put_file("", b"a"), ArgumentError, r"put_file\(\) needs a name"),
    (lambda: out.put_file(5, b"a"), TypeError, "name must be a string, not 5"),  # type: ignore[arg-type]
    (lambda: out.put_file("a", None), TypeError, "content of 'a' must be bytes, not NoneType"),  # type: ignore[arg-type]
    (lambda: out.put_loading("round"), ArgumentError, "shape='round' is not one of 'border'"),
    (lambda: out.put_loading(color="red"), ArgumentError, "color='red' is not one of 'primary'"),
    (lambda: out.put_progressbar("a b"), ArgumentError, "progress bar name 'a b'"),
    (lambda: out.put_progressbar("a", 50), ArgumentError, "init=50: use a number from 0 to 1"),
    (lambda: out.put_progressbar("a", "1"), ArgumentError, "init='1': use a number from 0 to 1"),  # type: ignore[arg-type]
    (lambda: out.set_progressbar("a", -0.5), ArgumentError, r"value=-0\.5: use a number from 0"),
    (lambda: out.set_progressbar("a", float("nan")), ArgumentError, "value=nan: use a number"),
    # Tables
    (lambda: out.put_table("ab"), TypeError, "tdata must be a list of rows, not 'ab'"),
    (lambda: out.put_table({"a": 1}), TypeError, "tdata must be a list of rows, not {'a': 1}"),  # type: ignore[arg-type]
    (lambda: out.put_table([["a"], 5]), TypeError, "row 1 of tdata must be a list of cells"),  # type: ignore[list-item]
    (lambda: out.put_table([["a"]], header="ab"), TypeError, "header must be a list of names"),
    (lambda: out.put_table([{"a": 1}, [1]]), ArgumentError, r"row \[1\] is no dict"),
    (lambda: out.span("a", row=0), ArgumentError, r"span\(row=0, col=1\): a cell"),
    (lambda: out.span("a", col="2"), ArgumentError, r"span\(row=1, col='2'\): a cell"),  # type: ignore[arg-type]
    (lambda: out.put_grid(text()), TypeError, "content must be a list of lists of outputs"),  # type: ignore[arg-type]
    (lambda: out.put_grid([text()]), TypeError, r"content\[0\] must be a list of outputs"),  # type: ignore[list-item]
    (lambda: out.put_grid([["a"]]), ArgumentError, "'a' is no output: use the result"),  # type: ignore[list-item]
    (lambda: out.put_grid([[out.span("a")]]), ArgumentError, r"span\('a'\) in a grid: use"),
    (lambda: out.put_grid([[text()]], direction="up"), ArgumentError, "direction='up' is not one"),
    (lambda: out.put_grid([[text()]], 5), TypeError, "cell_width must be a CSS size"),  # type: ignore[arg-type]
    (lambda: out.put_grid([[text()]], cell_heights=5), TypeError, "cell_heights must be a CSS"),  # type: ignore[arg-type]
    # Buttons
    (lambda: out.put_buttons("ab", print), TypeError, "buttons must be a list of buttons"),
    (lambda: out.put_buttons([{"label": "a"}], print), ArgumentError, "needs a label and a value"),
    (
        lambda: out.put_buttons(["a"], None),  # type: ignore[arg-type]
        TypeError,
        "onclick must be a list of functions, or one",
    ),
    (lambda: out.put_buttons(["a"], [None]), TypeError, r"onclick\[0\] must be a function"),  # type: ignore[list-item]
    (lambda: out.put_buttons(["a"], []), ArgumentError, "onclick has 0 functions for 1 buttons"),
    (lambda: out.put_buttons(["a"], print, colour="red"), TypeError, "colour: no such option"),  # type: ignore[arg-type]
    (lambda: out.put_button("a", onclick="f"), TypeError, "onclick must be a function, not 'f'"),  # type: ignore[arg-type]
    (lambda: out.put_button("a", print, color=5), TypeError, "the color of a button must be"),  # type: ignore[arg-type]
    # Layout
    (lambda: out.put_row([text(), "a"]), ArgumentError, "'a' is no output: use the result"),
    (lambda: out.put_row([text()], size=5), TypeError, "size must be a CSS size"),  # type: ignore[arg-type]
    (lambda: out.put_column([5, text()]), ArgumentError, "5 is no output"),
    (lambda: out.put_scope("a b", text()), ArgumentError, "scope name 'a b' is not a legal name"),
    (lambda: out.put_collapse("a", [text(), 5]), ArgumentError, "put_collapse holds 5"),  # type: ignore[list-item]
    (lambda: out.put_scrollable(text(), height="9px"), ArgumentError, "height='9px': use a number"),  # type: ignore[arg-type]
    (lambda: out.put_scrollable(text(), height=0), ArgumentError, "height=0: use a number"),
    (lambda: out.put_scrollable(text(), (1, 2, 3)), ArgumentError, r"height=\(1, 2, 3\): use a"),  # type: ignore[arg-type]
    (lambda: out.put_tabs({"title": "a", "content": text()}), TypeError, "tabs must be a list"),  # type: ignore[arg-type]
    (lambda: out.put_tabs(["a"]), ArgumentError, "tab 'a' needs a title"),  # type: ignore[list-item]
    (lambda: out.put_tabs([{"content": text()}]), ArgumentError, "needs a title and content"),
    (lambda: out.put_widget(5, {"a": text()}), TypeError, "template must be a string, not 5"),  # type: ignore[arg-type]
    (lambda: out.put_widget("a", [text()]), TypeError, "data must be a dict"),  # type: ignore[arg-type]
    (lambda: out.put_widget("a", {"a": {1}}), TypeError, r"data\['a'\] is a set"),
    (
        lambda: out.put_widget("a", {"a": text(), "b": ring()}),
        TypeError,
        r"data\['b'\] is nested too deep",
    ),
    (lambda: out.put_custom("a", ring()), TypeError, "data is nested too deep"),
    # Messages
    (lambda: out.toast("a", duration=-1), ArgumentError, "duration=-1: use seconds"),
    (lambda: out.toast("a", duration="2"), ArgumentError, "duration='2': use seconds"),  # type: ignore[arg-type]
    (lambda: out.toast("a", position="top"), ArgumentError, "position='top' is not one of 'left'"),
    (lambda: out.toast("a", color="light blue"), ArgumentError, "color='light blue': use info"),
    (lambda: out.toast("a", color="#12"), ArgumentError, "color='#12': use info, error, warn"),
    (lambda: out.toast("a", color=5), TypeError, "color must be a string, not 5"),  # type: ignore[arg-type]
    (lambda: out.toast("a", onclick="f"), TypeError, "onclick must be a function, not 'f'"),  # type: ignore[arg-type]
    (lambda: out.popup("a", [text(), 5]), ArgumentError, "popup holds 5"),  # type: ignore[list-item]
    (lambda: out.popup("a", text(), size="huge"), ArgumentError, "size='huge' is not one of"),
    # Scopes
    (lambda: out.get_scope("a"), TypeError, "stack_idx must be a number, not 'a'"),  # type: ignore[arg-type]
    (lambda: out.get_scope(-2), ValueError, "stack_idx=-2: only 1 scopes are entered"),
    (lambda: out.set_scope("a b"), ArgumentError, "scope name 'a b' is not a legal name"),
    (lambda: out.set_scope("a", position="top"), TypeError, "position must be a number"),  # type: ignore[arg-type]
    (lambda: out.set_scope("a", if_exist="keep"), ArgumentError, "if_exist='keep' is not one"),  # type: ignore[arg-type]
    (lambda: out.clear(5), TypeError, "scope must be a string, not 5"),  # type: ignore[arg-type]
    (out.remove, ArgumentError, "ROOT cannot be removed"),
    (lambda: out.scroll_to("a", "up"), ArgumentError, "position='up' is not one of 'top'"),
    (lambda: out.use_scope("a b"), ArgumentError, "scope name 'a b' is not a legal name"),
    (lambda: out.use_scope(5), ArgumentError, "scope name 5 is not a legal name"),  # type: ignore[arg-type]
]
# Each of the ignored types is wrong on purpose: a type checker sees the mistake as well.


@pytest.mark.parametrize(
    ("call", "error", "message"), WRONG, ids=[f"{n}: {row[2]}" for n, row in enumerate(WRONG)]
)
def test_a_mistake_is_named_and_nothing_is_shown(
    call: Callable[[], object], error: type[Exception], message: str
) -> None:
    def app() -> None:
        with pytest.raises(error, match=message):
            call()

    assert [command["command"] for command in run_to_end(app).commands()] == ["close_session"]


NESTING: dict[str, Callable[[out.Output], out.Output]] = {
    "columns": lambda inner: out.put_column([inner]),
    "grids": lambda inner: out.put_grid([[out.span(inner)]]),
    "scopes": lambda inner: out.put_scope("a", [inner]),
    "tables": lambda inner: out.put_table([[inner]]),
    "tabs": lambda inner: out.put_tabs([{"title": "a", "content": [inner]}]),
    "widgets": lambda inner: out.put_widget("a", {"contents": [inner]}),
}


@pytest.mark.parametrize("around", NESTING.values(), ids=NESTING)
def test_outputs_nest_200_deep_and_deeper_is_an_error_where_it_is_made(
    around: Callable[[out.Output], out.Output],
) -> None:
    def app() -> None:
        nested = out.put_text("innermost")
        for _ in range(199):
            nested = around(nested)
        nested.show()
        with pytest.raises(ArgumentError, match=r"^201 outputs .* the 200 .* hold a put_scope\(\)"):
            around(nested)

    shown, end = run_to_end(app).commands()
    assert "innermost" in str(shown)
    assert end["command"] == "close_session"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda output: output.style(5), "css_style must be a string, not 5"),
        (lambda output: output.onclick("f"), "callback must be a function, not 'f'"),
    ],
)
def test_what_is_done_to_an_output_is_checked(
    wrong: Callable[[out.Output], object], message: str
) -> None:
    def app() -> None:
        output = out.put_text("a")
        with pytest.raises(TypeError, match=message):
            wrong(output)

    run_to_end(app)


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")
def test_the_deprecated_functions_check_too() -> None:
    def app() -> None:
        with pytest.raises(ArgumentError, match="5 is no output"):
            out.style([5], "color: red")  # type: ignore[list-item]  # what is tested
        with pytest.raises(ArgumentError, match="'a' is no output"):
            out.style("a", "color: red")  # type: ignore[arg-type]  # what is tested
        with pytest.raises(TypeError, match="idx must be a number, not 'a'"):
            out.output().insert("a")  # type: ignore[arg-type]  # what is tested

    run_to_end(app)


@pytest.mark.parametrize("color", ["warn", "#2188ff", "#fff", "teal", "rgb(1 2 3 / 50%)"])
def test_a_toast_may_have_any_colour(color: str) -> None:
    (toast, _) = run_to_end(lambda: out.toast("a", color=color)).commands()
    assert toast["spec"]["color"] == {"warn": "#ef6c00"}.get(color, color)


def test_a_button_may_have_a_class_of_its_own() -> None:
    (spec,) = run_to_end(lambda: out.put_button("a", print, color="my-class")).outputs()
    assert spec["buttons"][0]["color"] == "my-class"
