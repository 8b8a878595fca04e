"""Which widget stands under which name."""

from __future__ import annotations

from pywebio.domain.callbacks import PageContents, Placement
from pywebio.domain.pins import PagePins, UnknownWidget, place_of_callbacks
from pywebio.ports.types import CallbackId

ONE, OTHER = UnknownWidget(), UnknownWidget()


def never(name: str) -> bool:
    return False


def test_the_newest_widget_of_a_name_is_found() -> None:
    pins = PagePins()
    assert pins.find("a") is None
    pins.place("#1", [("a", ONE)])
    pins.place("#2", [("a", OTHER)])
    assert pins.find("a") is OTHER
    pins.clear("#1", never)
    assert pins.find("a") is OTHER
    pins.clear("#2", never)
    assert pins.find("a") is None


def test_a_widget_that_is_gone_cannot_change() -> None:
    pins = PagePins()
    pins.place("#1", [("a", ONE)])
    pins.replace("a", OTHER)
    assert pins.find("a") is OTHER
    pins.clear("#1", never)
    pins.replace("a", ONE)
    assert pins.find("a") is None


def test_an_unknown_widget_says_what_it_likes() -> None:
    assert ONE.read([1]) == [1]


def test_callbacks_wait_for_a_widget_of_their_name_but_not_all_for_ever() -> None:
    contents = PageContents()
    for number in range(2000):
        name, callback = f"p{number}", CallbackId(f"CB-{number}")
        contents.place(place_of_callbacks(name), Placement(callbacks=(callback,)))
        contents.place("#s", Placement(pins=((name, ONE),)))
        freed = contents.clear("#s")
        assert freed == ([] if number < 1000 else [f"CB-{number - 1000}"])


def test_a_page_that_held_many_pins_may_be_shown_anew_as_a_whole() -> None:
    contents = PageContents()
    pins = tuple((f"p{number}", ONE) for number in range(5000))
    for name, _ in pins:
        contents.place(place_of_callbacks(name), Placement(callbacks=(CallbackId(name),)))
    contents.place("#s", Placement(pins=pins))
    for _ in range(3):
        assert contents.clear("#s") == []
        contents.place("#s", Placement(pins=pins))


def test_pins_of_scopes_inside_are_cleared_too() -> None:
    contents = PageContents()
    inner = Placement(pins=(("deep", ONE),))
    contents.place("#outer", Placement(scopes=("#inner",), contents=(("#inner", inner),)))
    assert contents.pins.find("deep") is ONE
    contents.remove("#outer")
    assert contents.pins.find("deep") is None
