"""Which pages may open a session: decided before anything of it exists."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from pywebio.output import put_text
from tests.integration.clients.base import AppKind, Refused, until

if TYPE_CHECKING:
    from tests.integration.clients.base import MountOptions, Served
    from tests.integration.conftest import Mount, Serve


def hello() -> None:
    put_text("hello")


async def may_open(
    served: Served, origin: str | None, host: str | None = None, path: str = "/"
) -> bool:
    """Tell whether a page of *origin* gets a session; a refusal must be a 403."""
    try:
        page = await served.open(path=path, origin=origin, host=host)
    except Refused as refused:
        if refused.status != 403:
            raise
        return False
    assert await page.text() == "hello"
    await page.ended()
    return True


OWN_HOST = [
    (None, True),
    ("http://{address}", True),
    ("HTTP://{address}", True),
    ("https://{address}", True),
    ("http://127.0.0.1", False),
    ("http://127.0.0.1:1", False),
    ("http://localhost:{port}", False),
    ("null", False),
    ("file://", False),
    ("{address}", False),
    ("//{address}", False),
    ("http://{address}/", False),
    ("http://{address}?", False),
    ("http://{address}#", False),
    ("http://user@{address}", False),
    ("http://{address}@evil.example", False),
    ("http://{address}.evil.example", False),
    ("http://{address}, http://evil.example", False),
    ("http://{address} ", True),  # blanks around a header's value are not part of it
    ("http://x{address}", False),
    ("https://evil.example", False),
]


async def test_without_a_policy_only_pages_of_the_own_host_may(serve: Serve) -> None:
    served = serve(hello)

    async def may(origin: str | None) -> bool:
        known = {"address": served.address, "port": served.port}
        return await may_open(served, None if origin is None else origin.format(**known))

    assert {origin: await may(origin) for origin, _ in OWN_HOST} == dict(OWN_HOST)


SPELLINGS = [
    ("example.com", "http://example.com", True),
    ("example.com", "http://example.com:80", True),
    ("example.com", "https://example.com:443", True),
    ("example.com", "https://EXAMPLE.com", True),
    ("EXAMPLE.com", "https://example.com", True),
    ("example.com:443", "https://example.com", True),
    ("example.com:8443", "https://example.com:8443", True),
    ("example.com", "http://example.com:443", False),
    ("example.com:8443", "https://example.com", False),
    ("example.com", "http://www.example.com", False),
    ("example.com", "http://example.com.", False),
    ("[::1]:8080", "http://[::1]:8080", True),
    ("[::1]", "https://[::1]:443", True),
    ("[::1]:8080", "http://[::2]:8080", False),
    ("xn--bcher-kva.example", "https://xn--bcher-kva.example", True),
    ("xn--bcher-kva.example", "https://bucher.example", False),
]


async def test_the_own_host_is_compared_whatever_its_spelling(serve: Serve) -> None:
    served = serve(hello)
    table = [(host, origin, await may_open(served, origin, host)) for host, origin, _ in SPELLINGS]
    assert table == SPELLINGS


PATTERNS = [
    ("https://*.example.com", "https://a.example.com", True),
    ("https://*.example.com", "https://a.b.example.com", True),
    ("https://*.example.com", "HTTPS://A.Example.COM", True),
    ("https://*.EXAMPLE.com", "https://a.example.com", True),
    ("https://*.example.com", "https://example.com", False),
    ("https://*.example.com", "http://a.example.com", False),
    ("https://*.example.com", "https://a.example.com:8443", False),
    ("https://*.example.com", "https://a.example.com.evil.example", False),
    ("https://*.example.com", "https://evil.example/.example.com", False),
    ("https://*.example.com", "https://evil.example?.example.com", False),
    ("https://*.example.com", "https://evil.example#.example.com", False),
    ("https://*.example.com", "https://evil.example:80@a.example.com", False),
    ("https://example.com:*", "https://example.com:8443", True),
    ("https://example.com:84[0-4]3", "https://example.com:8443", True),
    ("https://example.com:84[!0-4]3", "https://example.com:8443", False),
    ("https://?.example.com", "https://a.example.com", True),
    ("https://?.example.com", "https://aa.example.com", False),
    ("*", "https://any.example", True),
    ("*", "null", False),
]


@pytest.mark.one_of_each
@pytest.mark.parametrize(("pattern", "origin", "allowed"), PATTERNS)
async def test_patterns_match_origins_and_nothing_else(
    serve: Serve, pattern: str, origin: str, allowed: bool
) -> None:
    served = serve(hello, allowed_origins=["https://other.example", pattern])
    assert await may_open(served, origin) is allowed


async def test_patterns_are_added_to_the_own_host(serve: Serve) -> None:
    served = serve(hello, allowed_origins=["https://other.example"])
    assert await may_open(served, f"http://{served.address}")
    assert await may_open(served, None)


async def test_a_function_decides_in_place_of_the_patterns(serve: Serve) -> None:
    asked: list[str] = []

    def check(origin: str) -> bool:
        asked.append(origin)
        return origin == "https://good.example"

    served = serve(hello, allowed_origins=["*"], check_origin=check)
    assert await may_open(served, "https://good.example")
    assert not await may_open(served, "https://any.example")
    assert await may_open(served, f"http://{served.address}")
    # Where a session polls, the function is asked for each request.
    assert list(dict.fromkeys(asked)) == ["https://good.example", "https://any.example"]


async def test_a_refused_page_starts_nothing(serve: Serve, kind: AppKind) -> None:
    runs: list[int] = []

    async def app() -> None:
        runs.append(1)

    served = serve(kind.app(app), reconnect_timeout=60)
    threads = threading.active_count()
    for _ in range(20):
        assert not await may_open(served, "https://evil.example")
    await until(lambda: threading.active_count() <= threads)
    assert served.sessions() == 0
    assert not runs


async def test_a_refusal_holds_for_resuming_too(serve: Serve) -> None:
    served = serve(hello, reconnect_timeout=60)
    page = await served.open(ack=0)
    await page.text()
    with pytest.raises(Refused):
        await served.open(origin="https://evil.example", session="x", ack=0)
    await page.ended()
    await until(lambda: served.sessions() == 0)


async def test_mounts_of_one_process_keep_their_own_policies(mount: Mount) -> None:
    one: MountOptions = {"allowed_origins": ["https://one.example"]}
    two: MountOptions = {"check_origin": lambda origin: origin == "https://two.example"}
    served = mount({"/one": (hello, one), "/two": (hello, two), "/none": (hello, {})})

    origins = ["https://one.example", "https://two.example", f"http://{served.address}"]
    table = {}
    for path in ("/one", "/two", "/none"):
        table[path] = [await may_open(served, o, path=path) for o in origins]
    assert table == {
        "/one": [True, False, True],
        "/two": [False, True, True],
        "/none": [False, False, True],
    }


async def test_a_page_itself_is_shown_whatever_its_origin(serve: Serve) -> None:
    served = serve(hello)
    answer = await served.get("/", headers={"Origin": "https://evil.example"})
    assert answer.status == 200
    assert not any(name.startswith("access-control-") for name in answer.headers)
    assert served.sessions() == 0
