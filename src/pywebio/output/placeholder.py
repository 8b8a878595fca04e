"""What PyWebIO 1.x had before scopes: `output()` and `style()`. Deprecated, and working."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

from pywebio.domain import commands
from pywebio.domain.context import current_task
from pywebio.domain.errors import ArgumentError
from pywebio.output._content import CONTENTS, Embedder, as_items, claim, text_spec, where
from pywebio.output._html import html_of
from pywebio.output._members import OutputList
from pywebio.output._output import Output
from pywebio.output.text import put_html, put_text
from pywebio.ports.types import Json

_TEMPLATE = '<div class="{{class}}">' + CONTENTS + "</div>"


class OutputHandler(Output):
    """A placeholder whose content can be changed after it was shown, perhaps in several places."""

    def __init__(self, contents: Sequence[object]) -> None:
        name = current_task().session.ids.new_id()[:10]
        embedder = Embedder()
        data: dict[str, Json] = {
            "class": f"pywebio-scope-{name}",
            "contents": embedder.items(list(contents), "output()", text_spec),
        }
        self._selector = f".pywebio-scope-{name}"
        super().__init__(
            {"type": "custom_widget", "template": _TEMPLATE, "data": data, **where(None, -1)},
            placement=embedder.placement.inside_scope(self._selector),
        )

    def reset(self, *contents: object) -> None:
        """Replace the content."""
        self._task.send(commands.OutputControl({"clear": self._selector}))
        self._task.session.page.clear(self._selector)
        self.append(*contents)

    def append(self, *contents: object) -> None:
        """Add content at the end."""
        for content in contents:
            self._put(content, -1)

    def insert(self, idx: int, *contents: object) -> None:
        """Add content before child *idx*, or behind it if *idx* is negative.

        Raises:
            TypeError: *idx* is no number.
        """
        if not isinstance(idx, int) or isinstance(idx, bool):
            raise TypeError(f"idx must be a number, not {idx!r:.60}")
        step = 1 if idx >= 0 else -1
        for offset, content in enumerate(contents):
            self._put(content, idx + step * offset)

    def _put(self, content: object, position: int) -> None:
        output = content if isinstance(content, Output) else _shown(content)
        output.spec["scope"] = self._selector
        output.spec["position"] = position
        output.show()


def _shown(content: object) -> Output:
    html = html_of(content)
    return put_text(content) if html is None else put_html(html)


def output(*contents: object) -> OutputHandler:
    """
    Return a placeholder to be shown anywhere and filled later. Deprecated: use `put_scope`.

    Args:
        contents: What it shows at first: outputs, or anything else, shown as text.
    """
    warnings.warn("output() is deprecated: use put_scope()", DeprecationWarning, stacklevel=2)
    return OutputHandler(contents)


def style(outputs: Output | Sequence[Output], css_style: str) -> Output | OutputList:
    """
    Add CSS to one output or to each of a list. Deprecated: use `Output.style`.

    Args:
        outputs: The output or outputs.
        css_style: Such as `"color: red"`.

    Raises:
        ArgumentError: Something else is given.
    """
    warnings.warn("style() is deprecated: use put_xxx().style()", DeprecationWarning, stacklevel=2)
    if isinstance(outputs, Output):
        return outputs.style(css_style)
    items: list[Output] = []
    for item in as_items(outputs):
        if not isinstance(item, Output):
            claim(outputs)
            raise ArgumentError(f"{item!r:.60} is no output: use the result of a put_* call")
        items.append(item.style(css_style))
    return OutputList(items)
