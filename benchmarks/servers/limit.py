"""The limit: a bare Tornado server that does by hand what the measured apps do.

Run as a script: `python limit.py PORT`. The query parameter `app` chooses the behaviour,
named like the apps in `apps/`: what one click makes the server do.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

BATCH = 64
workers = ThreadPoolExecutor(32)


def output(content: str) -> str:
    """Encode what `put_text(content)` sends."""
    spec = {"type": "text", "content": content, "inline": False, "scope": "#pywebio-scope-ROOT"}
    return json.dumps({"command": "output", "task_id": "limit-1", "spec": spec | {"position": -1}})


class Limit(WebSocketHandler):
    """One connection, which is one session."""

    def open(self, *args: str, **kwargs: str) -> None:
        self.set_nodelay(True)
        self.loop = asyncio.get_running_loop()
        self.answers: SimpleQueue[object] = SimpleQueue()
        self.clicked: Callable[[], object] = {
            "coroutine": lambda: self.send(output("done!")),
            "evaljs": lambda: workers.submit(self.evaljs),
            "flood": lambda: workers.submit(self.flood),
            "endless": lambda: workers.submit(self.endless),
            "compute": lambda: workers.submit(compute),
            "slow": lambda: asyncio.ensure_future(self.slow()),
        }.get(self.get_query_argument("app"), lambda: workers.submit(self.answer))
        spec = {"type": "buttons", "callback_id": "limit", "buttons": [{"label": "x", "value": 0}]}
        self.send(json.dumps({"command": "output", "task_id": "limit-1", "spec": spec}))

    def on_message(self, message: str | bytes) -> None:
        event: dict[str, object] = json.loads(message)
        if event["event"] == "js_yield":
            self.answers.put(event["data"])
        else:
            self.clicked()

    def on_close(self) -> None:
        self.answers.put(None)

    def send(self, *messages: str) -> None:
        """Write from the loop's thread."""
        try:
            for message in messages:
                _ = self.write_message(message)
        except WebSocketClosedError:
            pass

    def answer(self) -> None:
        self.loop.call_soon_threadsafe(self.send, output("done!"))

    def evaljs(self) -> None:
        script = {"code": "1", "args": {}, "eval": True}
        question = json.dumps({"command": "run_script", "task_id": "limit-1", "spec": script})
        answer: object = 1
        while answer is not None:
            self.loop.call_soon_threadsafe(self.send, output("line"), question)
            answer = self.answers.get()

    def flood(self) -> None:
        for start in range(0, 10_000, BATCH):
            numbers = range(start, min(start + BATCH, 10_000))
            self.batch([output(f"line {number}") for number in numbers])
        self.answer()

    def endless(self) -> None:
        while self.ws_connection is not None:
            self.batch([output("line")] * BATCH)

    def batch(self, messages: list[str]) -> None:
        """Send from a worker, which waits until the socket has taken the messages."""
        sent: Future[None] = asyncio.run_coroutine_threadsafe(self.drain(messages), self.loop)
        sent.result()

    async def drain(self, messages: list[str]) -> None:
        try:
            for message in messages[:-1]:
                _ = self.write_message(message)
            await self.write_message(messages[-1])
        except WebSocketClosedError:
            pass

    async def slow(self) -> None:
        for number in range(400):
            await self.drain([output(f"{number} " + "x" * 100_000)])


def compute() -> None:
    """Keep the interpreter busy, as `apps/compute.py` does."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        sum(number * number for number in range(1000))


async def main(port: int) -> None:
    Application([("/", Limit)]).listen(port, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
