"""What WebSocket adapters on asyncio share: who writes, and when."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Protocol

from attrs import define, field

from pywebio.ports.loop import EventLoop, LoopTask
from pywebio.ports.websocket import Conversation

logger = logging.getLogger(__name__)


class Wire(Protocol):
    """A framework's connection. What is awaited may raise anything if the connection is lost."""

    def write(self, frames: tuple[bytes, ...]) -> bool:
        """Take text frames (UTF-8); tell whether to wait for `flush` before the next."""

    async def flush(self) -> None:
        """Return when there is room for more."""

    async def shut(self, code: int, reason: str) -> None:
        """Close the connection behind what was written."""


@define(eq=False)
class WebSocketWriter:
    """The `WebSocketPeer` of a conversation: writes a slice at a time, and closes behind the last.

    Takes a task only while a write has to be waited for.
    """

    _loop: EventLoop
    _conversation: Conversation
    _wire: Wire
    _scheduled: bool = field(init=False, default=False)
    _busy: bool = field(init=False, default=False)
    _again: bool = field(init=False, default=False)
    """Somebody called while a slice was being written."""
    _task: LoopTask | None = field(init=False, default=None)
    _end: tuple[int, str] | None = field(init=False, default=None)
    _stopped: bool = field(init=False, default=False)

    def wake(self) -> None:
        """Write soon; what is sent in one turn of the loop goes out together."""
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self._write)

    def close(self, code: int, reason: str) -> None:
        """Close behind what is being written."""
        self._end = (code, reason)
        self.wake()

    def stop(self) -> None:
        """Write no more: the connection is lost."""
        self._stopped = True
        if self._busy and self._task is not None:
            self._task.cancel()

    def _write(self) -> None:
        self._scheduled = False
        if self._stopped:
            return
        if self._busy:
            self._again = True
            return
        more = waits = False
        if self._end is None:
            # If the browser has confirmed the session's end, this calls `close`.
            outgoing = self._conversation.outgoing()
            more = outgoing.more
            waits = bool(outgoing.frames) and self._wire.write(outgoing.frames)
        if waits:
            self._busy = True
            self._task = self._loop.spawn(self._finish(more=more))
        elif self._end is not None:
            self._stopped = True
            self._loop.spawn(self._attempt(partial(self._wire.shut, *self._end)))
        elif more:
            self.wake()

    async def _finish(self, *, more: bool) -> None:
        try:
            await self._attempt(self._wire.flush)
        finally:
            self._busy = False
        if more or self._again or self._end is not None:
            self._again = False
            self.wake()

    async def _attempt(self, step: Callable[[], Coroutine[object, object, None]]) -> None:
        try:
            await step()
        except Exception:  # ASGI leaves open what a server raises
            # Whoever reads from the connection learns that it is lost, and ends the conversation.
            self._stopped = True
            logger.debug("a connection was lost while it was written to", exc_info=True)
