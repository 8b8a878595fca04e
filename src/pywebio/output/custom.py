"""Widgets of an app's own: from a template, or drawn by a script of the app.

The page's side of the latter, `WebIO.registerWidget`, stands in docs/javascript.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape

from pywebio.domain import commands
from pywebio.domain.arguments import check_text
from pywebio.domain.callbacks import Callback, Placement
from pywebio.domain.context import current_session, current_task
from pywebio.domain.jsonable import to_json
from pywebio.domain.scope import check_name
from pywebio.output._content import Embedder, claim, html_spec, where
from pywebio.output._content import widget as widget_of
from pywebio.output._output import Output
from pywebio.ports.types import UserValue

_UPDATE = """
const widget = document.getElementById("webio-custom-" + name);
if (widget === null) throw new Error(`custom_update: no widget "${name}" is shown`);
widget.update(data);
"""


def put_widget(
    template: str,
    data: Mapping[str, object],
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show a widget of your own.

    Args:
        template: A Mustache template. `{{& pywebio_output_parse}}` shows the current item, an
            output or a text; `{{#uniqueid}}name{{/uniqueid}}` is an id that no other widget has.
        data: What the template is filled with; it may hold outputs at any depth.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        TypeError: *template* is no string, *data* no dict, or something in it cannot be sent.

    Examples:
        ```python
        put_widget(
            "<h3>{{title}}</h3>{{#items}}{{& pywebio_output_parse}}{{/items}}",
            {"title": "A card", "items": [put_text("with text")]},
        )
        ```
    """
    claim(data)
    check_text("template", template)
    if not isinstance(data, Mapping):
        raise TypeError(f"data must be a dict, not {data!r:.60}")
    embedder = Embedder()
    members = {key: embedder.any_json(value, f"data[{key!r}]") for key, value in data.items()}
    return widget_of(template, members, embedder, where(scope, position))


def put_custom(
    widget: str,
    data: object = None,
    *,
    name: str | None = None,
    onevent: Callable[[UserValue], object] | None = None,
    scope: str | None = None,
    position: int = -1,
) -> Output:
    """
    Show a widget that a script of the app draws.

    The script, which `config(js_file=...)` or `config(js_code=...)` brings into the page, makes the
    widget known with `WebIO.registerWidget(widget, {mount(element, data, api) {...}})`.

    Args:
        widget: What the script calls it.
        data: What it shows; anything that JSON can carry.
        name: Name of this one, of A-Z a-z 0-9 _ -, for `custom_update`.
        onevent: Called with the value when the script calls `api.send(value)`. Coroutine functions
            work in coroutine apps.
        scope: Name of the scope to show it in; None is the current one.
        position: Place among the children of the scope: 0 first, -1 last.

    Raises:
        TypeError: *data* cannot be sent to a page, or *onevent* cannot be called.
        ValueError: *name* has other characters.
    """
    attributes = {"kind": widget, "data": json.dumps(to_json(data, "data"))}
    if name is not None:
        attributes["id"] = f"webio-custom-{check_name(name, 'widget name')}"
    placement = Placement()
    if onevent is not None:
        if not callable(onevent):
            raise TypeError(f"onevent must be a function, not {onevent!r}")
        callback_id = current_session().add_callback(Callback(onevent, "onevent"))
        attributes["callback"] = callback_id
        placement = Placement(callbacks=(callback_id,))
    markup = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
    content = f"<webio-widget {markup}></webio-widget>"
    return Output(
        {**html_spec(content), **where(scope, position)},
        placement=placement,
    )


def custom_update(name: str, data: object) -> None:
    """
    Show new data in a widget of `put_custom`.

    Args:
        name: The name it was given.
        data: What it shows from now on.

    Raises:
        TypeError: *data* cannot be sent to a page.
        ValueError: *name* has characters other than A-Z a-z 0-9 _ -.
    """
    args = {"name": check_name(name, "widget name"), "data": to_json(data, "data")}
    current_task().send(commands.RunScript(_UPDATE, args))
