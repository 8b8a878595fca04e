"""Names for the plain values that travel between the layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NewType, TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
"""A value that JSON can carry. What has this type can be encoded; see `domain.jsonable`."""

JsonObject: TypeAlias = Mapping[str, Json]

SessionId = NewType("SessionId", str)
TaskId = NewType("TaskId", str)
CallbackId = NewType("CallbackId", str)

UserValue: TypeAlias = Any
"""A value whose type only the author knows: what an option of a select stands for, what a form
holds under a name. `object` would force a cast at every use."""
