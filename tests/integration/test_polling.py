"""What only polling has: groups, counts, held requests, and the end without a connection."""

from __future__ import annotations

import json
import random
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import anyio
import pytest
from attrs import define, field

from pywebio.container import default_container
from pywebio.exceptions import SessionClosedException
from pywebio.input import input
from pywebio.output import put_button, put_text
from pywebio.session import defer_call, hold
from pywebio.testing import FakeClock
from tests.integration.clients.base import AppKind, answer, complaints, until
from tests.integration.clients.polling import SESSION_HEADER, polling, proposed_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from pywebio.container import Container
    from pywebio.ports.types import Json, UserValue
    from tests.integration.clients.base import Answer, MountOptions, Served
    from tests.integration.conftest import Mount, Serve

pytestmark = pytest.mark.polling


@define(eq=False)
class Wire:
    """A session by hand: nothing is executed, confirmed or repeated but on request."""

    _served: Served
    named: str = field(factory=proposed_id)
    path: str = "/"

    async def get(self, query: str = "ack=-1", **headers: str) -> Answer:
        """Ask; the session is called what the server calls it."""
        return self._heard(await self._request("GET", query, None, headers))

    async def post(self, query: str, events: Sequence[Json], **headers: str) -> Answer:
        """Send events."""
        return self._heard(await self._request("POST", query, json.dumps(events).encode(), headers))

    async def click(self, number: int, button: str, ack: int = -1) -> Answer:
        """Send event *number*, from 0: a click."""
        return await self.post(f"ack={ack}&seq={number}", [click(button)])

    async def _request(
        self, method: str, query: str, body: bytes | None, headers: dict[str, str]
    ) -> Answer:
        known = {
            SESSION_HEADER: self.named,
            **({"content-type": "application/json"} if body else {}),
        }
        return await self._served.get(
            f"{self.path}?{query}", method=method, headers={**known, **headers}, body=body
        )

    def _heard(self, heard: Answer) -> Answer:
        self.named = heard.headers.get(SESSION_HEADER, self.named)
        return heard


def click(button: str) -> Json:
    return {"event": "callback", "task_id": button, "data": 0}


def read(heard: Answer) -> UserValue:
    """Return what an answer says."""
    assert heard.status == 200, heard
    assert heard.headers["content-type"].partition(";")[0] == "application/json"
    return json.loads(heard.body)


def groups(heard: Answer) -> bytes:
    """Return the groups of an answer as they are written."""
    return heard.body.partition(b'{"commands":[')[2].rpartition(b'],"seq":')[0]


def commands(heard: Answer) -> list[UserValue]:
    return [command for group in read(heard)["commands"] for command in group]


def button_of(heard: Answer) -> str:
    """Return the callback of the first buttons in an answer."""
    specs = [command["spec"] for command in commands(heard) if command["command"] == "output"]
    return str(next(spec["callback_id"] for spec in specs if spec["type"] == "buttons"))


def says(heard: Answer, text: str) -> bool:
    """Tell whether an answer shows *text*."""
    return any((each["spec"] or {}).get("content") == text for each in commands(heard))


async def counter() -> None:
    """Show a number for each click."""
    count = 0

    def count_up() -> None:
        nonlocal count
        count += 1
        put_text(f"number {count}")

    put_button("count", count_up)


GONE = b'{"commands":[[{"command":"close_session"}]],"seq":0}'
GONE_FOR_GOOD = b'{"commands":[[{"command":"close_session"}]],"seq":0,"wait":0,"gone":true}'


# Groups and counts


async def test_groups_are_repeated_byte_for_byte_until_they_are_confirmed(
    serve: Serve, kind: AppKind
) -> None:
    wire = Wire(serve(kind.app(counter)))
    first = await wire.get()
    button = button_of(first)
    before = groups(first)
    assert read(first)["seq"] == 0
    heard = first
    for number in range(3):
        heard = await wire.click(number, button)
        while not says(heard, f"number {number + 1}"):
            heard = await wire.get()
        assert groups(heard).startswith(before)
        assert read(heard)["seq"] == 0
        assert read(heard)["ack"] == number
        before = groups(heard)
    assert len(read(heard)["commands"]) == 4
    # Four are on their way: nothing follows until one of them has arrived.
    await wire.click(3, button)
    heard = await wire.get()
    assert groups(heard) == before
    while not says(heard, "number 4"):
        heard = await wire.get("ack=1")
        assert read(heard)["seq"] == 2
    assert len(read(heard)["commands"]) == 3
    # A count that is too low repeats what is there; what is confirmed is gone.
    assert groups(await wire.get("ack=0")) == groups(heard)
    last = read(await wire.get("ack=4"))
    assert (last["seq"], last["commands"]) == (5, [])


