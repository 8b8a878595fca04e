"""What a type checker makes of the input functions. Checked by mypy, never run."""

from __future__ import annotations

import asyncio

from typing_extensions import assert_type

from pywebio.input import (
    DATE,
    FLOAT,
    NUMBER,
    PASSWORD,
    actions,
    checkbox,
    file_upload,
    input,
    input_group,
    radio,
    select,
    slider,
    textarea,
)
from pywebio.input._answers import DictAnswer, FloatAnswer, IntAnswer, ListAnswer, TextAnswer
from pywebio.input._field import Field
from pywebio.output import put_text
from pywebio.ports.events import UploadedFile
from pywebio.ports.types import UserValue


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


def every_function_without_a_name_returns_its_answer() -> None:
    answers = [
        assert_type(input("x"), TextAnswer),
        assert_type(input("x", "date", validate=len), TextAnswer),
        assert_type(input("x", NUMBER), IntAnswer),
        assert_type(input(type=NUMBER, value=5), IntAnswer),
        assert_type(input("x", FLOAT), FloatAnswer),
        assert_type(input(type=FLOAT, value=5), FloatAnswer),
        assert_type(textarea("x", maxlength=5), TextAnswer),
        assert_type(checkbox("x", ["a"]), ListAnswer[UserValue]),
        assert_type(select("x", ["a"], multiple=True), ListAnswer[UserValue]),
        assert_type(select("x", ["a"]), UserValue),
        assert_type(radio("x", ["a"]), UserValue),
        assert_type(actions("x", ["a"]), UserValue),
        assert_type(slider("x"), IntAnswer),
        assert_type(slider("x", max_value=5, step=0.5), IntAnswer),
        assert_type(slider("x", max_value=0.5), FloatAnswer),
        assert_type(file_upload("x", multiple=True), ListAnswer[UploadedFile]),
        assert_type(file_upload("x"), UserValue),
        assert_type(input_group("x", [input(name="a")]), DictAnswer[UserValue]),
    ]
    put_text(answers)


def every_function_with_a_name_returns_an_item() -> None:
    items = [
        assert_type(input("x", name="a"), Field),
        assert_type(input("x", NUMBER, name="b", value=5), Field),
        assert_type(input(type=FLOAT, name="c"), Field),
        assert_type(textarea("x", name="d", rows=2), Field),
        assert_type(checkbox("x", ["a"], name="e"), Field),
        assert_type(select("x", ["a"], name="f", multiple=True), Field),
        assert_type(radio("x", ["a"], name="g"), Field),
        assert_type(slider("x", name="h", max_value=0.5), Field),
        assert_type(file_upload("x", name="i", multiple=True), Field),
        assert_type(actions("x", ["a"], name="j"), Field),
    ]
    put_text(input_group("x", items)["a"])


async def answers_are_awaited_as_what_they_are() -> None:
    assert_type(await slider("x"), int)
    assert_type(await slider("x", value=0.5), float)
    assert_type(await textarea("x"), str)
    assert_type(await checkbox("x", ["a"]), list[UserValue])
    assert_type(await file_upload("x", multiple=True), list[UploadedFile])


def wrong_use_is_noticed() -> None:
    _ = textarea("x", rows="6")  # type: ignore[call-overload]
    _ = slider("x", max_value="5")  # type: ignore[call-overload]
    _ = select("x", 5)  # type: ignore[call-overload]
    _ = input("x", name=5)  # type: ignore[call-overload]
    wrong: int = input("Name")  # type: ignore[assignment]
    also_wrong: str = input("Age", type=NUMBER)  # type: ignore[assignment]
    _ = input("Name", type="colour")  # type: ignore[call-overload]
    _ = input("Name", validate="no function")  # type: ignore[call-overload]
    _ = input("Age", type=NUMBER, value="five")  # type: ignore[call-overload]
    put_text(wrong, also_wrong)
