"""Requests of sessions by polling that are refused, and what every answer tells."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from pywebio.container import default_container
from pywebio.input import file_upload, input
from pywebio.output import put_button, put_text
from pywebio.testing import FakeClock
from tests.integration.clients.base import AppKind, File, answer, complaints, until, upload
from tests.integration.clients.polling import SESSION_HEADER, UPLOAD, polling, proposed_id
from tests.integration.test_polling import Wire, button_of, click, counter, groups, read, says

if TYPE_CHECKING:
    from pywebio.ports.types import Json
    from tests.integration.clients.base import Answer, Served
    from tests.integration.conftest import Serve

pytestmark = pytest.mark.polling


async def sent(served: Served, session: str, query: str, body: bytes, kind: str) -> Answer:
    """Post *body*, whatever it is."""
    headers = {SESSION_HEADER: session, "content-type": kind}
    return await served.get(f"/?{query}", method="POST", headers=headers, body=body)


NO_NUMBERS = ["x", "", "1.5", "1e5", "-", "--1", "²", "٣", "1" + "0" * 20, "-1" + "0" * 5000]
NO_SECONDS = ["x", "", "-1", "nan", "inf", "-inf", "1e400", "1e15", "0x10", "1,5"]
QUERIES = [
    *(("GET", f"ack={quote(value)}", "ack") for value in NO_NUMBERS),
    *(("POST", f"ack={quote(value)}&seq=0", "ack") for value in NO_NUMBERS),
    *(("POST", f"seq={quote(value)}", "seq") for value in NO_NUMBERS),
    ("POST", "ack=-1", "seq"),
    ("POST", "seq=-1", "seq"),
    *(("GET", f"wait={quote(value)}", "wait") for value in NO_SECONDS),
    *(("POST", f"seq=0&wait={quote(value)}", "wait") for value in NO_SECONDS),
]


async def test_numbers_of_no_sense_are_refused_and_change_nothing(
    serve: Serve, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    served = serve(kind.app(counter))
    wire, other = Wire(served), Wire(served)
    first, untouched = await wire.get(), await other.get()
    button = button_of(first)
    body = json.dumps([click(button)]).encode()
    for method, query, name in QUERIES:
        if method == "GET":
            refused = await wire.get(query)
        else:
            refused = await sent(served, wire.named, query, body, "application/json")
        assert refused.status == 400, (method, query, refused)
        assert name in refused.text
        assert refused.headers["content-type"] == "text/plain; charset=utf-8"
        assert "Traceback" not in refused.text
    assert served.ignored().malformed == len(QUERIES)
    heard = await wire.click(0, button)
    while not says(heard, "number 1"):
        heard = await wire.get()
    assert groups(heard).startswith(groups(first))
    assert groups(await other.get()) == groups(untouched)
    assert not complaints(caplog.records)


BODIES = [
    b"{",
    b"null",
    b"0",
    b'"text"',
    b"{}",
    b"not json",
    b'{"event":"callback","task_id":"x","data":0}',
    b"\xff\xfe",
    b'[{"event":"callback","task_id":"\xff","data":0}]',
    b'[{"event":"callback","task_id":"x","data":NaN}]',
    b'[{"event":"callback","task_id":"x","data":1e999}]',
    b"[" * 200_000 + b"]" * 200_000,
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    b"[1" + b"0" * 100_000 + b"]",
    b"[0] [0]",
    b"\x00",
]


async def test_bodies_of_no_sense_are_refused_and_take_no_number(
    serve: Serve, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    served = serve(kind.app(counter))
    wire, other = Wire(served), Wire(served)
    button, untouched = button_of(await wire.get()), await other.get()
    for body in BODIES:
        refused = await sent(served, wire.named, "ack=-1&seq=0", body, "application/json")
        assert refused.status == 400, (body[:50], refused)
        assert refused.text
        assert "Traceback" not in refused.text
        assert str(__file__) not in refused.text
    heard = await wire.click(0, button)
    assert read(heard)["ack"] == 0
    while not says(heard, "number 1"):
        heard = await wire.get()
    assert groups(await other.get()) == groups(untouched)
    assert not complaints(caplog.records)


async def test_no_events_are_no_mistake(serve: Serve) -> None:
    served = serve(counter)
    wire = Wire(served)
    await wire.get()
    for body in (b"[]", b"", b" [ ] "):
        for query in ("ack=-1", "ack=-1&seq=-1", "ack=-1&seq=0", "ack=-1&seq=0&wait=0"):
            heard = await sent(served, wire.named, query, body, "application/json")
            assert read(heard)["ack"] == -1
    assert served.ignored().malformed == 0


async def test_good_events_beside_a_broken_one_are_taken(serve: Serve, kind: AppKind) -> None:
    served = serve(kind.app(counter))
    wire = Wire(served)
    button = button_of(await wire.get())
    broken: list[Json] = [{"event": "no_such_event", "task_id": "x", "data": None}, 5, None, []]
    events: list[Json] = [click(button), *broken, click(button)]
    refused = await wire.post("ack=-1&seq=0", events)
    assert refused.status == 400
    assert "event 1" in refused.text
    heard = await wire.get()
    assert read(heard)["ack"] == 5
    while not says(heard, "number 2"):
        heard = await wire.get()
    assert served.ignored().malformed == 4
    # All have their number, so that a repeat is one.
    again = await wire.post("ack=-1&seq=0", events)
    assert again.status == 400
    assert not says(await wire.get(), "number 3")


@pytest.mark.parametrize("binary", [False, True], ids=["json", "upload"])
async def test_a_body_beyond_the_limit_is_refused_and_the_session_goes_on(
    serve: Serve, kind: AppKind, ack: int | None, binary: bool
) -> None:
    async def app() -> None:
        uploaded = await answer(file_upload("f"))
        put_text(str(uploaded["size"]))

    served = serve(kind.app(app), max_payload_size="100K")
    page = polling(await served.open(ack=ack))
    form = await page.next("input_group")
    assert form.spec["inputs"][0]["max_size"] == 100 * 1024
    event: dict[str, Json] = {"event": "from_submit", "task_id": form.task_id}
    event["data"] = {"data": None}
    if binary:
        big, headers = upload(event, [File("data", "f", b"x" * 200_000)]), UPLOAD
    else:
        big, headers = json.dumps([{**event, "data": "x" * 200_000}]).encode(), {}
    refused = await page.request("POST", {"seq": 0, "wait": 0}, big, headers)
    assert refused.status == 413
    assert not refused.text.startswith("{")
    await page.send_files(event, [File("data", "f", b"x" * 100 * 1024)])
    assert await page.text() == "102400"
    await page.ended()


async def test_other_methods_are_refused(serve: Serve) -> None:
    served = serve(counter)
    wire = Wire(served)
    first = await wire.get()
    for method in ("PUT", "DELETE", "PATCH"):
        refused = await served.get("/?ack=-1", method=method, headers={SESSION_HEADER: wire.named})
        assert refused.status == 405
    assert groups(await wire.get()) == groups(first)


# Other origins

FOREIGN = "https://evil.example"
FRIEND = "https://friend.example"


def cors(heard: Answer) -> dict[str, str]:
    return {
        name: value
        for name, value in heard.headers.items()
        if name.startswith("access-control-") or name == "vary"
    }


GRANTED = {
    "access-control-allow-origin": FRIEND,
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": f"content-type, {SESSION_HEADER}",
    "access-control-expose-headers": SESSION_HEADER,
    "access-control-max-age": "86400",
    "vary": "Origin",
}


async def test_a_page_of_a_foreign_origin_gets_nothing(serve: Serve) -> None:
    clicks: list[int] = []

    def app() -> None:
        put_button("b", lambda: clicks.append(1))

    served = serve(app, allowed_origins=[FRIEND])
    wire = Wire(served)
    button = button_of(await wire.get())
    for refused in (
        await Wire(served).get(origin=FOREIGN),
        await wire.get(origin=FOREIGN),
        await wire.post("ack=-1&seq=0", [click(button)], origin=FOREIGN),
        await wire.post("ack=-1&leave=1", [], origin=FOREIGN),
    ):
        assert refused.status == 403
        assert not cors(refused)
        assert SESSION_HEADER not in refused.headers
    assert served.sessions() == 1
    assert read(await wire.get())["ack"] == -1
    assert not clicks


async def test_a_browser_that_asks_first_is_told(serve: Serve) -> None:
    served = serve(counter, allowed_origins=[FRIEND])
    asks = {
        "access-control-request-method": "POST",
        "access-control-request-headers": f"content-type,{SESSION_HEADER}",
    }
    for origin, granted in ((FRIEND, GRANTED), (FOREIGN, {}), ("null", {})):
        told = await served.get("/?app=index", method="OPTIONS", headers={**asks, "origin": origin})
        assert (told.status, told.body) == (204, b"")
        assert cors(told) == granted
    assert served.sessions() == 0


async def test_a_page_of_an_allowed_origin_may_read_every_answer(
    serve: Serve, kind: AppKind
) -> None:
    served = serve(kind.app(counter), allowed_origins=[FRIEND])
    wire = Wire(served)
    first = await wire.get(origin=FRIEND)
    button = button_of(first)
    for heard, status in (
        (first, 200),
        (await wire.post("ack=-1&seq=0", [click(button)], origin=FRIEND), 200),
        (await wire.get("ack=-1&wait=1", origin=FRIEND), 200),
        (await wire.get("ack=x", origin=FRIEND), 400),
        (await wire.post("ack=-1&seq=9", [click(button)], origin=FRIEND), 409),
        (await Wire(served, "x").get(origin=FRIEND), 200),
        (await wire.post("ack=-1&leave=1", [], origin=FRIEND), 204),
        (await served.get("/", headers={"origin": FRIEND}), 200),
    ):
        assert heard.status == status
        assert cors(heard) == GRANTED


async def test_a_page_that_names_no_origin_gets_no_such_headers(serve: Serve) -> None:
    heard = await Wire(serve(counter, allowed_origins=[FRIEND])).get()
    assert heard.status == 200
    assert not cors(heard)


# What every answer of a session has, and no log


async def test_nothing_of_a_session_is_stored_on_its_way(serve: Serve) -> None:
    served = serve(counter, max_payload_size="10K")
    wire = Wire(served)
    first = await wire.get()
    button = button_of(first)
    proposed = proposed_id()
    answers = {
        "first": first,
        "poll": await wire.get(),
        "post": await wire.click(0, button),
        "held": await wire.get("ack=0&wait=0.01"),
        "malformed": await wire.get("ack=x"),
        "broken event": await wire.post("ack=-1&seq=1", [5]),
        "gap": await wire.click(9, button),
        "oversized": await wire.post("ack=-1&seq=2", ["x" * 100_000]),
        "foreign": await wire.get(origin=FOREIGN),
        "gone": await Wire(served, "x").get(),
        "nothing to open": await Wire(served, proposed).post("seq=0", []),
        "left": await wire.post("ack=-1&leave=1", []),
    }
    statuses = [heard.status for heard in answers.values()]
    assert statuses == [200, 200, 200, 200, 400, 400, 409, 413, 403, 200, 403, 204]
    for name, heard in answers.items():
        assert heard.headers.get("cache-control") == "no-store", name
        assert heard.headers.get("x-content-type-options") == "nosniff", name
        assert "referrer-policy" in heard.headers, name


async def test_ids_stand_in_no_log(
    serve: Serve, kind: AppKind, caplog: pytest.LogCaptureFixture
) -> None:
    async def app() -> None:
        put_button("fail", fail)
        put_text(await answer(input("q")))

    def fail() -> None:
        raise ValueError("an ordinary failure")

    caplog.set_level(logging.DEBUG)
    clock = FakeClock()
    served = serve(kind.app(app), container=default_container().with_(clock=clock))
    proposed, expiring = proposed_id(), Wire(served)
    await expiring.get()
    wire = Wire(served, proposed)
    button = button_of(await wire.get())
    await wire.click(0, button)
    await until(lambda: "an ordinary failure" in caplog.text)
    await wire.get("ack=x")
    await wire.click(9, button)
    await wire.get(origin=FOREIGN)
    await wire.post("ack=-1&seq=1", ["broken"])
    await Wire(served, proposed).get()
    await wire.post("ack=-1&leave=1", [])
    await wire.get()
    clock.advance(10_000)
    assert served.sessions() == 0
    for secret in (wire.named, expiring.named, proposed.removeprefix("NEW-")):
        assert secret not in caplog.text