async def test_a_count_ahead_of_the_truth_confirms_nothing(serve: Serve, kind: AppKind) -> None:
    wire = Wire(serve(kind.app(counter)))
    first = await wire.get()
    for ahead in (1, 4, 10**14):
        refused = await wire.get(f"ack={ahead}")
        assert refused.status == 400
        assert f"ack={ahead}" in refused.text
    assert groups(await wire.get()) == groups(first)


@pytest.mark.parametrize("dialect", [None, 0], ids=["plain", "held"])
async def test_lost_answers_lose_nothing_and_repeat_nothing(
    serve: Serve, kind: AppKind, dialect: int | None
) -> None:
    page = polling(await serve(kind.app(counter)).open(ack=dialect))
    chance = random.Random(2)
    button = await page.button()
    sent, shown = 0, list[str]()
    for _ in range(40):
        if chance.random() < 0.4:
            page.lose()
        await page.send_all([{"event": "callback", "task_id": button, "data": 0}] * 2)
        sent += 2
        if chance.random() < 0.4:
            page.lose()
        shown += await page.texts(chance.randrange(sent - len(shown) + 1))
    shown += await page.texts(sent - len(shown))
    assert sorted(shown, key=lambda text: int(text.split()[1])) == shown
    assert shown == [f"number {number}" for number in range(1, sent + 1)]


async def test_events_that_arrive_twice_at_the_same_time_are_taken_once(
    serve: Serve, kind: AppKind
) -> None:
    clicks: list[int] = []

    async def app() -> None:
        put_button("b", lambda: clicks.append(1))

    wire = Wire(serve(kind.app(app)))
    button = button_of(await wire.get())
    events = [click(button)] * 3
    for turn in range(10):
        async with anyio.create_task_group() as requests:
            for _ in range(4):
                requests.start_soon(wire.post, f"ack=-1&seq={3 * turn}", events)
        await until(lambda: len(clicks) >= 3 * (turn + 1))  # noqa: B023  # awaited in its turn
    assert read(await wire.get())["ack"] == 29
    assert len(clicks) == 30


async def test_events_behind_a_gap_are_refused_and_overlaps_are_not_taken_twice(
    serve: Serve, kind: AppKind
) -> None:
    wire = Wire(serve(kind.app(counter)))
    button = button_of(await wire.get())
    gap = await wire.click(1, button)
    assert gap.status == 409
    assert "seq=1" in gap.text
    await wire.post("ack=-1&seq=0", [click(button)] * 2)
    heard = await wire.post("ack=-1&seq=1", [click(button)] * 2)
    assert read(heard)["ack"] == 2
    while not says(heard, "number 3"):
        heard = await wire.get()
    assert not says(await wire.get(), "number 4")


async def test_an_app_waits_for_a_page_that_does_not_ask(serve: Serve, ack: int | None) -> None:
    count = 0

    def app() -> None:
        nonlocal count
        for number in range(3000):
            put_text(str(number))
            count += 1

    served = serve(app)
    page = await served.open(ack=ack)
    await until(lambda: count == 3000 or served.blocked())
    assert count <= 2000
    assert await page.texts(3000) == [str(number) for number in range(3000)]
    await page.ended()


# How sessions begin


async def test_repeated_first_requests_open_one_session(serve: Serve, kind: AppKind) -> None:
    runs: list[int] = []

    async def app() -> None:
        runs.append(1)
        put_text(await answer(input("q")))

    served = serve(kind.app(app))
    proposed = proposed_id()
    ids: list[str] = []

    async def first() -> None:
        heard = await Wire(served, proposed).get()
        ids.append(heard.headers[SESSION_HEADER])
        assert [command["command"] for command in commands(heard)] == ["input_group"]

    async with anyio.create_task_group() as requests:
        for _ in range(10):
            requests.start_soon(first)
    await first()
    assert len(ids) == 11
    assert len(set(ids)) == 1
    assert served.sessions() == 1
    assert runs == [1]


