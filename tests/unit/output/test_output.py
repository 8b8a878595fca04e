"""What every put_* call returns: when it is shown, styled, clicked, or the head of a block."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Callable
from contextvars import Context
from threading import Thread

import pytest

from pywebio.domain import callbacks, outbox, page
from pywebio.domain.context import current_session, enter_task
from pywebio.domain.outbox import OutboxLimits
from pywebio.domain.runner_thread import ThreadSessionRunner
from pywebio.domain.settings import SessionSettings
from pywebio.domain.workers import WorkerThreads
from pywebio.exceptions import SessionClosedException, SessionNotFoundException
from pywebio.output import (
    Output,
    OutputList,
    clear,
    put_button,
    put_buttons,
    put_collapse,
    put_column,
    put_grid,
    put_info,
    put_loading,
    put_row,
    put_scope,
    put_scrollable,
    put_table,
    put_tabs,
    put_text,
    put_widget,
    span,
    use_scope,
)
from pywebio.pin import put_input
from pywebio.ports.types import Json
from pywebio.session import hold
from pywebio.testing import run_app
from tests.unit.support import PATIENCE, Gate, interrupted, new_session, run_to_end, sent_by


class TestDropped:
    """An output may be dropped anywhere: by what forgets it, and by the garbage collector."""

    def test_what_only_a_forgotten_callback_held_is_shown(self) -> None:
        def app() -> None:
            put_button("outer", onclick=put_buttons(["inner"], onclick=[print]).show, scope="s")
            clear("s")
            put_text("goes on")

        shown = [each.get("content") for each in run_to_end(app).outputs()]
        assert shown == [None, None, "goes on"]

    def test_what_only_a_cycle_held_is_shown(self) -> None:
        def app() -> None:
            cycle: list[object] = [put_text("in a cycle")]
            cycle.append(cycle)
            del cycle
            gc.collect()
            put_text("goes on")

        assert run_to_end(app).texts() == ["in a cycle", "goes on"]

    def test_it_may_be_in_the_middle_of_anything(self) -> None:
        kept: list[Output] = []
        dropped: list[str] = []

        def drop() -> None:
            output = kept.pop()
            dropped.append(str(output.spec["content"]))

        def app() -> None:
            kept.extend(put_text(number).onclick(print) for number in range(2000))
            with interrupted([outbox, page, callbacks], drop):
                put_text("own")
                put_button("own", onclick=print, scope="s")
                put_input("own", scope="s")
                clear("s")
            Output.safely_destruct(kept)
            put_text(len(current_session().page._callbacks))

        texts = run_to_end(app).texts()
        assert len(dropped) > 100
        assert sorted(texts) == sorted(["own", *dropped, "2000"])

    def test_it_waits_for_nothing_even_if_the_page_takes_no_more(self) -> None:
        settings = SessionSettings(outbox=OutboxLimits(messages=1))
        session = new_session(runner=ThreadSessionRunner(WorkerThreads()), settings=settings)

        def app() -> list[Output]:
            enter_task(session.open_task("app"))
            return [put_text("first"), put_text("second")]

        Context().run(app).clear()
        assert sent_by(session) == ["output", "output"]

    def test_one_that_is_made_waits_for_the_page(self) -> None:
        settings = SessionSettings(outbox=OutboxLimits(messages=1))
        session = new_session(runner=ThreadSessionRunner(WorkerThreads()), settings=settings)
        made = Gate()

        def app() -> None:
            enter_task(session.open_task("app"))
            for number in range(3):
                put_text(number)
                made.pass_by()

        thread = Thread(target=app)
        thread.start()
        for number in range(1, 4):
            assert made.wait_for(number)
            assert made.count == number
            assert len(session.pull(number - 1, number - 1, 2**30).messages) == 1
            session.pull(number, number, 0)
        thread.join(PATIENCE)
        assert not thread.is_alive()


class TestWhenItIsShown:
    def test_a_dropped_output_is_shown_at_once(self) -> None:
        def app() -> None:
            put_text("first")
            put_text("second")

        assert run_to_end(app).texts() == ["first", "second"]

    def test_a_kept_output_waits_for_the_end_of_its_variable(self) -> None:
        def app() -> None:
            kept = put_text("kept")
            put_text("dropped")
            del kept

        assert run_to_end(app).texts() == ["dropped", "kept"]

    def test_show_shows_now_and_again(self) -> None:
        def app() -> None:
            kept = put_text("kept")
            kept.show()
            put_text("dropped")
            kept.send()

        assert run_to_end(app).texts() == ["kept", "dropped", "kept"]

    def test_an_embedded_output_is_not_shown_on_its_own(self) -> None:
        def app() -> None:
            put_row([put_text("inside")])

        (spec,) = run_to_end(app).outputs()
        assert spec["data"]["contents"] == [{"type": "text", "content": "inside", "inline": False}]

    def test_an_embedded_output_has_no_place_of_its_own(self) -> None:
        def app() -> None:
            put_row([put_text("inside", scope="elsewhere", position=0)])

        (spec,) = run_to_end(app).outputs()
        assert set(spec["data"]["contents"][0]) == {"type", "content", "inline"}

    def test_an_embedded_output_can_be_shown_too(self) -> None:
        def app() -> None:
            text = put_text("twice")
            put_row([text])
            text.show()

        assert len(run_to_end(app).outputs()) == 2

    def test_a_list_of_outputs_is_shown_in_its_order(self) -> None:
        def app() -> None:
            OutputList([put_text("a"), put_text("b"), put_text("c")])

        assert run_to_end(app).texts() == ["a", "b", "c"]

    def test_what_is_sent_does_not_change_with_the_object(self) -> None:
        def app() -> None:
            text = put_text("text")
            text.show()
            text.style("color: red")

        (first,) = run_to_end(app).outputs()
        assert "style" not in first

    def test_an_output_goes_where_it_was_made(self) -> None:
        def app() -> None:
            with use_scope("there"):
                kept = put_text("kept")
            kept.show()

        (spec,) = run_to_end(app).outputs()
        assert spec["scope"] == "#pywebio-scope-there"

    def test_an_output_dropped_after_the_end_is_silent(self) -> None:
        kept = list[Output]()
        run_to_end(lambda: kept.append(put_text("late")))
        kept.clear()

    def test_an_output_shown_after_the_end_is_told(self) -> None:
        kept = list[Output]()
        run_to_end(lambda: kept.append(put_text("late")))
        with pytest.raises(SessionClosedException):
            kept[0].show()

    def test_outside_of_an_app_there_is_nowhere_to_show_it(self) -> None:
        with pytest.raises(SessionNotFoundException):
            put_text("nowhere")


FAILING: dict[str, Callable[[], object]] = {
    "row": lambda: put_row([put_text("a"), 5]),
    "column": lambda: put_column([put_text("a"), 5]),
    "grid": lambda: put_grid([[put_text("a"), 5]]),  # type: ignore[list-item]  # what is tested
    "grid span": lambda: put_grid([[put_text("a"), span(5)]]),
    "collapse": lambda: put_collapse("t", [put_text("a"), 5]),  # type: ignore[list-item]
    "tabs": lambda: put_tabs([{"title": "t", "content": put_text("a")}, {"title": "u"}]),
    "widget": lambda: put_widget("", {"a": put_text("a"), "b": object()}),
    "scope": lambda: put_scope("no name", [put_text("a")]),
    "scope of output": lambda: put_row([put_text("a")], scope=5),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", FAILING)
def test_a_failed_call_shows_nothing_of_what_it_was_given(name: str) -> None:
    def app() -> None:
        with pytest.raises((TypeError, ValueError)):
            FAILING[name]()
        put_text("goes on")

    assert run_to_end(app).texts() == ["goes on"]


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "item": (lambda: put_collapse("t", [5]), "5"),  # type: ignore[list-item]  # what is tested
    "widget": (lambda: put_widget("", {"when": object()}), r"data\['when'\]"),
    "deep": (lambda: put_widget("", {"a": [1, {"b": {2}}]}), r"data\['a'\]\[1\]\['b'\] is a set"),
    "scope": (lambda: put_text("x", scope=5), "scope must be the name of a scope, not 5"),  # type: ignore[arg-type]
    "position": (lambda: put_text("x", position="top"), "position must be a number, not 'top'"),  # type: ignore[arg-type]
    "title": (lambda: put_collapse(put_text("x"), "content"), "title"),  # type: ignore[arg-type]
    "size": (lambda: put_row([], size=object()), "size"),  # type: ignore[arg-type]
    "inline": (lambda: put_text("x", inline=object()), "inline"),  # type: ignore[arg-type]
    "height": (lambda: put_scrollable("x", height=object()), "height"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", WRONG)
def test_a_value_that_cannot_be_shown_is_an_error_at_the_authors_line(name: str) -> None:
    call, message = WRONG[name]

    def app() -> None:
        with pytest.raises((TypeError, ValueError), match=message):
            call()

    assert run_to_end(app).outputs() == []


class TestStyle:
    def test_styles_add_up(self) -> None:
        (spec,) = run_to_end(lambda: put_text("x").style("color: red").style("margin: 0")).outputs()
        assert spec["style"] == "color: red; margin: 0"


class TestClicks:
    def test_an_output_can_be_clicked(self) -> None:
        with run_app(lambda: put_text("x").onclick(lambda: put_text("clicked"))) as user:
            user.click("x")
            assert user.texts() == ["x", "clicked"]

    def test_a_coroutine_function_can_be_clicked_in_a_coroutine_app(self) -> None:
        async def clicked() -> None:
            await asyncio.sleep(0)
            put_text("clicked")

        async def app() -> None:
            put_text("x").onclick(clicked)

        with run_app(app) as user:
            user.click("x")
            assert user.texts() == ["x", "clicked"]

    def test_an_embedded_output_can_be_clicked(self) -> None:
        def app() -> None:
            put_table([[put_text("x").onclick(lambda: put_text("clicked"))]])

        with run_app(app) as user:
            user.click("x")
            assert user.texts() == ["x", "clicked"]


class TestBlocks:
    @pytest.mark.parametrize(
        "head",
        [
            put_info,
            lambda: put_collapse("title"),
            put_row,
            put_column,
            put_scrollable,
            put_loading,
        ],
        ids=["info", "collapse", "row", "column", "scrollable", "loading"],
    )
    def test_outputs_of_the_block_go_inside(self, head: Callable[[], Output]) -> None:
        def app() -> None:
            with head() as name:
                assert name
                put_text("inside")
            put_text("outside")

        outer, inner, after = run_to_end(app).outputs()
        assert inner["scope"] == "#" + outer["container_dom_id"]
        assert after["scope"] == "#pywebio-scope-ROOT"

    def test_blocks_can_stand_in_blocks(self) -> None:
        def app() -> None:
            with put_info(), put_collapse("title"):
                put_text("inside")

        outer, middle, inner = run_to_end(app).outputs()
        assert middle["scope"] == "#" + outer["container_dom_id"]
        assert inner["scope"] == "#" + middle["container_dom_id"]

    def test_a_scrollable_takes_the_outputs_in_its_inner_element(self) -> None:
        def app() -> None:
            with put_scrollable():
                pass

        (spec,) = run_to_end(app).outputs()
        assert spec["container_selector"] == "> div"

    def test_loading_disappears_at_the_end_of_its_block(self) -> None:
        def app() -> None:
            with put_loading():
                put_text("working")

        user = run_to_end(app)
        last = user.commands()[-2]
        assert last["command"] == "output_ctl"
        assert last["spec"] == {"remove": "#" + user.outputs()[0]["container_dom_id"]}

    def test_loading_disappears_when_the_block_fails(self) -> None:
        def app() -> None:
            with pytest.raises(ZeroDivisionError), put_loading():
                raise ZeroDivisionError

        assert [message["command"] for message in run_to_end(app).commands()] == [
            "output",
            "output_ctl",
            "close_session",
        ]

    def test_a_thousand_spinners_leave_no_trace(self) -> None:
        def app() -> None:
            for _ in range(1000):
                with put_loading():
                    put_text("working")

        page = run_to_end(app).session.page._contents
        assert sum(len(scope.scopes) for scope in page._scopes.values()) == 0

    def test_an_output_that_holds_no_others_cannot_be_a_head(self) -> None:
        def app() -> None:
            with pytest.raises(RuntimeError, match="'text' cannot be the head"), put_text("x"):
                pass

        run_to_end(app)

    def test_a_block_whose_page_is_closed_ends_quietly(self) -> None:
        def app() -> None:
            with put_info():
                hold()

        with run_app(app) as user:
            user.settle()


PLACE: dict[str, Json] = {"scope": "#pywebio-scope-ROOT", "position": -1}


class Heading(Output):
    """An output as apps make them: a subclass that writes its own spec."""

    def __init__(self, text: str) -> None:
        super().__init__({"type": "html", "content": f"<h1>{text}</h1>", **PLACE})


class TestOutputsOfTheAppsOwn:
    def test_a_subclass_is_shown_and_embedded_as_any_other(self) -> None:
        def app() -> None:
            Heading("alone")
            put_row([Heading("inside")])

        alone, row = run_to_end(app).outputs()
        assert alone["content"] == "<h1>alone</h1>"
        assert row["data"]["contents"] == [{"type": "html", "content": "<h1>inside</h1>"}]

    def test_the_spec_may_be_changed_before_it_is_shown(self) -> None:
        def app() -> None:
            heading = Heading("first")
            heading.spec["content"] = "second"

        assert run_to_end(app).texts() == ["second"]

    def test_outputs_in_the_spec_become_content(self) -> None:
        def app() -> None:
            inside = put_text("inside").onclick(lambda: put_text("clicked"))
            Output({"type": "custom_widget", "template": "", "data": {"contents": [inside]}})

        with run_app(app) as user:
            user.click("inside")
            assert user.texts() == ["inside", "clicked"]

    def test_what_cannot_be_sent_is_an_error_that_shows_nothing(self) -> None:
        def app() -> None:
            with pytest.raises(TypeError, match=r"data\['when'\]"):
                Output({"type": "x", "data": {"a": put_text("a"), "when": object()}})

        assert run_to_end(app).outputs() == []

    def test_on_embed_says_what_stands_in_the_outer_output(self) -> None:
        def app() -> None:
            put_row([Output({"type": "text"}, on_embed=lambda spec: {"of": spec})])

        (row,) = run_to_end(app).outputs()
        assert row["data"]["contents"] == [{"of": {"type": "text"}}]

    def test_it_can_be_the_head_of_a_block(self) -> None:
        def app() -> None:
            left = list[str]()
            head = Heading("head")
            head.enable_context_manager("> div", "box", after_exit=lambda: left.append("left"))
            with head as name:
                put_text(name)
            put_text(*left)

        head, inner, after = run_to_end(app).outputs()
        assert (head["container_selector"], head["container_dom_id"]) == (
            "> div",
            "pywebio-scope-box",
        )
        assert (inner["scope"], inner["content"]) == ("#pywebio-scope-box", "box")
        assert after["content"] == "left"

    def test_data_with_outputs_can_be_dumped(self) -> None:
        def app() -> None:
            text = {"type": "text", "content": "x", "inline": False}
            assert Output.dump_dict({"a": [put_text("x")]}) == {"a": [text]}
            assert json.loads(json.dumps([put_text("x")], default=Output.json_encoder)) == [text]
            assert put_text("x").embed_data() == text
            assert Output.json_encoder(object(), ignore_error=True) is None
            with pytest.raises(TypeError):
                Output.json_encoder(object())
            Output.safely_destruct([put_text("never"), {"a": put_text("never")}])

        assert run_to_end(app).outputs() == []


def test_as_the_value_of_a_notebooks_cell_an_output_is_shown_once() -> None:
    def app() -> None:
        shown = put_text("value")
        shown._ipython_display_()
        put_text("next")
        del shown

    assert run_to_end(app).texts() == ["value", "next"]
