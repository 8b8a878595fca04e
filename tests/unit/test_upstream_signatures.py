"""Every call written for the published version fits: same names, same places, same defaults."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "upstream-signatures.json"

NAMED = "each keyword argument that the published version documents has a name of its own"

DIFFERENT_ON_PURPOSE: dict[str, str] = {
    "put_markdown(**)": NAMED,
    "put_scrollable(**)": NAMED,
    "use_scope(**)": NAMED,
}
"""Function or ``function(parameter)`` → why a call written for the published version may not fit."""


class Function(NamedTuple):
    """A published function."""

    module: str
    name: str
    signature: str

    @property
    def arguments(self) -> ast.arguments:
        """The published parameters."""
        function = ast.parse(f"def {self.signature}: ...").body[0]
        assert isinstance(function, ast.FunctionDef)
        return function.args

    @property
    def ours(self) -> inspect.Signature:
        """Our parameters under the same name."""
        return inspect.signature(getattr(importlib.import_module(self.module), self.name))


def published() -> Iterator[Function]:
    """Yield the published functions that we have so far."""
    for module, functions in json.loads(REFERENCE.read_text("utf-8")).items():
        try:
            ours = importlib.import_module(module)
        except ImportError:
            continue
        for name, signature in functions.items():
            if hasattr(ours, name):
                yield Function(module, name, signature)


@pytest.fixture(params=list(published()), ids=lambda function: f"{function.module}.{function.name}")
def function(request: pytest.FixtureRequest) -> Function:
    """Every published function that we have, in turn."""
    assert isinstance(request.param, Function)
    if request.param.name in DIFFERENT_ON_PURPOSE:
        pytest.skip(DIFFERENT_ON_PURPOSE[request.param.name])
    return request.param


def test_arguments_by_place_stay_in_place(function: Function) -> None:
    positional = {
        inspect.Parameter.POSITIONAL_ONLY,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
    }
    ours = [name for name, p in function.ours.parameters.items() if p.kind in positional]
    theirs = [argument.arg for argument in function.arguments.args]
    assert ours[: len(theirs)] == theirs
    if function.arguments.vararg:
        kinds = [parameter.kind for parameter in function.ours.parameters.values()]
        assert inspect.Parameter.VAR_POSITIONAL in kinds


def test_arguments_by_name_are_known(function: Function) -> None:
    by_name = {
        name
        for name, parameter in function.ours.parameters.items()
        if parameter.kind
        in {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}
    }
    theirs = {a.arg for a in (*function.arguments.args, *function.arguments.kwonlyargs)}
    missing = {
        name for name in theirs - by_name if f"{function.name}({name})" not in DIFFERENT_ON_PURPOSE
    }
    assert not missing
    if function.arguments.kwarg and f"{function.name}(**)" not in DIFFERENT_ON_PURPOSE:
        kinds = [parameter.kind for parameter in function.ours.parameters.values()]
        assert inspect.Parameter.VAR_KEYWORD in kinds


def test_what_may_be_left_out_stays_the_same(function: Function) -> None:
    wrong = {
        name: f"published {default!r}, ours {ours!r}"
        for name, default in _literal_defaults(function.arguments)
        for ours in [_default(function.ours.parameters.get(name))]
        if f"{function.name}({name})" not in DIFFERENT_ON_PURPOSE
        and (ours is inspect.Parameter.empty or not _equal(ours, default))
    }
    assert not wrong


def _literal_defaults(arguments: ast.arguments) -> Iterator[tuple[str, object]]:
    with_default = arguments.args[len(arguments.args) - len(arguments.defaults) :]
    pairs = [
        *zip(with_default, arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    for argument, default in pairs:
        if default is not None:
            yield argument.arg, ast.literal_eval(default)


def _default(parameter: inspect.Parameter | None) -> object:
    return inspect.Parameter.empty if parameter is None else parameter.default


def _equal(ours: object, theirs: object) -> bool:
    # An empty tuple stands for their empty list: a default that nobody can change.
    return ours == theirs or (theirs == [] and ours == ())
