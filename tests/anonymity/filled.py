"""Inventories in which every field that can hold text holds the same one."""

from __future__ import annotations

from datetime import UTC, datetime
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct

from scanner.inventory.absence import Collected, Declared, Failed, Skipped
from scanner.inventory.model import SCHEMA, Inventory

STATES = (Collected, Declared, Failed, Skipped)
AT = datetime(2026, 11, 22, tzinfo=UTC)


def filled(text: str, state: type) -> Inventory:
    """An inventory whose every section has a state, and whose every text is this one."""
    made = _value(Inventory, text, state, {})
    assert isinstance(made, Inventory)
    return made


def _value(hint: Any, text: str, state: type, of: dict[Any, Any]) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if isinstance(hint, TypeVar):
        return _value(of[hint], text, state, of)
    if origin is Annotated:
        return _value(parts[0], text, state, of)
    if origin is Literal:
        return parts[0]
    if origin is list:
        return [_value(parts[0], text, state, of)]
    if origin is dict:
        return {text: text, "host": text}
    own = origin or hint
    if isinstance(own, type) and issubclass(own, Struct):
        of = dict(zip(getattr(own, "__parameters__", ()), parts, strict=True))
        hints = get_type_hints(own, include_extras=True)
        found = {name: _value(hints[name], text, state, of) for name in own.__struct_fields__}
        return own(**found | ({"schema": SCHEMA} if own is Inventory else {}))
    if parts:  # one of several
        chosen = [part for part in parts if (get_origin(part) or part) is state]
        return _value(
            (chosen or [part for part in reversed(parts) if part is not NoneType])[0], text, state, of
        )
    return {str: text, int: 0, bool: True, float: 1.0, datetime: AT}[hint]
