"""Records of the inventory by what matters to a test: everything that is not said was not stated."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


def made(kind: type[T], /, **said: Any) -> T:
    """A record with the given fields; the others are None where they may be, or empty lists.

    Raises TypeError for a field that can be neither, and was not given.
    """
    return kind(**{**_unstated(kind, said.keys()), **said})


def _unstated(kind: type[msgspec.Struct], said: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        name: [] if is_list else None for name, is_list in _may_be_empty(kind) if name not in said
    }
    return empty


@cache
def _may_be_empty(kind: type[msgspec.Struct]) -> list[tuple[str, bool]]:
    """The fields that may be None, and the lists."""
    hints = get_type_hints(kind)
    names = [field.name for field in msgspec.structs.fields(kind)]
    optional = [(name, False) for name in names if type(None) in get_args(hints[name])]
    return optional + [(name, True) for name in names if get_origin(hints[name]) is list]
