"""A whole inventory with its names replaced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from scanner.anonymity.fields import Kind, fields_with_records, kinds, text_fields
from scanner.anonymity.texts import Renamer, Words
from scanner.inventory.model import HOLDS, Inventory

HOLDS_NO_NAMES = (
    f"{HOLDS} Names, addresses and identifiers in it are not the real ones: exready replaced them."
)


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

    def renamed(value: Any, kind: Kind) -> Any:
        if isinstance(value, str):
            return renamer.text(value, kind)
        if isinstance(value, list):
            return [renamed(each, kind) for each in value]
        if isinstance(value, dict):  # reasons: the keys are words of exready, or of whoever edited the file
            return {renamer.text(key, "terms"): renamed(each, kind) for key, each in value.items()}
        return value

    def inside(value: Any) -> Any:
        if isinstance(value, list):
            return [inside(each) for each in value]
        return record(value) if isinstance(value, Struct) else value

    def record(found: Struct) -> Struct:
        own = type(found)
        changes = {name: inside(getattr(found, name)) for name in fields_with_records(own)}
        for name in text_fields(own):
            value = changes[name] if name in changes else getattr(found, name)
            changes[name] = renamed(value, _KINDS[own.__name__, name])
        return replace(found, **changes)

    made = record(inventory)
    assert isinstance(made, Inventory)
    return replace(made, holds=HOLDS_NO_NAMES)


_KINDS = kinds()
