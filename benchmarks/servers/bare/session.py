"""What one click makes a bare server do, over any WebSocket. Behaviours are named like the apps in `apps/`."""

import asyncio
import json
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterable, Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeAlias

BATCH = 64
Sending: TypeAlias = Coroutine[None, None, None] | None
"""To be awaited; None where messages are written at once."""

workers = ThreadPoolExecutor(32)


def output(content: str) -> str:
    """Encode what `put_text(content)` sends."""
    spec = {"type": "text", "content": content, "inline": False, "scope": "#pywebio-scope-ROOT"}
    return json.dumps({"command": "output", "task_id": "limit-1", "spec": spec | {"position": -1}})


def button() -> str:
    """Encode what `put_buttons` sends."""
    spec = {"type": "buttons", "callback_id": "limit", "buttons": [{"label": "x", "value": 0}]}
    return json.dumps({"command": "output", "task_id": "limit-1", "spec": spec})


class BareSession(ABC):
    """One connection, which is one session. Made in the event loop."""

    def __init__(self, app: str) -> None:
        self.open = True
        self._loop = asyncio.get_running_loop()
        self._answers: SimpleQueue[object] = SimpleQueue()
        self._clicked: Callable[[], Sending] = {
            "coroutine": lambda: self.send(output("done!")),
            "evaljs": lambda: self._in_thread(self._evaljs),
            "flood": lambda: self._in_thread(self._flood),
            "endless": lambda: self._in_thread(self._endless),
            "compute": lambda: self._in_thread(_compute),
            "slow": lambda: self._in_task(self._slow()),
        }.get(app, lambda: self._in_thread(self._answer))

    @abstractmethod
    def send(self, *messages: str) -> Sending:
        """Write from the loop's thread."""

    async def drain(self, messages: list[str]) -> None:
        """Write, and wait until the socket has taken the messages."""
        sending = self.send(*messages)
        if sending is not None:
            await sending

    async def serve(self, incoming: AsyncIterable[str | bytes]) -> None:
        """Serve the connection from its first moment to its last."""
        await self.drain([button()])
        async for message in incoming:
            sending = self.received(message)
            if sending is not None:
                await sending
        self.closed()

    def received(self, message: str | bytes) -> Sending:
        """Take an event."""
        event: dict[str, object] = json.loads(message)
        if event["event"] != "js_yield":
            return self._clicked()
        self._answers.put(event["data"])
        return None

    def closed(self) -> None:
        """Stop what still runs."""
        self.open = False
        self._answers.put(None)

    def _in_thread(self, work: Callable[[], None]) -> None:
        workers.submit(work)

    def _in_task(self, work: Coroutine[None, None, None]) -> None:
        self._task = asyncio.ensure_future(work)

    # In the loop, for workers

    def _post(self, *messages: str) -> None:
        sending = self.send(*messages)
        if sending is not None:
            self._in_task(sending)

    # In workers

    def _answer(self) -> None:
        self._loop.call_soon_threadsafe(self._post, output("done!"))

    def _evaljs(self) -> None:
        script = {"code": "1", "args": {}, "eval": True}
        question = json.dumps({"command": "run_script", "task_id": "limit-1", "spec": script})
        answer: object = 1
        while answer is not None:
            self._loop.call_soon_threadsafe(self._post, output("line"), question)
            answer = self._answers.get()

    def _flood(self) -> None:
        for start in range(0, 10_000, BATCH):
            numbers = range(start, min(start + BATCH, 10_000))
            self._batch([output(f"line {number}") for number in numbers])
        self._answer()

    def _endless(self) -> None:
        while self.open:
            self._batch([output("line")] * BATCH)

    def _batch(self, messages: list[str]) -> None:
        """Send from a worker, which waits until the socket has taken the messages."""
        sent: Future[None] = asyncio.run_coroutine_threadsafe(self.drain(messages), self._loop)
        sent.result()

    async def _slow(self) -> None:
        for number in range(400):
            await self.drain([output(f"{number} " + "x" * 100_000)])


def _compute() -> None:
    """Keep the interpreter busy, as `apps/compute.py` does."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        sum(number * number for number in range(1000))
