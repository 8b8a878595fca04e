"""What stands inside of outputs."""

from __future__ import annotations

from collections import UserList
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pywebio.domain.callbacks import NOTHING_PLACED, Placement
from pywebio.domain.jsonable import to_json
from pywebio.domain.pins import UnknownWidget
from pywebio.ports.types import Json

if TYPE_CHECKING:
    from pywebio.output._output import Output  # noqa: F401  # used in a string


class Embeddable:
    """What can become content of an output: `pywebio.output.Output`, which says how."""

    def embed(self) -> tuple[Json, Placement]:
        """Return it as content, and what it brings along."""
        raise NotImplementedError

    def claim(self) -> None:
        """Note that it has been passed on."""
        raise NotImplementedError


class OutputList(UserList["Output"]):
    """Several outputs in one value; dropped unused, they are shown in their order."""

    def __del__(self) -> None:
        # A list drops its items from the last to the first.
        for output in self.data:
            output.show_if_pending()


def outputs_in(value: object) -> Iterator[Embeddable]:
    """Yield every output in *value*, however deep, and even if it holds itself."""
    waiting = [value]
    # By identity; the values keep it from being given to another object.
    entered: dict[int, object] = {}
    while waiting:
        item = waiting.pop()
        if isinstance(item, Embeddable):
            yield item
        elif isinstance(item, (Mapping, list, tuple, OutputList)) and id(item) not in entered:
            entered[id(item)] = item
            waiting.extend(reversed(list(item.values() if isinstance(item, Mapping) else item)))


def embedded(value: object, what: str) -> tuple[Json, Placement]:
    """Return a copy of *value* in which every output has become content, and what they bring.

    Raises:
        TypeError: Something in it cannot be sent; the message names it as *what*.
    """
    for output in outputs_in(value):
        output.claim()
    brought: list[Placement] = []

    def embed(item: object) -> Json | None:
        if isinstance(item, Embeddable):
            spec, placement = item.embed()
            brought.append(placement)
            return spec
        if isinstance(item, OutputList):
            return [embed(each) for each in item]
        return None

    return to_json(value, what, embed), sum(brought, NOTHING_PLACED)


def check_members(members: Mapping[str, object]) -> None:
    """Check what the parameters of a `put_*` call became; its content is checked already.

    Raises:
        TypeError: A member is nothing that can be sent; later it would fail far from that call.
    """
    for name, value in members.items():
        if isinstance(value, Embeddable):
            value.claim()
        if not isinstance(value, (str, int, list, dict)):
            to_json(value, name)


def with_contents(members: Mapping[str, object]) -> tuple[dict[str, Json], Placement]:
    """Return a copy of *members* as `embedded` does."""
    spec: dict[str, Json] = {}
    placement = NOTHING_PLACED
    for name, value in members.items():
        if isinstance(value, (str, int)):  # most are, and put_text() is called a lot
            spec[name] = value
        else:
            spec[name], brought = embedded(value, name)
            placement += brought
    return spec, placement


def pin_in(spec: Mapping[str, Json]) -> Placement:
    """Return what a spec brings that an author has written: a widget it may be."""
    field = spec.get("input") if spec.get("type") == "pin" else None
    if not isinstance(field, Mapping):
        return NOTHING_PLACED
    return Placement(pins=((str(field.get("name")), UnknownWidget()),))
