"""What every `put_*` function returns."""

from __future__ import annotations

from collections import UserList
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Literal

from attrs import frozen
from typing_extensions import Self

from pywebio.domain import commands
from pywebio.domain.callbacks import NOTHING_PLACED, Callback, Placement
from pywebio.domain.context import current_task
from pywebio.domain.errors import SessionException
from pywebio.domain.jsonable import to_json
from pywebio.domain.scope import dom_id, entered, scope_stack, selector
from pywebio.domain.tasks import TaskContext
from pywebio.ports.types import Json


@frozen
class BlockStyle:
    """How an output can be used as the head of a `with` block."""

    selector: str | None = None
    """Which element inside takes the outputs of the block; None: the outermost one."""
    remove_after: bool = False
    """The output disappears at the end of the block."""


def check_members(members: Mapping[str, object]) -> None:
    """Check what the parameters of a `put_*` call became; its content is checked already.

    Raises:
        TypeError: A member is nothing that can be sent; later it would fail far from that call.
    """
    for name, value in members.items():
        if isinstance(value, Output):
            value.claim()
        if not isinstance(value, (str, int, list, dict)):
            to_json(value, name)


class Output:
    """One thing to show in the page.

    It is shown when it is dropped: a bare `put_text("hi")` shows at once, one that is passed as
    content to another output is shown inside that, and one that is kept in a variable waits for
    `show()`, or for the end of the variable.
    """

    # What __del__ sees if the constructor raised.
    _pending: bool = False

    def __init__(
        self,
        spec: dict[str, Json],
        placement: Placement = NOTHING_PLACED,
        block: BlockStyle | None = None,
    ) -> None:
        check_members(spec)
        self.spec = spec
        """The output of the wire (protocol reference, section 6)."""
        self._placement = placement
        self._block = block
        self._opened: AbstractContextManager[str] | None = None
        self._task: TaskContext = current_task()
        self._pending = True

    def style(self, css_style: str) -> Self:
        """Add CSS, such as `"color: red; margin: 0"`, to the element; may be repeated."""
        before = self.spec.get("style")
        self.spec["style"] = f"{before}; {css_style}" if before else css_style
        return self

    def onclick(self, callback: Callable[[], object]) -> Self:
        """Call *callback*, without arguments, when the output is clicked.

        A second call replaces the callback of the first.
        """
        callback_id = self._task.session.add_callback(Callback(lambda _: callback(), "onclick"))
        self.spec["click_callback_id"] = callback_id
        self._placement += Placement(callbacks=(callback_id,))
        return self

    def show(self) -> None:
        """Show the output now; may be repeated.

        Raises:
            SessionClosedException: The page is gone.
        """
        self._pending = False
        self._task.send(commands.Output(dict(self.spec)))
        scope = self.spec.get("scope")
        if self._placement is not NOTHING_PLACED and isinstance(scope, str):
            self._task.session.placed(scope, self._placement)

    send = show

    def embed(self) -> tuple[Json, Placement]:
        """Return the output as content of another one; it is then not shown on its own."""
        self._pending = False
        inner = {k: v for k, v in self.spec.items() if k not in ("scope", "position")}
        return inner, self._placement

    def claim(self) -> None:
        """Note that the output has been passed on, so that dropping it shows nothing."""
        self._pending = False

    def show_if_pending(self) -> None:
        """Show the output if it was neither shown nor passed on."""
        if self._pending:
            try:
                self.show()
            except SessionException:
                # There is no caller to tell; whatever the app does next tells it.
                self._pending = False

    def __del__(self) -> None:
        # Only reference counting tells that nobody else wants the output.
        self.show_if_pending()

    def __enter__(self) -> str:
        """Show the output and make it the current scope; return that scope's name.

        Raises:
            RuntimeError: This kind of output holds no others.
        """
        if self._block is None:
            raise RuntimeError(
                f"an output of type {self.spec.get('type')!r} cannot be the head of a with block"
            )
        name = self._task.session.ids.new_id()[:10]
        self.spec["container_dom_id"] = dom_id(name)
        self.spec["container_selector"] = self._block.selector
        self._placement += Placement(scopes=(selector(name),))
        self.show()
        self._opened = entered(name)
        return self._opened.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> Literal[False]:
        if self._opened is not None:
            scope = scope_stack()[-1]
            self._opened.__exit__(None, None, None)
            self._opened = None
            if self._block is not None and self._block.remove_after:
                self._task.send(commands.OutputControl({"remove": selector(scope)}))
                self._task.session.removed(selector(scope))
        return False


class OutputList(UserList[Output]):
    """Several outputs in one value; dropped unused, they are shown in their order."""

    def __del__(self) -> None:
        # A list drops its items from the last to the first.
        for output in self.data:
            output.show_if_pending()
