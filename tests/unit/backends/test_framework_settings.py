"""Settings that are handed through: what is unknown is named."""

from __future__ import annotations

import pytest

from pywebio.backends.framework_settings import frame_limit, require_known


class Framework:
    """Takes some settings."""

    def __init__(self, *, size: int = 0, colour: str = "", loop: object = None) -> None: ...


def test_known_settings_pass() -> None:
    require_known({"size": 1, "colour": "red"}, Framework, "frame.Work")


@pytest.mark.parametrize("name", ["sise", "self", "loop"])
def test_an_unknown_setting_is_named_and_so_are_the_known(name: str) -> None:
    with pytest.raises(TypeError, match=rf"'{name}'.*frame\.Work.*colour, size$"):
        require_known({"size": 1, name: 1}, Framework, "frame.Work", ["loop"])


def test_a_frame_limit_is_a_number_of_bytes() -> None:
    assert frame_limit({}, "size") is None
    assert frame_limit({"size": 2048}, "size") == 2048


@pytest.mark.parametrize("size", [0, -1, 2047, "1M", 1e6, True, [1]])
def test_a_frame_limit_that_is_none_is_named(size: object) -> None:
    with pytest.raises(ValueError, match="size="):
        frame_limit({"size": size}, "size")
