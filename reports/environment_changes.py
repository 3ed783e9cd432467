"""What changed of an environment between two inventories, section by section; only what was read in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct

from reports.difference import SectionChange
from scanner.inventory.absence import Absent, Collected, Declared, known
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Inventory

# They move by themselves on a healthy day, and say nothing about what a migration needs.
_RESTLESS = ("last_logon", "password_set", "changed", "free", "current_mhz")
# What tells one thing of a list from another: the first of these that all of them have and that no two share.
_IDENTITIES = (
    ("name",), ("name", "server"), ("server",), ("server", "directory"), ("database", "server"),
    ("program", "version", "mode"), ("type_details", "database", "server"), ("partner",), ("mount",),
)  # fmt: skip
_WHOLE = ""
# Characters of a list that is shown whole.
LONGEST = 300


def changes_between(before: Inventory, after: Inventory) -> list[SectionChange]:
    """Every change, in the order of the inventory. Machines that one scan did not read are none: that is coverage."""
    made: list[SectionChange] = []
    for name in SINGLE_SECTIONS:
        made += _section(name, _WHOLE, getattr(before, name), getattr(after, name))
    old = {host.name.casefold(): host for host in before.hosts}
    for host in after.hosts:
        if host.name.casefold() in old:
            made += _record("machine", host.name, old[host.name.casefold()], host)
    made += _list("candidates", list(before.candidates), list(after.candidates))
    return made


def _section(section: str, name: str, before: Any, after: Any) -> Iterator[SectionChange]:
    if isinstance(before, Absent) or isinstance(after, Absent):
        return
    old, new = known(before), known(after)
    if isinstance(old, list) and isinstance(new, list) and not name:
        yield from _list(section, old, new)
    elif isinstance(old, Struct) and isinstance(new, Struct):
        yield from _record(section, name, old, new)
    elif _plain(old) != _plain(new):
        yield SectionChange(
            section=section, name=name, change="changed", fields={section: (_said(old), _said(new))}
        )


def _list(section: str, before: list[Any], after: list[Any]) -> Iterator[SectionChange]:
    identity = _identity(before, after)
    old, new = {identity(item): item for item in before}, {identity(item): item for item in after}
    for key, item in old.items():
        if key not in new:
            yield SectionChange(section=section, name=_named(item), change="removed")
    for key, item in new.items():
        if key not in old:
            yield SectionChange(section=section, name=_named(item), change="added")
        elif isinstance(item, Struct):
            yield from _record(section, _named(item), old[key], item)


def _record(section: str, name: str, before: Struct, after: Struct) -> Iterator[SectionChange]:
    fields: dict[str, tuple[str, str]] = {}
    for part in after.__struct_fields__:
        old, new = getattr(before, part), getattr(after, part)
        if isinstance(new, Collected | Declared | Absent):
            yield from _section(f"{section}.{part}", name, old, new)
        elif part not in _RESTLESS and _plain(old) != _plain(new):
            fields[part] = (_said(old), _said(new))
    if fields:
        yield SectionChange(section=section, name=name, change="changed", fields=fields)


def _identity(before: list[Any], after: list[Any]) -> Callable[[Any], object]:
    for names in _IDENTITIES:
        if all(_tells(items, names) for items in (before, after)):
            return partial(_key, names=names)
    return _said


def _tells(items: Iterable[Any], names: tuple[str, ...]) -> bool:
    listed = list(items)
    if not all(isinstance(item, Struct) and set(names) <= set(item.__struct_fields__) for item in listed):
        return False
    return len({_key(item, names) for item in listed}) == len(listed)


def _key(item: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(getattr(item, name)).casefold() for name in names)


def _named(item: Any) -> str:
    names = [
        getattr(item, name)
        for name in ("name", "host", "database", "program", "server")
        if hasattr(item, name)
    ]
    version = getattr(item, "version", None)
    return " ".join(str(part) for part in (names[0], version) if part) if names else _said(item)


def _plain(value: Any) -> Any:
    """The value as data, without what moves by itself."""

    def quiet(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: quiet(item) for key, item in data.items() if key not in _RESTLESS}
        return [quiet(item) for item in data] if isinstance(data, list) else data

    return quiet(msgspec.to_builtins(value))


def _said(value: Any) -> str:
    if value is None:
        return ""
    said = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    # A list of all recipients, say: how many there are tells more than what could be shown of them.
    return f"{len(value)} entries" if isinstance(value, list) and len(said) > LONGEST else said
