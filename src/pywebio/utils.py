"""Small tools that PyWebIO 1.8 offered to apps beside its API."""

from __future__ import annotations

from pywebio import STATIC_PATH
from pywebio.compat.collections import LimitedSizeQueue, LRUDict, Setter
from pywebio.compat.functions import (
    catch_exp_call,
    get_function_attr,
    get_function_doc,
    get_function_name,
    iscoroutinefunction,
    isgeneratorfunction,
    run_as_function,
    to_coroutine,
)
from pywebio.compat.network import get_free_port, wait_host_port
from pywebio.compat.package import check_webio_js, pyinstaller_datas
from pywebio.compat.text import check_dom_name_value, parse_file_size, random_str, strip_space
from pywebio.session._local import ObjectDictProxy, ReadOnlyObjectDict

__all__ = [
    "STATIC_PATH",
    "LRUDict",
    "LimitedSizeQueue",
    "ObjectDictProxy",
    "ReadOnlyObjectDict",
    "Setter",
    "catch_exp_call",
    "check_dom_name_value",
    "check_webio_js",
    "get_free_port",
    "get_function_attr",
    "get_function_doc",
    "get_function_name",
    "iscoroutinefunction",
    "isgeneratorfunction",
    "parse_file_size",
    "pyinstaller_datas",
    "random_str",
    "run_as_function",
    "strip_space",
    "to_coroutine",
    "wait_host_port",
]
