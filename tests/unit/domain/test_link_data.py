"""What is kept of a session goes with it, and is worked on by one at a time."""

from __future__ import annotations

import gc
from threading import Thread

from pywebio.domain.link_data import LinkData
from pywebio.ports.types import SessionId
from pywebio.testing.links import FakeLink


def test_a_value_goes_with_its_link() -> None:
    data: LinkData[str] = LinkData()
    link = FakeLink(SessionId("s"))
    with data.values() as values:
        values[link] = "kept"
        assert values[link] == "kept"
    del link
    gc.collect()
    with data.values() as values:
        assert len(values) == 0


def test_one_at_a_time_has_the_values() -> None:
    data: LinkData[int] = LinkData()
    link = FakeLink(SessionId("s"))

    def count() -> None:
        for _ in range(1000):
            with data.values() as values:
                values[link] = values.get(link, 0) + 1

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with data.values() as values:
        assert values[link] == 4000
