"""The rows, one module per family, each with a tuple PROBES."""

from ..model import Probe, Quotient
from . import browser, clicks, imports, memory, opening, output, polling

PROBES: tuple[Probe, ...] = (
    *clicks.PROBES,
    *output.PROBES,
    *polling.PROBES,
    *memory.PROBES,
    *opening.PROBES,
    *imports.PROBES,
    *browser.PROBES,
)

QUOTIENTS: tuple[Quotient, ...] = clicks.QUOTIENTS
