"""How inputs and outputs are made: for libraries and apps that make their own."""

from __future__ import annotations

from pywebio.compat.outputs import (
    output_register_callback,
    safely_destruct_output_when_exp,
    scope2dom,
    send_msg,
)
from pywebio.output import Output, OutputList

__all__ = [
    "Output",
    "OutputList",
    "output_register_callback",
    "safely_destruct_output_when_exp",
    "scope2dom",
    "send_msg",
]
