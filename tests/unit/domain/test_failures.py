"""Where in the app an exception comes from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pywebio.domain.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Callable


def parse(text: str) -> object:
    return json.loads(text)  # at fault, as far as the author can help it


def load() -> object:
    return parse("<b>")


def failure_of(call: Callable[[], object]) -> Failure:
    try:
        call()
    except Exception as error:  # noqa: BLE001  # what is tested
        return Failure.of(error)
    raise AssertionError("it did not fail")


def test_the_authors_lines_are_found_and_those_of_libraries_are_not() -> None:
    failure = failure_of(load)
    assert [spot.function for spot in failure.spots] == ["parse", "load", "failure_of"]
    assert {spot.file for spot in failure.spots} == {__file__}
    assert "json" in failure.trace


def test_the_text_begins_with_the_message_and_ends_with_the_traceback() -> None:
    failure = failure_of(load)
    text = failure.text()
    assert text.startswith("json.decoder.JSONDecodeError: Expecting value")
    assert text.index("return json.loads") < text.index("return parse")
    assert text.endswith(failure.trace)
    assert "Traceback (most recent call last)" in text


def test_the_line_at_fault_is_marked_in_its_surroundings() -> None:
    html = failure_of(load).html()
    marked = [part.split("</mark>")[0] for part in html.split("<mark")[1:]]
    assert [line.split(">", 1)[1].split(maxsplit=1)[1] for line in marked] == [
        "return json.loads(text)  # at fault, as far as the author can help it",
        "return parse(&quot;&lt;b&gt;&quot;)",
        "call()",
    ]
    assert "def parse(text: str)" in html


def test_the_traceback_is_folded_unless_there_is_nothing_else() -> None:
    assert '<details class="webio-collapse"><summary>' in failure_of(load).html()
    bare = Failure.of(ValueError("from nowhere"))
    assert bare.spots == []
    assert '<details class="webio-collapse" open>' in bare.html()


def test_nothing_of_a_message_is_taken_for_html() -> None:
    def fail() -> None:
        raise ValueError("<script>alert(1)</script>")

    html = failure_of(fail).html()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_causes_stand_in_the_traceback() -> None:
    def fail() -> None:
        try:
            load()
        except ValueError as error:
            raise KeyError("outer") from error

    failure = failure_of(fail)
    assert failure.message == "KeyError: 'outer'"
    assert "JSONDecodeError" in failure.trace


class Group(Exception):
    """As the ExceptionGroup of Python 3.11."""

    def __init__(self, *exceptions: Exception) -> None:
        super().__init__("unhandled errors")
        self.exceptions = exceptions


def test_the_only_exception_of_a_group_is_what_matters() -> None:
    def fail() -> None:
        try:
            load()
        except ValueError as error:
            raise Group(error) from None

    failure = failure_of(fail)
    assert failure.message.startswith("json.decoder.JSONDecodeError")
    assert failure.spots[0].function == "parse"


def test_endless_recursion_and_endless_messages_stay_short() -> None:
    def recurse() -> object:
        return recurse()

    def shout() -> None:
        raise ValueError("x" * 10**6)

    assert len(failure_of(recurse).spots) == 5
    for failure in (failure_of(recurse), failure_of(shout)):
        assert len(failure.text()) < 10**5


def test_an_app_without_a_source_file_is_shown_without_lines() -> None:
    names: dict[str, Callable[[], object]] = {}
    exec(compile("def fail(): 1 / 0", "<typed>", "exec"), names)  # as a console does
    failure = failure_of(names["fail"])
    assert failure.spots[0].where == "<typed>, line 1, in fail"
    assert "ZeroDivisionError" in failure.html()
