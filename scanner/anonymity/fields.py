"""Which fields of the inventory hold text, and of what kind it is: every one stands in `fields.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct

from scanner.inventory.model import Inventory

Kind = Literal["people", "names", "terms", "texts"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@cache
def kinds() -> Mapping[tuple[str, str], Kind]:
    """The kind of each field, by the name of its record and its own."""
    table = tomllib.loads((files("scanner.anonymity") / "fields.toml").read_text("utf-8"))
    return {
        (record, field): kind
        for kind in KINDS
        for record, fields in table[kind].items()
        for field in fields
    }  # fmt: skip


@cache
def text_fields(record: type[Struct]) -> tuple[str, ...]:
    """Fields that may hold text of somebody's choice; words of a fixed choice are no such text."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(
        name
        for name in record.__struct_fields__
        if _may_be_text(hints[name]) and (record, name) != (Inventory, "holds")
    )


@cache
def fields_with_records(record: type[Struct]) -> tuple[str, ...]:
    """Fields in which there may be further records."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(name for name in record.__struct_fields__ if _may_be_record(hints[name]))


@cache
def records() -> tuple[type[Struct], ...]:
    """Every kind of record an inventory can hold."""
    found: dict[type[Struct], None] = {}

    def visit(kind: Any) -> None:
        own = get_origin(kind) or kind
        if isinstance(own, type) and issubclass(own, Struct) and own not in found:
            found[own] = None
            for hint in get_type_hints(own, include_extras=True).values():
                visit(hint)
        for part in get_args(kind):
            visit(part)

    visit(Inventory)
    return tuple(found)


@cache
def words_of_the_model() -> Sequence[str]:
    """What the inventory calls its fields, what it says of them, and where they are from."""
    return tuple(_words_of_the_model())


def _words_of_the_model() -> Iterator[str]:
    for record in records():
        for name, hint in get_type_hints(record, include_extras=True).items():
            yield name
            for said in get_args(hint)[1:] if get_origin(hint) is Annotated else ():
                if isinstance(said, Meta):
                    yield f"{said.description} {(said.extra_json_schema or {}).get('x-origin', '')}"


def _may_be_text(hint: Any) -> bool:
    if hint is str:
        return True
    if isinstance(hint, TypeVar) or get_origin(hint) is Literal or _is_record(hint):
        return False
    parts = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    return any(map(_may_be_text, parts))


def _may_be_record(hint: Any) -> bool:
    return isinstance(hint, TypeVar) or _is_record(hint) or any(map(_may_be_record, get_args(hint)))


def _is_record(hint: Any) -> bool:
    own = get_origin(hint) or hint
    return isinstance(own, type) and issubclass(own, Struct)
