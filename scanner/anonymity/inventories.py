"""A whole inventory with its names replaced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from scanner.anonymity.fields import Kind, kinds, text_fields
from scanner.anonymity.texts import Renamer, Words
from scanner.inventory.model import HOLDS, Inventory

REPLACED = " Names, addresses and identifiers in it are not the real ones: exready replaced them."


def anonymized(inventory: Inventory, salt: bytes, compared: Iterable[str] = ()) -> Inventory:
    """The inventory with every name in it replaced by another one of the same kind. Pure.

    Args:
        inventory: stays as it is.
        salt: by which names are replaced: the same ones by the same ones in every inventory.
        compared: texts that checks compare with, which stay where they can be no name.

    Raises:
        KeyError: for a field that `fields.toml` does not name, which would leave unread.
    """
    renamer = Renamer(salt, Words(compared))

    def renamed(value: Any, kind: Kind | None) -> Any:
        if isinstance(value, str):
            return value if kind is None else renamer.text(value, kind)
        if isinstance(value, list):
            return [renamed(each, kind) for each in value]
        if isinstance(value, dict):  # reasons: the keys are words of exready, or of whoever edited the file
            return {renamer.text(key, "terms"): renamed(each, kind) for key, each in value.items()}
        return record(value) if isinstance(value, Struct) else value

    def record(found: Struct) -> Struct:
        own, texts = type(found), text_fields(type(found))
        changes = {
            name: renamed(getattr(found, name), _KINDS[own.__name__, name] if name in texts else None)
            for name in found.__struct_fields__
        }
        return replace(found, **changes)

    made = record(inventory)
    assert isinstance(made, Inventory)
    return replace(made, holds=HOLDS + REPLACED)


_KINDS = kinds()
