"""Outputs inside outputs, and where outputs go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import Factory, define
from typing_extensions import TypeIs

from pywebio.domain.callbacks import Placement
from pywebio.domain.errors import ArgumentError
from pywebio.domain.scope import scope_stack, selector
from pywebio.output._block import BlockStyle
from pywebio.output._html import html_of
from pywebio.output._members import OutputList, check_members, embedded, outputs_in
from pywebio.output._output import Output
from pywebio.ports.types import Json

Content: TypeAlias = "str | Output | Sequence[str | Output]"
"""One item of content, or several."""


CONTENTS = "{{#contents}}{{& pywebio_output_parse}}{{/contents}}"
"""What a template of `widget` holds where the content in `contents` is to stand."""


def where(scope: str | None, position: int) -> dict[str, Json]:
    """Return the members that say where an output goes: None is the current scope."""
    if scope is None:
        scope = scope_stack()[-1]
    elif not isinstance(scope, str):
        raise _no_scope(scope)
    if not isinstance(position, int) or isinstance(position, bool):
        raise TypeError(f"position must be a number, not {position!r}")
    return {"scope": selector(scope), "position": position}


def _no_scope(scope: object) -> TypeError:
    # Old documentation has places in the stack here; what 0 did then was not what it said.
    place = isinstance(scope, int) and not isinstance(scope, bool)
    advice = f": write scope=get_scope({scope}), or None for the current one" if place else ""
    return TypeError(f"scope must be the name of a scope, not {scope!r:.60}{advice}")


def claim(value: object) -> None:
    """Mark every output in *value* as passed on, before anything can fail."""
    for output in outputs_in(value):
        output.claim()


def holds_several(content: object) -> TypeIs[list[object] | tuple[object, ...] | OutputList]:
    """Tell whether *content* is a list of items, and not one item."""
    return isinstance(content, (list, tuple, OutputList))


def as_items(content: object) -> list[object]:
    """Return *content*, one item or a list of them, as a list."""
    return list(content) if holds_several(content) else [content]


@define
class Embedder:
    """Turns content into JSON and gathers what the outputs in it bring along."""

    placement: Placement = Factory(Placement)

    def output(self, output: Output) -> Json:
        """Return *output* as content."""
        spec, placement = output.embed()
        self.placement += placement
        return spec

    def item(self, item: object, what: str, other: Callable[[object], Json] | None) -> Json:
        """Return one item as `items` does."""
        if isinstance(item, Output):
            return self.output(item)
        html = html_of(item)
        if html is not None:
            return html_spec(html)
        if other is not None:
            return other(item)
        if isinstance(item, str):
            return item
        raise ArgumentError(f"{what} holds {item!r}: use a string or the result of a put_* call")

    def items(
        self, content: object, what: str, other: Callable[[object], Json] | None = None
    ) -> list[Json]:
        """Return one item or a list of items as content.

        Outputs and objects that have a form as HTML always are legal. *other* converts everything
        else; without it strings are legal too, as they are.

        Raises:
            ArgumentError: An item is neither; the message names it as *what*.
        """
        claim(content)
        return [self.item(item, what, other) for item in as_items(content)]

    def any_json(self, value: object, what: str) -> Json:
        """Return a copy of *value* in which every output has become content.

        Raises:
            TypeError: Something in it cannot be sent; the message names it as *what*.
        """
        json, placement = embedded(value, what)
        self.placement += placement
        return json


def html_spec(html: str) -> dict[str, Json]:
    """Return *html* as `put_html` would show it."""
    return {"type": "html", "content": html, "sanitize": False}


def text_spec(value: object) -> dict[str, Json]:
    """Return *value* as `put_text` would show it."""
    return {"type": "text", "content": str(value), "inline": False}


def widget(
    template: str,
    data: dict[str, Json],
    embedder: Embedder,
    place: dict[str, Json],
    block: BlockStyle | None = None,
) -> Output:
    """Return an output made of a Mustache *template* (protocol reference, section 6).

    Raises:
        TypeError: A member of *data* is nothing that can be sent.
    """
    check_members(data)
    spec: dict[str, Json] = {"type": "custom_widget", "template": template, "data": data, **place}
    return Output(spec, placement=embedder.placement, block=block)
