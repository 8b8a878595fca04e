"""All that a page can show and ask, each in every state; the parts stand in files beside this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from pywebio.demo.gallery.boxes import show_boxes, show_layout
from pywebio.demo.gallery.fields import show_fields
from pywebio.demo.gallery.live import show_buttons, show_messages, show_progress, show_scopes
from pywebio.demo.gallery.looks import show_looks
from pywebio.demo.gallery.own import show_own_widget
from pywebio.demo.gallery.questions import show_questions
from pywebio.demo.gallery.tables import show_data_table, show_tables
from pywebio.demo.gallery.text import show_media, show_text
from pywebio.output import put_markdown

PARTS: Final[Mapping[str, Callable[[], None]]] = MappingProxyType(
    {
        "Looks": show_looks,
        "Questions": show_questions,
        "Fields": show_fields,
        "Buttons": show_buttons,
        "Messages": show_messages,
        "Text": show_text,
        "Media": show_media,
        "Tables": show_tables,
        "Data table": show_data_table,
        "Layout": show_layout,
        "Boxes": show_boxes,
        "A widget of its own": show_own_widget,
        "Progress": show_progress,
        "Scopes": show_scopes,
    }
)


def gallery() -> None:
    """Gallery

    All that a page can show, and every kind of question that it can ask, in every state.
    """
    for title, show in PARTS.items():
        put_markdown(f"## {title}")
        show()
