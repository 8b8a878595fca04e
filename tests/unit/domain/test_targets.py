"""What may be served: one app, a list, a mapping."""

from __future__ import annotations

import functools
from typing import cast

import pytest

from pywebio.domain.application import Application
from pywebio.domain.targets import Targets, applications_of
from pywebio.exceptions import ArgumentError
from tests.unit.support import run_to_end


def chat() -> None:
    """Talk <together>.

    With & without words.
    """


async def draw() -> None:
    pass


def served(target: object) -> dict[str, Application]:
    return applications_of(cast(Targets, target), None)


def test_one_app_is_the_index() -> None:
    apps = served(chat)
    assert list(apps) == ["index"]
    assert apps["index"].target is chat


def test_the_apps_of_a_list_are_called_as_their_functions() -> None:
    apps = served([chat, functools.partial(draw)])
    assert list(apps) == ["chat", "draw", "index"]
    assert apps["draw"].is_coroutine


def test_the_apps_of_a_mapping_are_called_as_their_keys() -> None:
    assert list(served({"a": chat, "b": chat})) == ["a", "b", "index"]


def test_an_index_of_the_author_is_kept() -> None:
    apps = served({"index": chat, "other": draw})
    assert list(apps) == ["index", "other"]
    assert apps["index"].target is chat


def test_the_parameter_of_the_published_version_works() -> None:
    assert list(applications_of(None, [chat])) == ["chat", "index"]


@pytest.mark.parametrize("given", [(None, None), (chat, chat)], ids=["neither", "both"])
def test_exactly_one_of_the_two_parameters_is_needed(given: tuple[Targets, Targets]) -> None:
    with pytest.raises(TypeError, match="target="):
        applications_of(*given)


def test_two_apps_of_one_name_are_an_error_that_names_it() -> None:
    with pytest.raises(ArgumentError, match="two apps are called 'chat'"):
        served([chat, chat])


@pytest.mark.parametrize("wrong", ["chat", 5, b"chat"], ids=repr)
def test_what_is_no_target_is_named(wrong: object) -> None:
    with pytest.raises(TypeError, match="target must be a function"):
        served(wrong)


@pytest.mark.parametrize("wrong", [[5], {"a": 5}, [chat, None]], ids=repr)
def test_what_is_no_app_is_named(wrong: object) -> None:
    with pytest.raises(TypeError, match="an app must be a function, not"):
        served(wrong)


def test_the_index_lists_the_apps_with_their_descriptions() -> None:
    index = served([chat, draw])["index"]
    (page,) = [str(spec["content"]) for spec in run_to_end(index.target).outputs()]
    assert "javascript:WebIO.openApp('chat', true)" in page
    assert ">draw</a>" in page
    assert "Talk &lt;together&gt;.</a>" in page
    assert "With &amp; without words." in page


def test_a_name_cannot_break_out_of_the_index() -> None:
    name = "a'); alert(1); \"><script>('\\"
    index = served({name: chat})["index"]
    (page,) = [str(spec["content"]) for spec in run_to_end(index.target).outputs()]
    assert "<script>" not in page
    assert "\\&#x27;); alert(1)" in page
