"""Coroutine functions as callbacks, `validate` and `onchange`, in both kinds of apps."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from pywebio.domain import own_loops
from pywebio.input import input, input_group, input_update
from pywebio.output import put_buttons, put_text
from pywebio.session import eval_js
from tests.integration.clients.base import AppKind, answer, until

if TYPE_CHECKING:
    from pywebio.ports.types import Json, UserValue
    from tests.integration.clients.base import Command, Page
    from tests.integration.conftest import Serve


async def ask(label: str) -> str:
    return str(await answer(input(label)))


@pytest.mark.one_of_each
async def test_an_async_callback_asks_and_shows(serve: Serve, kind: AppKind) -> None:
    async def click(value: str) -> None:
        name, width = await asyncio.gather(ask("name"), answer(eval_js("innerWidth")))
        put_text(f"{value} {name} {width}")

    async def app() -> None:
        put_buttons(["go"], onclick=click)

    page = await serve(kind.app(app)).open()
    await page.click(await page.button(), 0)
    asked = {command.name: command for command in [await page.next() for _ in range(2)]}
    task_id = asked["run_script"].task_id
    await page.send({"event": "js_yield", "task_id": task_id, "data": 800})
    await page.submit(asked["input_group"], "Ada")
    assert await page.text() == "go Ada 800"


@pytest.mark.one_of_each
async def test_async_validate_and_onchange_are_awaited(serve: Serve, kind: AppKind) -> None:
    async def taken(name: str) -> str | None:
        await asyncio.sleep(0)
        return "taken" if name == "Ada" else None

    async def differ(data: dict[str, str]) -> tuple[str, str] | None:
        await asyncio.sleep(0)
        return ("b", "must differ") if data["a"] == data["b"] else None

    async def changed(value: str) -> None:
        await asyncio.sleep(0)
        input_update("b", placeholder=f"not {value}")

    async def app() -> None:
        items = [input(name="a", validate=taken, onchange=changed), input(name="b")]
        put_text(await answer(input_group("two", items, validate=differ)))

    page = await serve(kind.app(app)).open()
    form = await page.next("input_group")
    await touch(page, form, "change", "Alan")
    assert await change_of(page) == ("b", {"placeholder": "not Alan"})
    await touch(page, form, "blur", "Ada")
    assert await change_of(page) == ("a", {"valid_status": False, "invalid_feedback": "taken"})
    await page.submit(form, {"a": "x", "b": "x"})
    wrong = {"valid_status": False, "invalid_feedback": "must differ"}
    assert await change_of(page) == ("b", wrong)
    await page.submit(form, {"a": "x", "b": "y"})
    assert await page.text() == "{'a': 'x', 'b': 'y'}"
    await page.ended()


async def touch(page: Page, form: Command, kind: str, value: Json) -> None:
    data = {"name": "a", "value": value}
    event = "input_event"
    await page.send({"event": event, "task_id": form.task_id, "data": {"event_name": kind, **data}})


async def change_of(page: Page) -> tuple[UserValue, UserValue]:
    spec = (await page.next("update_input")).spec
    return spec["target_name"], spec["attributes"]


@pytest.mark.leaves
async def test_a_page_that_leaves_ends_its_async_callbacks(
    serve: Serve, kind: AppKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_loops, "GRACE_SECONDS", 0.02)
    begun, ended = list[str](), list[str]()

    async def click(what: str) -> None:
        begun.append(what)
        try:
            await (ask("name") if what == "ask" else asyncio.sleep(1000))
        finally:
            ended.append(what)

    async def app() -> None:
        put_buttons(["ask", "sleep"], onclick=click)

    page = await serve(kind.app(app)).open()
    button = await page.button()
    for index in range(2):
        await page.click(button, index)
    await until(lambda: len(begun) == 2)
    await page.leave()
    await until(lambda: sorted(ended) == ["ask", "sleep"])


@pytest.mark.one_of_each
async def test_a_failing_async_callback_is_shown_with_its_line_in_debug_alone(
    serve: Serve, kind: AppKind
) -> None:
    async def click(_: str) -> None:
        await asyncio.sleep(0)
        raise ValueError("the reason")  # the line at fault

    async def app() -> None:
        put_buttons(["go"], onclick=click)

    for debug in (True, False):
        page = await serve(kind.app(app), debug=debug).open()
        await page.click(await page.button(), 0)
        notice = await page.next()
        assert notice.name == ("popup" if debug else "toast")
        assert ("# the line at fault" in str(notice.spec)) == debug
        assert ("the reason" in str(notice.spec)) == debug
