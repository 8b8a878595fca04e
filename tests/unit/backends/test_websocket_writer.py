"""The writer that adapters on asyncio share."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

import anyio
from attrs import define, field

from pywebio.backends.asyncio_loop import AsyncioLoop
from pywebio.backends.websocket_writer import WebSocketWriter
from pywebio.ports.websocket import Outgoing

if TYPE_CHECKING:
    from pywebio.ports.websocket import WebSocketPeer


@define(eq=False)
class Slices:
    """A conversation that says what it is given."""

    slices: deque[Outgoing] = field(factory=deque)
    asked: int = field(init=False, default=0)

    def opened(self, peer: WebSocketPeer) -> None: ...

    def received(self, frame: str | bytes) -> None: ...

    def lost(self, code: int | None) -> None: ...

    def outgoing(self) -> Outgoing:
        self.asked += 1
        return self.slices.popleft() if self.slices else Outgoing()


@define(eq=False)
class SlowWire:
    """A connection whose writes wait until the test lets them go on."""

    waits: bool = True
    written: list[bytes] = field(init=False, factory=list)
    closed: list[tuple[int, str]] = field(init=False, factory=list)
    go_on: asyncio.Event = field(init=False, factory=asyncio.Event)
    error: Exception | None = field(init=False, default=None)

    def write(self, frames: tuple[bytes, ...]) -> bool:
        self.written.extend(frames)
        return self.waits

    async def flush(self) -> None:
        await self.go_on.wait()
        self.go_on.clear()
        if self.error is not None:
            raise self.error

    async def shut(self, code: int, reason: str) -> None:
        self.closed.append((code, reason))


def writing(*slices: Outgoing, waits: bool = True) -> tuple[WebSocketWriter, Slices, SlowWire]:
    conversation, wire = Slices(deque(slices)), SlowWire(waits)
    return WebSocketWriter(AsyncioLoop(), conversation, wire), conversation, wire


async def turns(count: int = 5) -> None:
    """Let the loop turn."""
    for _ in range(count):
        await asyncio.sleep(0)


async def test_many_calls_are_one_write() -> None:
    writer, conversation, wire = writing(Outgoing((b"a", b"b")), waits=False)
    for _ in range(10):
        writer.wake()
    await anyio.to_thread.run_sync(writer.wake)
    await turns()
    assert wire.written == [b"a", b"b"]
    assert conversation.asked <= 2


async def test_the_next_slice_waits_for_the_one_before() -> None:
    writer, _, wire = writing(Outgoing((b"a",), more=True), Outgoing((b"b",)))
    writer.wake()
    await turns()
    writer.wake()
    await turns()
    assert wire.written == [b"a"]
    wire.go_on.set()
    await turns()
    assert wire.written == [b"a", b"b"]


async def test_a_call_while_a_slice_is_written_is_not_forgotten() -> None:
    writer, conversation, wire = writing(Outgoing((b"a",)))
    writer.wake()
    await turns()
    conversation.slices.append(Outgoing((b"late",)))
    writer.wake()
    await turns()
    wire.go_on.set()
    await turns()
    assert wire.written == [b"a", b"late"]


async def test_others_have_their_turn_between_slices() -> None:
    seen: list[int] = []
    writer, _, wire = writing(*[Outgoing((b"x",), more=True)] * 5, waits=False)
    writer.wake()
    for _ in range(3):
        await asyncio.sleep(0)
        seen.append(len(wire.written))
    assert seen == [1, 2, 3]


async def test_the_connection_is_closed_behind_what_is_written() -> None:
    writer, _, wire = writing(Outgoing((b"a",), more=True), Outgoing((b"never",)))
    writer.wake()
    await turns()
    writer.close(1000, "that's it")
    await turns()
    assert wire.closed == []
    wire.go_on.set()
    await turns()
    assert wire.closed == [(1000, "that's it")]
    writer.wake()
    await turns()
    assert wire.written == [b"a"]


async def test_a_failed_write_is_the_last() -> None:
    writer, conversation, wire = writing(Outgoing((b"a",), more=True), Outgoing((b"never",)))
    wire.error = ConnectionResetError("gone")
    writer.wake()
    await turns()
    wire.go_on.set()
    await turns()
    writer.wake()
    await turns()
    assert wire.written == [b"a"]
    assert conversation.asked == 1


async def test_a_stopped_writer_gives_up_its_write() -> None:
    writer, conversation, wire = writing(Outgoing((b"a",)), Outgoing((b"never",)))
    writer.wake()
    await turns()
    writer.stop()
    writer.wake()
    writer.close(1000, "")
    await turns()
    assert wire.written == [b"a"]
    assert wire.closed == []
    assert conversation.asked == 1
    assert not [task for task in asyncio.all_tasks() if "_finish" in repr(task)]


async def test_a_writer_that_is_stopped_at_once_leaves_no_warning_behind() -> None:
    writer, _, _ = writing(Outgoing((b"a",)))
    writer.wake()
    await turns(1)
    writer.stop()
    await turns()
