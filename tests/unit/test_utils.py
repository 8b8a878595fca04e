"""The small tools of `pywebio.utils`."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Generator
from functools import partial
from threading import Thread

import pytest

from pywebio import utils
from tests.unit.support import PATIENCE


def documented() -> None:
    """What it does."""


async def coroutine(value: int = 0) -> int:
    """Return *value*."""
    return value


def generator() -> Generator[str, str, str]:
    """Yield and return."""
    first = yield "a"
    second = yield "b"
    return first + second


class TestFunctions:
    def test_partials_are_seen_through(self) -> None:
        assert utils.iscoroutinefunction(partial(partial(coroutine)))
        assert not utils.iscoroutinefunction(documented)
        assert utils.isgeneratorfunction(partial(generator))
        assert utils.get_function_name(partial(documented)) == "documented"
        assert utils.get_function_name(5, "nothing") == "nothing"
        assert utils.get_function_doc(partial(documented)) == "What it does."
        assert utils.get_function_doc(lambda: None) == ""

    def test_attributes_come_from_the_outermost_partial(self) -> None:
        inner = partial(documented)
        outer = partial(inner)
        object.__setattr__(inner, "x", "inner")
        object.__setattr__(inner, "y", "inner")
        object.__setattr__(outer, "x", "outer")
        found = utils.get_function_attr(outer, ["x", "y", "z"])
        assert found["x"] == "outer"
        assert "z" not in found

    def test_an_exception_is_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        logger = logging.getLogger("tests")
        assert utils.catch_exp_call(lambda: 5, logger) == 5
        assert utils.catch_exp_call(lambda: os.environ["NOT THERE"], logger) is None
        assert "KeyError" in caplog.text

    def test_a_generator_runs_as_a_function(self) -> None:
        assert utils.run_as_function(generator()) == "ab"

    async def test_a_generator_runs_as_a_coroutine(self) -> None:
        def steps() -> Generator[Awaitable[int], int, tuple[int, str]]:
            number = yield coroutine(3)
            try:
                yield failing()
            except KeyError as error:
                return number, repr(error)
            return 0, ""

        async def failing() -> int:
            raise KeyError("told to the generator")

        assert await utils.to_coroutine(steps()) == (3, "KeyError('told to the generator')")


class TestContainers:
    def test_what_was_not_set_is_none(self) -> None:
        setter = utils.Setter()
        setter.there = 1
        assert (setter.there, setter.missing) == (1, None)
        with pytest.raises(AttributeError):
            setter.__missing__  # noqa: B018  # looking it up is what is tested

    def test_keys_are_in_the_order_of_their_last_setting(self) -> None:
        keys: utils.LRUDict[str, int] = utils.LRUDict()
        keys["a"] = keys["b"] = 1
        keys["a"] = 2
        assert list(keys) == ["b", "a"]

    def test_a_queue_gives_all_at_once(self) -> None:
        queue: utils.LimitedSizeQueue[int] = utils.LimitedSizeQueue(2)
        queue.put(1)
        queue.put(2)
        assert queue.full()
        assert queue.get() == [1, 2]
        assert queue.get() == []

    def test_a_writer_waits_for_room_and_for_the_reader(self) -> None:
        queue: utils.LimitedSizeQueue[int] = utils.LimitedSizeQueue(1)
        queue.put(1)
        queue.wait_empty(0.01)

        def write() -> None:
            queue.put(2)
            queue.wait_empty()

        writer = Thread(target=write)
        writer.start()
        seen = list[int]()
        while len(seen) < 2:
            seen += queue.get()
        writer.join(PATIENCE)
        assert seen == [1, 2]
        assert not writer.is_alive()


class TestNetwork:
    def test_a_free_port_can_be_taken(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", utils.get_free_port()))

    async def test_a_port_that_answers_is_noticed(self) -> None:
        server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server:
            assert await utils.wait_host_port("127.0.0.1", port, delay=0.01)

    async def test_one_that_does_not_is_given_up(self) -> None:
        port = utils.get_free_port()
        assert not await utils.wait_host_port("127.0.0.1", port, duration=0.05, delay=0.01)


class TestTexts:
    def test_random_strings_differ(self) -> None:
        assert len(utils.random_str()) == 16
        assert len({utils.random_str(8) for _ in range(100)}) == 100
        assert utils.random_str(50).isalnum()

    @pytest.mark.parametrize(
        ("size", "bytes_"), [("40K", 40960), ("1.5m", 1572864), ("2Gb", 2**31), (7, 7)]
    )
    def test_sizes_are_read(self, size: str | int, bytes_: int) -> None:
        assert utils.parse_file_size(size) == bytes_

    def test_a_wrong_size_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="'much' is no size"):
            utils.parse_file_size("much")

    def test_blanks_are_stripped(self) -> None:
        assert utils.strip_space("   a\n b\n    c", 2) == " a\n b\n  c"

    def test_names_are_checked(self) -> None:
        utils.check_dom_name_value("a-b_1", "pin `name`")
        with pytest.raises(ValueError, match="pin `name` 'a b' is not a legal name"):
            utils.check_dom_name_value("a b", "pin `name`")


def test_what_must_be_bundled_is_known() -> None:
    ((source, target),) = utils.pyinstaller_datas()
    assert (source, target) == (utils.STATIC_PATH, "pywebio/static")
    assert utils.pyinstaller_datas(cli_args=True) == f'--add-data "{source}:{target}"'
