"""What authors can get wrong in the parameters of inputs and pins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, signature

from typing_extensions import ParamSpec

from pywebio.domain.advice import warn_of_near_misses
from pywebio.domain.errors import ArgumentError
from pywebio.domain.jsonable import is_number

P = ParamSpec("P")

_MEANT = {"min": "min_value", "max": "max_value"}
"""Names of HTML for what has another name here, where it does."""


def attributes_for(
    function: Callable[P, object], given: Mapping[str, object]
) -> Mapping[str, object]:
    """Return the keyword arguments that *function* hands on, once slips in them are told."""
    if given:
        parameters = signature(function).parameters.values()
        names = [each.name for each in parameters if each.kind is not Parameter.VAR_KEYWORD]
        warn_of_near_misses(f"{function.__name__}()", given, names, _MEANT)
    return given


def is_text(value: object) -> bool:
    """Tell whether *value* is shown as it is: text, or a number."""
    return isinstance(value, str) or is_number(value)


def check_shown(name: str, value: object) -> None:
    """Check a *value* that is shown as text; None is none."""
    if value is not None and not is_text(value):
        raise ArgumentError(f"{name}={value!r:.60} is no text")


def texts_of(name: str, values: object) -> list[object] | None:
    """Return a list of texts as a list; None is none. What cannot be sent is told later."""
    if values is None:
        return None
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise ArgumentError(f"{name}={values!r:.60} is no list of texts")
    texts = list(values)
    for text in texts:
        if isinstance(text, (list, tuple, Mapping, bool)) or text is None:
            raise ArgumentError(f"{text!r:.60} in {name} is no text")
    return texts


def check_value(kind: str, value: object) -> None:
    """Check what a field of one line holds at first. What cannot be sent is told later."""
    if isinstance(value, (list, tuple, Mapping, bool)):
        raise ArgumentError(f"value={value!r:.60} is no text or number")
    if kind in ("number", "float") and isinstance(value, str) and value != "":
        try:
            float(value)
        except ValueError:
            raise ArgumentError(f"value={value!r:.60} is no number, but type is {kind!r}") from None


def check_range(value: object, lowest: object, highest: object, step: object) -> None:
    """Check the numbers of a slider; *value* may be 0, its default, wherever the limits are."""
    for name, number in (("value", value), ("min_value", lowest), ("max_value", highest)):
        if not is_number(number):
            raise ArgumentError(f"{name}={number!r:.60} is no number")
    check_limits(lowest, highest)
    if is_number(value) and value != 0 and not _within(value, lowest, highest):
        raise ArgumentError(f"value={value!r} is not from min_value={lowest!r} to {highest!r}")
    if step is not None and step != "any" and not (is_number(step) and step > 0):
        raise ArgumentError(f"step={step!r:.60} is no number above 0")


def check_limits(lowest: object, highest: object) -> None:
    """Check that some number is within two limits."""
    for name, number in (("min_value", lowest), ("max_value", highest)):
        if not is_number(number):
            raise ArgumentError(f"{name}={number!r:.60} is no number")
    if is_number(lowest) and is_number(highest) and lowest > highest:
        raise ArgumentError(f"min_value={lowest!r} is more than max_value={highest!r}")


def _within(value: float, lowest: object, highest: object) -> bool:
    return is_number(lowest) and is_number(highest) and lowest <= value <= highest


def check_code(code: object) -> None:
    """Check what asks for a code editor: a bool, or its options by name."""
    named = isinstance(code, Mapping) and all(isinstance(name, str) for name in code)
    if code is not None and not isinstance(code, bool) and not named:
        raise ArgumentError(
            f"code={code!r:.60} is neither True nor a dict of options such as {{'mode': 'python'}}"
        )
