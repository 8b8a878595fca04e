"""What every `put_*` function returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Literal, cast

from attrs import evolve
from typing_extensions import Self

from pywebio.domain import commands
from pywebio.domain.arguments import check_callable, check_text
from pywebio.domain.callbacks import NOTHING_PLACED, Callback, Placement
from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError, SessionException
from pywebio.domain.scope import dom_id, selector
from pywebio.domain.tasks import TaskContext
from pywebio.output._block import Block, BlockStyle
from pywebio.output._members import (
    Embeddable,
    OutputList,
    check_members,
    embedded,
    outputs_in,
    pin_in,
    with_contents,
)
from pywebio.ports.types import Json

DEEPEST = 200
"""So many outputs may stand in each other: their JSON nests up to four times as deep, and Python
encodes no more than 1,000 levels."""


class Output(Embeddable):
    """One thing to show in the page.

    It is shown when it is dropped: a bare `put_text("hi")` shows at once, one that is passed as
    content to another output is shown inside that, and one that is kept in a variable waits for
    `show()`, or for the end of the variable.
    """

    # What __del__ sees if the constructor raised.
    _pending: bool = False

    def __init__(
        self,
        spec: Mapping[str, object],
        on_embed: Callable[[dict[str, Json]], dict[str, Json]] | None = None,
        placement: Placement | None = None,
        block: BlockStyle | None = None,
    ) -> None:
        """
        Make an output of your own; the `put_*` functions do that for the known ones.

        If the page does not keep up with what a thread sends, the thread waits here.

        Args:
            spec: The output of the wire (protocol reference, section 6). May hold other outputs.
            on_embed: Gets the spec when the output becomes content of another one, and returns
                what stands there in its place.
            placement: What the outputs in *spec* bring along, if they have become JSON already.
            block: How the output can be the head of a `with` block.

        Raises:
            TypeError: Something in *spec* cannot be sent.
            SessionClosedException: The page is gone.
        """
        if placement is None:
            self.spec, placement = with_contents(spec)
            placement += pin_in(self.spec)
        else:
            check_members(spec)
            self.spec = cast(dict[str, Json], spec)
        self._on_embed = on_embed
        self._placement = placement
        self._block = block
        self._opened: Block | None = None
        self._task: TaskContext = current_task()
        # Here and now, because dropping the output must not wait.
        self._task.make_room()
        self._pending = True

    def style(self, css_style: str) -> Self:
        """Add CSS, such as `"color: red; margin: 0"`, to the element; may be repeated.

        Raises:
            TypeError: *css_style* is no string.
        """
        self._check(check_text, "css_style", css_style)
        before = self.spec.get("style")
        self.spec["style"] = f"{before}; {css_style}" if before else css_style
        return self

    def onclick(self, callback: Callable[[], object]) -> Self:
        """Call *callback*, without arguments, when the output is clicked.

        A second call replaces the callback of the first.

        Raises:
            TypeError: *callback* is no function.
        """
        self._check(check_callable, "callback", callback)
        callback_id = self._task.session.add_callback(Callback(lambda _: callback(), "onclick"))
        self.spec["click_callback_id"] = callback_id
        self._placement += Placement(callbacks=(callback_id,))
        return self

    def _check(self, check: Callable[[str, object], object], name: str, value: object) -> None:
        # A call that raises leaves nothing on the page, as nobody is left to show it on purpose.
        try:
            check(name, value)
        except TypeError:
            self.claim()
            raise

    def show(self) -> None:
        """Show the output now; may be repeated.

        Raises:
            SessionClosedException: The page is gone.
        """
        self._task.make_room()
        self._post()

    send = show

    def _post(self) -> None:
        self._pending = False
        self._task.post(commands.Output(dict(self.spec)))
        scope = self.spec.get("scope")
        if self._placement is not NOTHING_PLACED and isinstance(scope, str):
            self._task.session.page.place(scope, self._placement)

    def embed(self) -> tuple[Json, Placement]:
        """Return the output as content of another one; it is then not shown on its own.

        Raises:
            ArgumentError: Too many outputs stand in each other.
        """
        self._pending = False
        depth = self._placement.depth + 1
        if depth >= DEEPEST:
            raise ArgumentError(
                f"{depth + 1} outputs stand in each other, more than the {DEEPEST} that can be sent: "
                "let an outer one hold a put_scope(), and show the inner ones there"
            )
        spec = self.spec if self._on_embed is None else self._on_embed(self.spec)
        inner = {k: v for k, v in spec.items() if k not in ("scope", "position")}
        return inner, evolve(self._placement, depth=depth)

    def embed_data(self) -> Json:
        """Return the spec as content of another output; it is then not shown on its own."""
        spec, _ = self.embed()
        return spec

    def claim(self) -> None:
        """Note that the output has been passed on, so that dropping it shows nothing."""
        self._pending = False

    def show_if_pending(self) -> None:
        """Show the output if it was neither shown nor passed on; waits for nothing."""
        if self._pending:
            try:
                self._post()
            except SessionException:
                # There is no caller to tell; whatever the app does next tells it.
                return

    def _ipython_display_(self) -> None:
        # A notebook keeps the value of a cell's last line, and so would never drop it.
        self.show_if_pending()

    def __del__(self) -> None:
        # Only reference counting tells that nobody else wants the output. If it was in a cycle the
        # garbage collector tells it: in any thread, in the middle of anything, under any lock.
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
        name = self._block.scope or self._task.session.ids.new_id()[:10]
        self.spec["container_dom_id"] = dom_id(name)
        self.spec["container_selector"] = self._block.selector
        self._placement += Placement(scopes=(selector(name),))
        self.show()
        self._opened = Block(self._block, self._task)
        return self._opened.enter(name)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> Literal[False]:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.leave()
        return False

    # For outputs that apps make themselves

    def enable_context_manager(
        self,
        container_selector: str | None = None,
        container_dom_id: str | None = None,
        after_exit: Callable[[], object] | None = None,
    ) -> Self:
        """
        Let the output be the head of a `with` block, and return it.

        Args:
            container_selector: CSS selector of the element inside that takes the outputs of the
                block; by default the outermost element.
            container_dom_id: Name of the scope that this element becomes; by default a new one.
            after_exit: Called, without arguments, at the end of the block.
        """
        self._block = BlockStyle(container_selector, scope=container_dom_id, after_exit=after_exit)
        return self

    @classmethod
    def dump_dict(cls, data: object) -> Json:
        """Return a copy of *data* in which every output has become content.

        Raises:
            TypeError: Something in it cannot be sent.
        """
        return embedded(data, "data")[0]

    @classmethod
    def safely_destruct(cls, obj: object) -> None:
        """Note that no output in *obj*, however deep, is to be shown on its own."""
        for output in outputs_in(obj):
            output.claim()

    @staticmethod
    def json_encoder(obj: object, ignore_error: bool = False) -> Json:
        """Return *obj*, an output, as content: for `json.dumps(..., default=Output.json_encoder)`.

        Raises:
            TypeError: It is no output; with *ignore_error* it becomes None.
        """
        if ignore_error and not isinstance(obj, (Output, OutputList)):
            return None
        return embedded(obj, "data")[0]
