"""Scopes: named places in the page."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import wraps
from types import TracebackType
from typing import Literal, ParamSpec, TypeVar, cast

from attrs import define, field

from pywebio.domain import commands
from pywebio.domain.arguments import check_one_of, check_text
from pywebio.domain.callbacks import Placement
from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError, SessionException
from pywebio.domain.scope import ROOT, check_name, dom_id, entered, scope_stack, selector
from pywebio.ports.types import Json

P = ParamSpec("P")
R = TypeVar("R")


class Position:
    """Where `scroll_to` brings a scope."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class OutputPosition:
    """The ends of a scope, for the *position* of outputs."""

    TOP = 0
    BOTTOM = -1


def get_scope(stack_idx: int = -1) -> str:
    """
    Return the name of a scope that is entered here.

    Args:
        stack_idx: -1 the current one, -2 the one around it …; 0 is ROOT.

    Raises:
        ValueError: Not so many scopes are entered.
        TypeError: *stack_idx* is no number.
    """
    stack = scope_stack()
    if not isinstance(stack_idx, int) or isinstance(stack_idx, bool):
        raise TypeError(f"stack_idx must be a number, not {stack_idx!r:.60}")
    try:
        return stack[stack_idx]
    except IndexError:
        raise ArgumentError(
            f"stack_idx={stack_idx}: only {len(stack)} scopes are entered"
        ) from None


def set_scope(
    name: str,
    container_scope: str | None = None,
    position: int = -1,
    if_exist: Literal["remove", "clear"] | None = None,
) -> None:
    """
    Create a scope.

    Args:
        name: Its name, of A-Z a-z 0-9 _ -.
        container_scope: The scope to create it in; None is the current one.
        position: Place among the children of that scope: 0 first, -1 last.
        if_exist: What to do with a scope of that name: None keeps it, `remove` creates it anew,
            `clear` empties it.

    Raises:
        ValueError: The name has other characters, or there is no such *if_exist*.

    Examples:
        ```python
        set_scope("head", position=0)
        put_text("at the top", scope="head")
        ```
    """
    check_one_of("if_exist", if_exist, (None, "remove", "clear"))
    _create(name, container_scope, position, if_exist)


def _create(name: str, container: str | None, position: int, if_exist: str | None) -> None:
    task = current_task()
    outer = _target(container)
    if not isinstance(position, int) or isinstance(position, bool):
        raise TypeError(f"position must be a number, not {position!r:.60}")
    spec: dict[str, Json] = {
        "set_scope": dom_id(check_name(name, "scope name")),
        "container": outer,
        "position": position,
    }
    if if_exist is not None:
        spec["if_exist"] = if_exist
        task.session.page.clear(selector(name))
    task.send(commands.OutputControl(spec))
    task.session.page.place(outer, Placement(scopes=(selector(name),)))


def _target(scope: object) -> str:
    """Return the selector of a scope, None being the current one."""
    return selector(scope_stack()[-1] if scope in (None, "") else check_text("scope", scope))


def clear(scope: str | None = None) -> None:
    """
    Empty a scope.

    Args:
        scope: Its name; None is the current one.

    Raises:
        TypeError: *scope* is no string.

    Examples:
        ```python
        put_text("a text", scope="ROOT")
        clear("ROOT")
        ```
    """
    task = current_task()
    target = _target(scope)
    task.send(commands.OutputControl({"clear": target}))
    task.session.page.clear(target)


clear_scope = clear
"""Another name of `clear`."""


def remove(scope: str | None = None) -> None:
    """
    Remove a scope with all that is in it.

    Args:
        scope: Its name; None is the current one.

    Raises:
        ArgumentError: It is ROOT, which cannot be removed.
    """
    if _target(scope) == selector(ROOT):
        raise ArgumentError("the scope ROOT cannot be removed; clear('ROOT') empties it")
    task = current_task()
    target = _target(scope)
    task.send(commands.OutputControl({"remove": target}))
    task.session.page.remove(target)


def scroll_to(scope: str | None = None, position: str = Position.TOP) -> None:
    """
    Scroll the page to a scope.

    Args:
        scope: Its name; None is the current one.
        position: `top`, `middle` or `bottom`: where in the window it shall be.

    Raises:
        ArgumentError: There is no such position.
    """
    check_one_of("position", position, ("top", "middle", "bottom"))
    target = _target(scope)
    current_task().send(commands.OutputControl({"scroll_to": target, "position": position}))


@define(eq=False)
class ScopeBlock:
    """A scope to be entered: the head of a `with` block, or a decorator."""

    _name: str | None
    """None: a new name each time."""
    _open: Callable[[str], None]
    _entered: list[AbstractContextManager[str]] = field(init=False, factory=list)

    def __enter__(self) -> str:
        """Create and enter the scope; return its name."""
        name = self._name or current_task().session.ids.new_id()[:10]
        self._open(name)
        block = entered(name)
        self._entered.append(block)
        return block.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> Literal[False]:
        name = scope_stack()[-1]
        self._entered.pop().__exit__(None, None, None)
        # If the session ended inside the block, its exception is on the way already.
        with nullcontext() if error is None else suppress(SessionException):
            current_task().send(commands.OutputControl({"loose": selector(name)}))
        return False

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Enter the scope around every call of *function*."""
        if inspect.iscoroutinefunction(function):

            @wraps(function)
            async def around_coroutine(*args: P.args, **kwargs: P.kwargs) -> object:
                with self._again():
                    return await function(*args, **kwargs)

            return cast(Callable[P, R], around_coroutine)

        @wraps(function)
        def around(*args: P.args, **kwargs: P.kwargs) -> R:
            with self._again():
                return function(*args, **kwargs)

        return around

    def _again(self) -> ScopeBlock:
        # A decorated function may run in several tasks at once.
        return ScopeBlock(self._name, self._open)


def use_scope(
    name: str | None = None,
    clear: bool = False,
    *,
    create_scope: bool = True,
    container_scope: str | None = None,
    position: int = -1,
    if_exist: Literal["remove", "clear"] | None = None,
) -> ScopeBlock:
    """
    Enter a scope, creating it if it does not exist.

    `with use_scope("log"): put_text("hi")`. It is a decorator too, also of coroutine functions.

    Args:
        name: Its name, of A-Z a-z 0-9 _ -; None makes a new one.
        clear: Empty it first; it keeps its height until the block is left, so that nothing jumps.
        create_scope: Create it if it does not exist.
        container_scope: As in `set_scope`.
        position: As in `set_scope`.
        if_exist: As in `set_scope`.

    Raises:
        ValueError: The name has other characters.

    Examples:
        ```python
        for number in range(3):
            with use_scope("number", clear=True):
                put_text(number)


        @use_scope("result", clear=True)
        def show(text):
            put_text(text)


        show("a text")
        ```

        ```text
        0
        1
        2
        a text
        ```
    """
    if name is not None:
        check_name(name, "scope name")

    def open_scope(name: str) -> None:
        if create_scope:
            _create(name, container_scope, position, "blank" if clear else if_exist)

    return ScopeBlock(name, open_scope)
