"""Records of the inventory by what matters to a test: everything that is not said was not stated."""

from __future__ import annotations

from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


def made(kind: type[T], /, **said: Any) -> T:
    """A record with the given fields; the others are None where they may be, or empty lists.

    Raises TypeError for a field that can be neither, and was not given.
    """
    return kind(**{**_unstated(kind, said.keys()), **said})


def _unstated(kind: type[msgspec.Struct], said: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        hint = hints[field.name]
        if field.name in said:
            continue
        if type(None) in get_args(hint):
            found[field.name] = None
        elif get_origin(hint) is list:
            found[field.name] = []
    return found
