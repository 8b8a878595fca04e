"""Medians and percentiles, and what /proc tells about a process."""

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median

__all__ = ["cpu_seconds", "median", "percentile", "rss_kib", "threads"]


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that at least *percent* of the values do not exceed."""
    ordered = sorted(values)
    index = -(-len(ordered) * percent // 100) - 1
    return ordered[max(0, int(index))]


def cpu_seconds(pid: int) -> float:
    """Return user and system time of a process, in steps of 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss_kib(pid: int) -> int:
    """Return the resident memory of a process."""
    return _status(pid, "VmRSS")


def threads(pid: int) -> int:
    """Return the number of threads of a process."""
    return _status(pid, "Threads")


def _status(pid: int, key: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1])
    raise LookupError(f"no {key} in the status of process {pid}")
