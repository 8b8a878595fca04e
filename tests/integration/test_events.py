"""Inputs of every kind, and callbacks."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from pywebio.input import (
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
from pywebio.output import (
    clear,
    popup,
    put_button,
    put_buttons,
    put_row,
    put_scope,
    put_text,
    toast,
    use_scope,
)
from pywebio.pin import pin, pin_on_change, pin_wait_change, put_input
from pywebio.session import run_js
from tests.integration.clients.base import AppKind, answer, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from pywebio.ports.types import Json, UserValue
    from tests.integration.clients.base import Command
    from tests.integration.conftest import Serve

KINDS: list[tuple[str, Callable[[], object], Json, object]] = [
    ("text", lambda: input("q"), "answer ü 🎉", "answer ü 🎉"),
    ("number", lambda: input("q", type=NUMBER), 3, 3),
    ("number", lambda: input("q", type=NUMBER), None, None),
    ("float", lambda: input("q", type=FLOAT), 1.5, 1.5),
    ("textarea", lambda: textarea("q", rows=3), "a\nb", "a\nb"),
    ("textarea", lambda: textarea("q", code={"mode": "python"}), "x = 1\n", "x = 1\n"),
    ("select", lambda: select("q", ["a", ("b", 2)]), 2, 2),
    ("select", lambda: select("q", [("x", {"any": [1]})]), {"any": [1]}, {"any": [1]}),
    ("select", lambda: select("q", ["a", "b"], multiple=True), ["b", "a"], ["b", "a"]),
    ("checkbox", lambda: checkbox("q", ["a", "b"]), [], []),
    ("radio", lambda: radio("q", ["a", "b"]), None, None),
    ("slider", lambda: slider("q", value=5), 7, 7),
    ("slider", lambda: slider("q", value=0.5, min_value=0.0, max_value=1.0), 1, 1.0),
    ("actions", lambda: actions("q", ["yes", ("no", False)]), False, False),
    ("file", lambda: file_upload("q"), None, None),
    ("file", lambda: file_upload("q", multiple=True), [], []),
]


@pytest.mark.one_of_each
@pytest.mark.parametrize(("type_", "ask", "sent", "got"), KINDS)
async def test_every_kind_of_input(
    serve: Serve,
    kind: AppKind,
    type_: str,
    ask: Callable[[], object],
    sent: Json,
    got: object,
) -> None:
    answers: list[object] = []

    async def app() -> None:
        answers.append(await answer(ask()))

    page = await serve(kind.app(app)).open()
    form = await page.next("input_group")
    assert form.spec["label"] == "q"
    assert [item["type"] for item in form.spec["inputs"]] == [type_]
    await page.submit(form, {"data": sent})
    assert (await page.next()).name == "destroy_form"
    await page.ended()
    assert answers == [got]
    assert type(answers[0]) is type(got)


async def test_a_group_validates_everything_before_it_answers(serve: Serve, kind: AppKind) -> None:
    answers: list[object] = []

    def of_age(age: UserValue) -> str | None:
        return "too young" if age < 18 else None

    def same(data: UserValue) -> tuple[str, str] | None:
        return ("again", "differs") if data["word"] != data["again"] else None

    async def app() -> None:
        fields = [
            input("Age", name="age", type=NUMBER, validate=of_age),
            input("Word", name="word", validate=lambda word: None if word else "empty"),
            input("Again", name="again"),
        ]
        answers.append(await answer(input_group("Group", fields, validate=same, cancelable=True)))
        answers.append(await answer(input_group("Second", [input(name="x")], cancelable=True)))

    page = await serve(kind.app(app)).open()
    form = await page.next("input_group")

    async def complaints(data: dict[str, Json], count: int) -> dict[str, str]:
        await page.submit(form, data)
        updates = [await page.next() for _ in range(count)]
        assert {update.name for update in updates} == {"update_input"}
        return {
            update.spec["target_name"]: update.spec["attributes"]["invalid_feedback"]
            for update in updates
        }

    assert await complaints({"age": 3, "word": "", "again": "b"}, 2) == {
        "age": "too young",
        "word": "empty",
    }
    assert await complaints({"age": 18, "word": "a", "again": "b"}, 1) == {"again": "differs"}
    await page.submit(form, {"age": 18, "word": "a", "again": "a"})
    second = await page.next("input_group")
    await page.send({"event": "from_cancel", "task_id": second.task_id, "data": None})
    await page.ended()
    assert answers == [{"age": 18, "word": "a", "again": "a"}, None]


async def test_blur_and_change_are_answered_while_the_form_stays(
    serve: Serve, kind: AppKind
) -> None:
    async def app() -> None:
        def changed(value: str) -> None:
            input_update("city", options=[f"{value} 1", f"{value} 2"])

        fields = [
            select("Country", ["a", "b"], name="country", onchange=changed),
            select(
                "City", [], name="city", validate=lambda city: "choose" if city == "b 2" else None
            ),
        ]
        put_text((await answer(input_group("Where", fields)))["city"])

    page = await serve(kind.app(app)).open()
    form = await page.next("input_group")

    async def touch(event_name: str, name: str, value: Json) -> Command:
        data: Json = {"event_name": event_name, "name": name, "value": value}
        await page.send({"event": "input_event", "task_id": form.task_id, "data": data})
        return await page.next()

    update = await touch("change", "country", "b")
    assert update.spec["target_name"] == "city"
    labels = [option["label"] for option in update.spec["attributes"]["options"]]
    assert labels == ["b 1", "b 2"]
    update = await touch("blur", "city", "b 2")
    assert update.spec["attributes"] == {"valid_status": False, "invalid_feedback": "choose"}
    update = await touch("blur", "city", "b 1")
    assert update.spec["attributes"] == {"valid_status": 0}
    await page.submit(form, {"country": "b", "city": "b 1"})
    assert await page.text() == "b 1"


async def test_an_action_fills_in_a_value_that_stays_on_the_server(
    serve: Serve, kind: AppKind
) -> None:
    values: list[object] = []
    secret = object()

    async def app() -> None:
        values.append(await answer(input("q", action=("Pick", lambda put: put(secret, "shown")))))

    page = await serve(kind.app(app)).open()
    form = await page.next("input_group")
    await page.click(form.spec["inputs"][0]["action"]["callback_id"])
    update = await page.next("update_input")
    assert update.spec["attributes"] == {"value": "shown", "readonly": True}
    await page.submit(form, "shown")
    await page.next("destroy_form")
    await until(lambda: values == [secret])


async def test_callbacks_of_every_kind(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_buttons([("A", "a"), {"label": "B", "value": {"b"}}], lambda v: put_text(repr(v)))
        put_buttons(["x", "y"], [lambda: put_text("first"), lambda: put_text("second")])
        put_button("one", lambda: put_text("single"))
        put_text("click me").onclick(lambda: put_text("clicked"))
        toast("note", onclick=lambda: put_text("toasted"))
        put_row([put_button("inner", lambda: put_text("embedded")), None])
        popup("P", [put_button("deep", lambda: put_text("in popup"))])

    page = await serve(kind.app(app)).open()
    values, functions, single = [await page.button() for _ in range(3)]
    clickable = (await page.next("output")).spec["click_callback_id"]
    noted = (await page.next("toast")).spec["callback_id"]
    row = (await page.next("output")).spec
    inner = row["data"]["contents"][0]["callback_id"]
    deep = (await page.next("popup")).spec["content"][0]["callback_id"]
    clicks: list[tuple[str, Json, str]] = [
        (values, 0, "'a'"),
        (values, 1, "{'b'}"),
        (functions, 1, "second"),
        (functions, 0, "first"),
        (single, 0, "single"),
        (clickable, None, "clicked"),
        (noted, None, "toasted"),
        (inner, 0, "embedded"),
        (deep, 0, "in popup"),
    ]
    for callback_id, data, shown in clicks:
        await page.click(callback_id, data)
        assert await page.text() == shown


async def test_callbacks_ask_and_run_side_by_side(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        async def asks() -> None:
            put_text(await answer(input("inside")))

        put_button("ask", kind.app(asks))

    page = await serve(kind.app(app)).open()
    button = await page.button()
    for _ in range(3):
        await page.click(button, 0)
    forms = [await page.next("input_group") for _ in range(3)]
    assert len({form.task_id for form in forms}) == 3
    for number in (2, 0, 1):
        await page.submit(forms[number], f"form {number}")
        assert await page.text() == f"form {number}"


@pytest.mark.one_of_each
async def test_a_blocked_callback_does_not_block_the_others(serve: Serve) -> None:
    release = threading.Event()

    def app() -> None:
        def click(value: str) -> None:
            if value == "slow":
                release.wait()
            put_text(value)

        put_buttons(["slow", "fast"], click)

    page = await serve(app).open()
    button = await page.button()
    await page.click(button, 0)
    await page.click(button, 1)
    assert await page.text() == "fast"
    release.set()
    assert await page.text() == "slow"


@pytest.mark.one_of_each
async def test_serial_callbacks_run_one_after_the_other(serve: Serve) -> None:
    running, most = 0, 0

    def app() -> None:
        async def click(value: int) -> None:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await answer(input("hold the others up"))
            running -= 1
            put_text(f"done {value}")

        put_buttons([0, 1, 2], AppKind.THREAD.callback(click), serial_mode=True)

    page = await serve(app).open()
    button = await page.button()
    for number in range(3):
        await page.click(button, number)
    for number in range(3):
        await page.reply("")
        assert await page.text() == f"done {number}"
    assert most == 1


@pytest.mark.one_of_each
async def test_a_mutex_callback_ignores_clicks_while_it_runs(serve: Serve) -> None:
    async def app() -> None:
        async def click(value: int) -> None:
            await answer(input("busy"))
            put_text(f"done {value}")

        put_buttons([0, 1, 2], click, mutex_mode=True)

    served = serve(app)
    page = await served.open()
    button = await page.button()
    await page.click(button, 0)
    form = await page.next("input_group")
    await page.click(button, 1)
    await until(lambda: served.ignored().dropped == 1)
    await page.submit(form, "")
    assert await page.text() == "done 0"
    await page.click(button, 2)
    await page.reply("")
    assert await page.text() == "done 2"


@pytest.mark.one_of_each
async def test_callbacks_begin_in_the_root_scope(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        with use_scope("inner"):
            put_button("b", lambda: put_text("where?"))

    page = await serve(kind.app(app)).open()
    await page.click(await page.button(), 0)
    shown = await page.next("output")
    assert shown.spec["scope"] == "#pywebio-scope-ROOT"


async def test_cleared_callbacks_are_forgotten(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_scope("area", [put_button("gone", lambda: put_text("never"))])
        clear("area")
        put_button("stays", lambda: put_text("still here"))

    served = serve(kind.app(app))
    page = await served.open()
    scope = (await page.next("output")).spec
    gone = scope["contents"][0]["callback_id"]
    stays = await page.button()
    await page.click(gone, 0)
    await until(lambda: served.ignored().unknown == 1)
    await page.click(stays, 0)
    assert await page.text() == "still here"


async def test_pins_are_asked_changed_and_waited_for(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_input("name", value="old")
        pin_on_change("name", lambda value: put_text(f"changed to {value}"))
        put_text(f"is {await answer(pin.name)}")
        changed = await answer(pin_wait_change("name", timeout=60))
        put_text(f"{changed['name']}={changed['value']}")

    page = await serve(kind.app(app)).open()
    callback_id = (await page.next("pin_onchange")).spec["callback_id"]
    asked = await page.next("pin_values")
    data: Json = {"name": "new"}
    await page.send({"event": "js_yield", "task_id": asked.task_id, "data": data})
    assert await page.text() == "is new"
    waiting = await page.next("pin_wait")
    await page.click(callback_id, {"value": "typed"})
    assert await page.text() == "changed to typed"
    # A text field has no such value; the page is asked again.
    data = {"name": "name", "value": 5}
    await page.send({"event": "js_yield", "task_id": waiting.task_id, "data": data})
    waiting = await page.next("pin_wait")
    data = {"name": "name", "value": "five"}
    await page.send({"event": "js_yield", "task_id": waiting.task_id, "data": data})
    assert await page.text() == "name=five"


@pytest.mark.one_of_each
async def test_an_output_that_cannot_be_sent_is_the_authors_error(
    serve: Serve, kind: AppKind
) -> None:
    async def app() -> None:
        try:
            put_buttons([("fine", 1)], print).style(b"bytes").show()  # type: ignore[arg-type]
        except TypeError as error:
            errors.append(str(error))
        try:
            run_js("x", wrong=[1, {"deep": object()}])
        except TypeError as error:
            errors.append(str(error))
        put_text("after")

    errors: list[str] = []
    page = await serve(kind.app(app)).open()
    assert await page.text() == "after"
    assert len(page.received) == 1
    assert len(errors) == 2
    assert "wrong[1]['deep'] is a object" in errors[1]


UNICODE = [
    "ascii",
    "üñî 漢字 ﷽",
    "🎉👩‍👩‍👧",
    "\x00\x01\u2028\u2029\ufeff",
    "\ud83d",
    "half \udc00 of a pair",
    "</script><!--",
    '"\\/\b\f\n\r\t',
    "\U0010ffff",
]


async def test_text_of_every_kind_arrives_unchanged_both_ways(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    async def app() -> None:
        for text in UNICODE:
            put_text(text)
            put_text(await answer(input(text)))

    page = await serve(kind.app(app)).open(ack=ack, compress=True)
    for text in UNICODE:
        assert await page.text() == text
        form = await page.reply(text)
        assert form.spec["label"] == text
        assert await page.text() == text
    await page.ended()