async def test_a_proposed_id_is_good_until_the_servers_id_is_used(
    serve: Serve, kind: AppKind
) -> None:
    served = serve(kind.app(counter))
    proposed = proposed_id()
    first = await Wire(served, proposed).get()
    own = first.headers[SESSION_HEADER]
    assert len(own) >= 22
    assert proposed.removeprefix("NEW-") not in own
    # Two clients of the published version: one repeats the first request, one ignores the header.
    events = [click(button_of(first))]
    assert read(await Wire(served, proposed).post("ack=-1&seq=0", events))["ack"] == 0
    assert read(await Wire(served, proposed.removeprefix("NEW-")).get())["ack"] == 0
    assert read(await Wire(served, own).get())["ack"] == 0
    replayed = await Wire(served, proposed).get()
    assert replayed.status == 409
    assert SESSION_HEADER not in replayed.headers
    assert (await Wire(served, proposed.removeprefix("NEW-")).get()).body == GONE
    assert served.sessions() == 1
    assert read(await Wire(served, own).get())["ack"] == 0


async def test_events_open_no_session(serve: Serve) -> None:
    runs: list[int] = []
    served = serve(lambda: runs.append(1))
    refused = await Wire(served).post("ack=-1&seq=0", [click("x")])
    assert refused.status == 403
    assert served.sessions() == 0
    assert not runs


