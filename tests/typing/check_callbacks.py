"""What a type checker makes of callbacks: plain and coroutine functions. Checked by mypy, never run."""

from __future__ import annotations

import asyncio

from pywebio.input import NUMBER, input, input_group, select
from pywebio.output import put_button, put_buttons, put_text, toast
from pywebio.pin import pin_on_change
from pywebio.session import defer_call, run_async


def plain() -> None: ...


async def awaited() -> None: ...


def with_value(value: str) -> None: ...


async def awaited_with_value(value: str) -> None: ...


def check(age: int) -> str | None:
    return "too young" if age < 18 else None


async def awaited_check(age: int) -> str | None:
    return check(age)


async def check_all(values: dict[str, object]) -> tuple[str, str] | None:
    return None if values else ("age", "missing")


def callbacks() -> None:
    put_button("a", onclick=plain)
    put_button("a", onclick=awaited)
    put_buttons(["a"], onclick=with_value)
    put_buttons(["a"], onclick=awaited_with_value)
    put_buttons(["a", "b"], onclick=[plain, awaited])
    toast("a", onclick=awaited)
    put_text("a").onclick(awaited)
    pin_on_change("a", onchange=awaited_with_value)
    pin_on_change("a", onchange=with_value)
    defer_call(plain)


def forms() -> None:
    plain_age: int = input("Age", type=NUMBER, validate=check, onchange=print)
    age: int = input("Age", type=NUMBER, validate=awaited_check)
    color: str = select("Color", ["red"], onchange=awaited_with_value)
    items = [input("Age", type=NUMBER, name="age", validate=awaited_check)]
    values: dict[str, object] = input_group("You", items, validate=check_all)
    put_text(plain_age, age, color, values)


async def side_by_side() -> None:
    task = asyncio.create_task(input("Name"))
    name: str = await task
    age: int = await asyncio.wait_for(input("Age", type=NUMBER), 10)
    run_async(input("Later"))
    put_text(name, age)
