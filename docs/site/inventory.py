"""The page of the inventory file: every section and field, what it is and where it is read, from the model."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct

from docs.site.markdown import plain, table
from scanner.inventory.absence import Collected, Declared, Failed, Skipped
from scanner.inventory.model import SCHEMA, Inventory

HEAD = f"""# The inventory file

Made from the model; `exready inventory schema` prints the same as a JSON Schema. This is schema {SCHEMA}; files of
older schemas are read too.

A section is one of four things, which its key `state` names: `collected` (`data`, `source`, `at`), `declared`
(`data`, `by`, `at`), `failed` or `skipped` (`code`, `values`, `collector`, `at`). A field that was asked and not stated
is `null`, a list that was read and is empty is `[]`. Sizes are in bytes unless they say otherwise,
times carry their offset.
"""
_SECTIONS = (Collected, Declared, Failed, Skipped)
_SIMPLE = {
    str: "text", int: "integer", float: "number", bool: "true or false", datetime: "time", Any: "anything",
}  # fmt: skip


def pages() -> dict[Path, str]:
    """The page."""
    lines = [HEAD]
    for record in records(Inventory):
        lines += _record(record)
    return {Path("reference/inventory.md"): "\n".join(lines)}


def records(first: type[Struct]) -> list[type[Struct]]:
    """A record and all that its fields lead to, in the order in which they are met."""
    met = [first]
    for record in met:
        for hint in get_type_hints(record).values():
            met += [found for found in dict.fromkeys(_structs(hint)) if found not in met]
    return met


def _structs(hint: Any) -> Iterator[type[Struct]]:
    if isinstance(hint, type) and issubclass(hint, Struct) and hint not in _SECTIONS:
        yield hint
    for part in get_args(hint):
        yield from _structs(part)


def _record(record: type[Struct]) -> Iterator[str]:
    yield from (f"\n## {record.__name__}", "", plain((inspect.getdoc(record) or "").split("\n\n")[0]))
    if record.__struct_config__.array_like:
        yield from ("", "There are many of these, so each is saved as a list of its values in this order.")
    rows = []
    for name, hint in get_type_hints(record, include_extras=True).items():
        told = next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Meta)), None)
        origin = (told.extra_json_schema or {}).get("x-origin", "") if told else ""
        rows.append((f"`{name}`", type_words(hint), plain((told and told.description) or ""), plain(origin)))
    yield from table(("Field", "Type", "What it is", "Where from"), rows)


def type_words(hint: Any) -> str:
    """A type in words, with links to the records in it."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return type_words(parts[0])
    if origin is Literal:
        return " or ".join(f"`{each}`" for each in parts)
    if origin in (Union, UnionType):
        return _choice(parts)
    if origin is list:
        return f"list of {type_words(parts[0])}"
    if origin is dict:
        return f"table of {type_words(parts[1])} by {type_words(parts[0])}"
    if hint in _SECTIONS:  # alone: a reason why something is absent
        return f"`{hint.__struct_config__.tag}`"
    if isinstance(hint, type) and issubclass(hint, Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return _SIMPLE[hint]


def _choice(parts: tuple[Any, ...]) -> str:
    sections = [part for part in parts if get_origin(part) in _SECTIONS]
    if sections:
        return f"section: {type_words(get_args(sections[0])[0])}"
    words = [type_words(part) for part in parts if part is not NoneType]
    return ", or ".join([*words, *(["`null`"] if NoneType in parts else [])])