async def test_what_is_no_session_is_gone_whatever_the_reason(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        await answer(hold())

    clock = FakeClock()
    served = serve(
        kind.app(app), container=default_container().with_(clock=clock), session_expire_seconds=60
    )
    other = serve(kind.app(app))
    foreign, expired = Wire(other), Wire(served)
    await foreign.get()
    await expired.get()
    clock.advance(1000)
    ids = ["x", "0" * 32, "NEW", "../..", "x" * 4000, "%00", foreign.named, expired.named]
    for session in ids:
        wire = Wire(served, session)
        assert (await wire.get()).body == GONE
        assert (await wire.get("wait=5")).body == GONE_FOR_GOOD
        assert (await wire.post("ack=-1&seq=0", [click("x")])).body == GONE
        assert (await wire.post("ack=-1&seq=0&wait=0", [click("x")])).body == GONE_FOR_GOOD
        assert read(await wire.get("ack=41"))["seq"] == 42
    assert served.sessions() == 0
    assert other.sessions() == 1


# Held requests


async def test_a_held_request_is_answered_when_there_is_output(serve: Serve, kind: AppKind) -> None:
    go_on = threading.Event()

    async def app() -> None:
        put_text("before")
        await kind.wait(go_on)
        put_text("after")

    served = serve(kind.app(app))
    wire = Wire(served)
    assert says(await wire.get(), "before")
    async with held_request(served, wire) as heard:
        assert not heard
        go_on.set()
    assert says(heard[0], "after")
    assert 0 < read(heard[0])["wait"] <= 25


@asynccontextmanager
async def held_request(served: Served, wire: Wire) -> AsyncIterator[list[Answer]]:
    """Ask, and run the block while the request is held; what is heard at its end is in the list."""
    heard: list[Answer] = []

    async def ask() -> None:
        heard.append(await wire.get("ack=0&wait=25"))

    async with anyio.create_task_group() as requests:
        requests.start_soon(ask)
        await until(lambda: reader(served) is not None)
        yield heard
        await until(lambda: heard)


def reader(served: Served) -> object:
    """Return what has asked last and is, or was, held; None if nothing was."""
    (row,) = served._registry("/")._rows.values()
    return getattr(row.link, "_listener", None)


def timeless() -> Container:
    """Return parts for which time stands still: an answer has all that the app says, be it late."""
    return default_container().with_(clock=FakeClock())


@define(eq=False)
class WatchedClock(FakeClock):
    """Time that stands still, and notes how often it was looked at."""

    looks: int = field(init=False, default=0)

    def now(self) -> float:
        self.looks += 1
        return super().now()


async def test_a_held_request_is_answered_at_the_end_of_its_time(
    serve: Serve, kind: AppKind
) -> None:
    clock = WatchedClock()
    wire = Wire(serve(kind.app(counter), container=default_container().with_(clock=clock)))
    await wire.get()
    for query in ("ack=0&wait=0", "ack=0"):
        heard = await wire.get(query)
        assert commands(heard) == []
        assert ("wait" in read(heard)) == ("wait" in query)
    answers: list[Answer] = []

    async def ask() -> None:
        answers.append(await wire.get("ack=0&wait=0.01"))

    async with anyio.create_task_group() as requests:
        begun = clock.looks
        requests.start_soon(ask)
        await until(lambda: clock.looks > begun + 10)
        assert not answers, "its time is not over"
        clock.advance(0.01)
        await until(lambda: answers)
    assert commands(answers[0]) == []


async def test_of_held_requests_only_the_newest_is_held(serve: Serve, kind: AppKind) -> None:
    served = serve(kind.app(counter), container=timeless())
    wire = Wire(served)
    button = button_of(await wire.get())
    heard: dict[str, Answer] = {}

    async def ask(name: str) -> None:
        heard[name] = await wire.get("ack=0&wait=25")

    async with anyio.create_task_group() as requests:
        for name in "abc":
            before = reader(served)
            requests.start_soon(ask, name)
            await until(lambda: reader(served) is not before)  # noqa: B023  # awaited in its turn
        await until(lambda: len(heard) == 2)
        assert [commands(each) for each in heard.values()] == [[], []]
        assert "c" not in heard
        await wire.post("ack=0&seq=0&wait=0", [click(button)])
        await until(lambda: "c" in heard)
    assert says(heard["c"], "number 1")


async def test_a_held_request_that_breaks_off_loses_nothing(
    serve: Serve, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    served = serve(kind.app(counter), container=timeless())
    page = polling(await served.open(ack=0))
    button = await page.button()
    for number in range(1, 6):
        before = reader(served)
        async with anyio.create_task_group() as requests:
            requests.start_soon(page.request, "GET", {"wait": 25})
            await until(lambda: reader(served) is not before)  # noqa: B023  # awaited in its turn
            requests.cancel_scope.cancel()
        await page.click(button, 0)
        assert await page.text() == f"number {number}"
    await page.leave()
    await until(lambda: served.sessions() == 0)
    assert not complaints(caplog.records)


async def test_20_held_pages_hear_at_the_same_time(serve: Serve, kind: AppKind) -> None:
    go_on = threading.Event()

    async def app() -> None:
        await kind.wait(go_on)
        put_text("now")

    served = serve(kind.app(app))
    heard: list[str] = []
    waiting = 0

    async def visit() -> None:
        nonlocal waiting
        page = await served.open(ack=0)
        waiting += 1
        heard.append(await page.text())
        await page.ended()

    async with anyio.create_task_group() as visitors:
        for _ in range(20):
            visitors.start_soon(visit)
        await until(lambda: waiting == 20)
        assert served.sessions() == 20
        go_on.set()
    assert heard == ["now"] * 20
    await until(lambda: served.sessions() == 0)


# How sessions end


async def test_a_request_is_held_no_longer_than_there_is_a_session(
    serve: Serve, kind: AppKind
) -> None:
    served = serve(kind.app(counter), container=timeless())
    wire = Wire(served)
    await wire.get()
    async with held_request(served, wire) as heard:
        assert (await wire.post("ack=0&wait=0&leave=1", [])).status == 204
    assert heard[0].body == GONE_FOR_GOOD.replace(b'"seq":0', b'"seq":1')


async def test_a_page_that_is_left_ends_its_session_at_once(serve: Serve, kind: AppKind) -> None:
    ends: list[str] = []

    async def app() -> None:
        defer_call(lambda: ends.append("deferred"))
        try:
            await answer(input("q"))
        except SessionClosedException:
            ends.append("input")

    served = serve(kind.app(app))
    wire = Wire(served)
    await wire.get()
    left = await wire.post("ack=0&wait=0&leave=1", [])
    assert (left.status, left.body) == (204, b"")
    assert served.sessions() == 0
    await until(lambda: ends == ["deferred", "input"])
    assert (await wire.post("ack=-1&wait=0&leave=1", [])).body == GONE_FOR_GOOD


async def test_a_session_expires_without_any_request(serve: Serve, kind: AppKind) -> None:
    ends: list[str] = []

    async def app() -> None:
        defer_call(lambda: ends.append("deferred"))
        try:
            await answer(input("q"))
        except SessionClosedException:
            ends.append("input")

    clock = FakeClock()
    served = serve(
        kind.app(app),
        container=default_container().with_(clock=clock),
        session_expire_seconds=60,
        session_cleanup_interval=10,
    )
    wire = Wire(served)
    await wire.get()
    for _ in range(5):
        clock.advance(59)
        assert served.sessions() == 1
        read(await wire.get())
    assert clock.timers == 1
    # No earlier than its time, and no later than that and the time between two looks.
    clock.advance(59)
    assert served.sessions() == 1
    clock.advance(11)
    assert served.sessions() == 0
    await until(lambda: ends == ["deferred", "input"])
    assert clock.timers == 0
    assert (await wire.get()).body == GONE


async def test_a_session_that_has_ended_is_forgotten(
    serve: Serve, kind: AppKind, ack: int | None
) -> None:
    async def app() -> None:
        put_text(await answer(input("q")))

    clock = FakeClock()
    served = serve(kind.app(app), container=default_container().with_(clock=clock))
    pages = [polling(await served.open(ack=ack)) for _ in range(3)]
    for page in pages:
        await page.reply("x")
        await page.ended()
    assert served.sessions() == 0
    assert clock.timers == 0
    for page in pages:
        assert page.failures == 0
        late = await page.request("GET")
        assert read(late)["commands"] == [[{"command": "close_session"}]]


async def test_the_end_is_repeated_until_it_is_confirmed(serve: Serve, kind: AppKind) -> None:
    async def app() -> None:
        put_text("all")

    served = serve(kind.app(app))
    wire = Wire(served)
    heard = await wire.get("ack=-1&wait=25")
    while commands(heard)[-1]["command"] != "close_session":
        heard = await wire.get("ack=-1&wait=25")
    assert groups(await wire.get("ack=-1&wait=25")) == groups(heard)
    assert served.sessions() == 1
    last = read(heard)["seq"] + len(read(heard)["commands"]) - 1
    assert read(await wire.get(f"ack={last}&wait=0"))["gone"] is True
    assert served.sessions() == 0


async def test_an_end_that_nobody_confirms_waits_until_it_expires(
    serve: Serve, kind: AppKind
) -> None:
    async def app() -> None:
        put_text("all")

    clock = FakeClock()
    served = serve(
        kind.app(app), container=default_container().with_(clock=clock), session_expire_seconds=60
    )
    page = await served.open(ack=0)
    page.acks = False
    await page.ended()
    assert served.sessions() == 1
    clock.advance(1000)
    assert served.sessions() == 0
    assert clock.timers == 0


async def test_two_mounts_share_no_policy_no_limit_and_no_session(
    mount: Mount, kind: AppKind
) -> None:
    clocks = [FakeClock(), FakeClock()]
    parts = [default_container().with_(clock=clock) for clock in clocks]
    short: MountOptions = {
        "reconnect_timeout": 60,
        "max_payload_size": "10K",
        "allowed_origins": ["https://short.example"],
        "container": parts[0],
    }
    long: MountOptions = {"container": parts[1]}
    served = mount({"/short": (kind.app(counter), short), "/long": (kind.app(counter), long)})
    wires = {path: Wire(served, path=path) for path in ("/short", "/long")}
    buttons = {path: button_of(await wire.get()) for path, wire in wires.items()}
    assert (served.sessions("/short"), served.sessions("/long")) == (1, 1)
    # An id of one says nothing to the other.
    assert (await Wire(served, wires["/short"].named, "/long").get()).body == GONE
    big: Json = {"event": "callback", "task_id": "x" * 100_000, "data": 0}
    origin = {"origin": "https://short.example"}
    statuses = {
        path: [
            (await wire.get(**origin)).status,
            (await wire.post("ack=-1&seq=0", [big, click(buttons[path])])).status,
        ]
        for path, wire in wires.items()
    }
    assert statuses == {"/short": [200, 413], "/long": [403, 200]}
    for clock in clocks:
        clock.advance(300)
    assert (served.sessions("/short"), served.sessions("/long")) == (0, 1)
    clocks[1].advance(1000)
    assert served.sessions("/long") == 0
