"""The rows, one module per family, each with a tuple PROBES."""

from ..model import Probe
from . import browser, clicks, imports, memory, opening, output

PROBES: tuple[Probe, ...] = (
    *clicks.PROBES,
    *output.PROBES,
    *memory.PROBES,
    *opening.PROBES,
    *imports.PROBES,
    *browser.PROBES,
)
