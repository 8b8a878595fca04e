"""Everything that shows something: `put_text`, `put_table`, scopes, popups and more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pywebio.compat import find
from pywebio.output._members import OutputList
from pywebio.output._output import Output
from pywebio.output.boxes import (
    put_collapse,
    put_error,
    put_info,
    put_scrollable,
    put_success,
    put_tabs,
    put_warning,
)
from pywebio.output.buttons import put_button, put_buttons
from pywebio.output.custom import custom_update, put_custom, put_widget
from pywebio.output.datatable import JSFunction, put_datatable
from pywebio.output.datatable_rows import datatable_insert, datatable_remove, datatable_update
from pywebio.output.feedback import PopupSize, close_popup, popup, toast
from pywebio.output.grid import put_grid
from pywebio.output.layout import put_column, put_row, put_scope
from pywebio.output.media import put_file, put_image
from pywebio.output.placeholder import output, style
from pywebio.output.progress import (
    put_loading,
    put_processbar,
    put_progressbar,
    set_processbar,
    set_progressbar,
)
from pywebio.output.scope import (
    OutputPosition,
    Position,
    clear,
    clear_scope,
    get_scope,
    remove,
    scroll_to,
    set_scope,
    use_scope,
)
from pywebio.output.table import put_table, span
from pywebio.output.text import put_code, put_html, put_link, put_markdown, put_text

__all__ = [
    "JSFunction",
    "Output",
    "OutputList",
    "OutputPosition",
    "PopupSize",
    "Position",
    "clear",
    "clear_scope",
    "close_popup",
    "custom_update",
    "datatable_insert",
    "datatable_remove",
    "datatable_update",
    "get_scope",
    "output",
    "popup",
    "put_button",
    "put_buttons",
    "put_code",
    "put_collapse",
    "put_column",
    "put_custom",
    "put_datatable",
    "put_error",
    "put_file",
    "put_grid",
    "put_html",
    "put_image",
    "put_info",
    "put_link",
    "put_loading",
    "put_markdown",
    "put_processbar",
    "put_progressbar",
    "put_row",
    "put_scope",
    "put_scrollable",
    "put_success",
    "put_table",
    "put_tabs",
    "put_text",
    "put_warning",
    "put_widget",
    "remove",
    "scroll_to",
    "set_processbar",
    "set_progressbar",
    "set_scope",
    "span",
    "style",
    "toast",
    "use_scope",
]

if not TYPE_CHECKING:  # what is not documented has no place in the typed API
    __getattr__ = partial(find, __name__)
