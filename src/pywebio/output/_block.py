"""Outputs as heads of `with` blocks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from attrs import define, field, frozen

from pywebio.domain.commands import OutputControl
from pywebio.domain.scope import entered, scope_stack, selector
from pywebio.domain.tasks import TaskContext


@frozen
class BlockStyle:
    """How an output can be used as the head of a `with` block."""

    selector: str | None = None
    """Which element inside takes the outputs of the block; None: the outermost one."""
    remove_after: bool = False
    """The output disappears at the end of the block."""
    scope: str | None = None
    """Name of the scope that the block is in; None: one made for it."""
    after_exit: Callable[[], object] | None = None
    """Called at the end of the block."""


@define(eq=False)
class Block:
    """A block whose head is shown, from its begin to its end."""

    _style: BlockStyle
    _task: TaskContext
    _scope: AbstractContextManager[str] = field(init=False)

    def enter(self, name: str) -> str:
        """Make the scope of that name the current one; return the name."""
        self._scope = entered(name)
        return self._scope.__enter__()

    def leave(self) -> None:
        """Go back to the scope around it, and do what is to be done then."""
        scope = selector(scope_stack()[-1])
        self._scope.__exit__(None, None, None)
        if self._style.remove_after:
            self._task.send(OutputControl({"remove": scope}))
            self._task.session.page.remove(scope)
        if self._style.after_exit is not None:
            self._style.after_exit()
