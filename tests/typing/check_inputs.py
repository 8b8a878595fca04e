"""What a type checker makes of the input functions. Checked by mypy, never run."""

from __future__ import annotations

import asyncio

from typing_extensions import assert_type

from pywebio.input import (
    DATE,
    FLOAT,
    NUMBER,
    PASSWORD,
    checkbox,
    input,
    input_group,
    select,
    slider,
    textarea,
)
from pywebio.output import put_text


def in_threads() -> None:
    name: str = input("Name")
    when: str = input("When", DATE)
    secret: str = input("Secret", type=PASSWORD)
    age: int = input("Age", type=NUMBER)
    also_age: int = input("Age", NUMBER, validate=lambda age: "no" if age < 0 else None)
    height: float = input("Height", type=FLOAT, value=1.8)
    essay: str = textarea("Essay", rows=10)
    hobbies: list[str] = checkbox("Hobbies", ["a", "b"])
    person: dict[str, object] = input_group("You", [input("Name", name="name")])
    color: str = select("Color", ["red", "blue"])
    volume: int = slider("Volume")
    put_text(name.upper(), when, secret, age + also_age, height / 2, essay, hobbies, person)
    put_text(color, volume)


async def in_coroutines() -> None:
    name: str = await input("Name")
    age: int = await input("Age", type=NUMBER)
    height: float = await input("Height", FLOAT)
    essay: str = await textarea("Essay")
    hobbies: list[str] = await checkbox("Hobbies", ["a", "b"])
    person: dict[str, object] = await input_group("You", [input("Name", name="name")])
    assert_type(await input("Name"), str)
    assert_type(await input("Age", type=NUMBER), int)
    assert_type(await input("Height", type=FLOAT), float)
    first, second = await asyncio.gather(input("first"), input("second", type=NUMBER))
    assert_type(first, str)
    assert_type(second, int)
    put_text(name, age, height, essay, hobbies, person)


def wrong_use_is_noticed() -> None:
    wrong: int = input("Name")  # type: ignore[assignment]
    also_wrong: str = input("Age", type=NUMBER)  # type: ignore[assignment]
    _ = input("Name", type="colour")  # type: ignore[call-overload]
    _ = input("Name", validate="no function")  # type: ignore[call-overload]
    _ = input("Age", type=NUMBER, value="five")  # type: ignore[call-overload]
    put_text(wrong, also_wrong)
