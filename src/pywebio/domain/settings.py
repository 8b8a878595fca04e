"""What an app server is told once and every one of its sessions keeps to."""

from __future__ import annotations

from collections.abc import Callable

from attrs import Factory, define, frozen

from pywebio.domain.outbox import OutboxLimits
from pywebio.domain.page_config import PageDefaults


@define(eq=False)
class SessionDefaults:
    """What a program has set for all its sessions. Lives as long as its container."""

    debug: bool = False
    """Show tracebacks to the browser, whatever the settings of the app say."""
    on_task_exception: Callable[[], object] | None = None
    """Called in place of log and notice, in the task that failed, while its error is handled."""


@frozen(kw_only=True)
class SessionSettings:
    """Limits and behaviour of the sessions of one mounted app."""

    debug: bool = False
    """Show tracebacks to the browser."""
    max_payload_size: int = 200 * 2**20
    """Bytes of one upload, all files together."""
    outbox: OutboxLimits = Factory(OutboxLimits)
    max_events: int = 100
    """Events that may wait for one task, and callbacks that may wait for their turn."""
    max_callbacks: int = 100
    """Callbacks of one session that may run at the same time in threads."""
    defaults: SessionDefaults = Factory(SessionDefaults)
    pages: PageDefaults = Factory(PageDefaults)
    """What the program has set for the pages of all apps."""


@define
class Ignored:
    """How much of what browsers sent was ignored, per mounted app."""

    malformed: int = 0
    """Frames that are not what the protocol says."""
    unknown: int = 0
    """Events for a task or callback that is not there, or not any more."""
    dropped: int = 0
    """Events beyond a limit."""
