"""Objects whose members can be read as attributes or as keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pywebio.domain.context import current_session
from pywebio.domain.errors import ArgumentError
from pywebio.ports.types import UserValue


class ObjectDictProxy:
    """A dict with attribute access: a missing attribute is None, a missing key a KeyError."""

    _getter: Callable[[], dict[str, UserValue]]

    def __init__(self, dict_getter: Callable[[], dict[str, UserValue]]) -> None:
        object.__setattr__(self, "_getter", dict_getter)

    @property
    def _dict(self) -> dict[str, UserValue]:
        return self._getter()

    def __getattr__(self, name: str) -> UserValue:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._dict.get(name)

    def __setattr__(self, name: str, value: object) -> None:
        self[_public(name)] = value

    def __delattr__(self, name: str) -> None:
        self._dict.pop(name, None)

    def __getitem__(self, name: str) -> UserValue:
        return self._dict[name]

    def __setitem__(self, name: str, value: object) -> None:
        self._dict[_public(name)] = value

    def __delitem__(self, name: str) -> None:
        del self._dict[name]

    def __contains__(self, name: object) -> bool:
        return name in self._dict

    def __len__(self) -> int:
        return len(self._dict)

    def __iter__(self) -> Iterator[str]:
        return iter(self._dict)

    def __repr__(self) -> str:
        return repr(self._dict)


class ReadOnlyObjectDict(ObjectDictProxy):
    """The same, not to be written to."""

    def __setitem__(self, name: str, value: object) -> None:
        raise NotImplementedError(f"{name} cannot be set: this is read-only")

    def __delitem__(self, name: str) -> None:
        raise NotImplementedError(f"{name} cannot be deleted: this is read-only")

    def __delattr__(self, name: str) -> None:
        del self[name]


def _public(name: str) -> str:
    if name.startswith("_"):
        raise ArgumentError(f"{name!r}: names that begin with _ are taken")
    return name


local = ObjectDictProxy(lambda: current_session().local)
"""A place for the app's own data, one for each session, shared by its tasks."""
