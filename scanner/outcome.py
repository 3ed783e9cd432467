"""What a scan or an import ends with: the inventory that was written, and the places that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from scanner.inventory.absence import Failed
from scanner.inventory.model import Inventory


@dataclass(frozen=True)
class Gap:
    """A place in the inventory, such as `servers/EX07/computer`, that could not be read, and why.

    `kept_from`: when that was read which the inventory still holds there.
    """

    where: str
    absent: Failed
    kept_from: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """The file is written; with gaps it is incomplete."""

    inventory: Inventory
    path: Path
    sha256: str
    gaps: tuple[Gap, ...]


def gaps_in(plain: Any) -> Iterator[Gap]:
    """Every failed section within plain data, with its place; records kept as lists hold none."""
    for where, section in _sections(plain):
        if section["state"] == "failed":
            yield Gap(where, msgspec.convert(section, Failed))


def with_kept(gaps: Iterable[Gap], before: Inventory) -> list[Gap]:
    """The gaps with the time of what an inventory held in their places before."""
    times = {
        where: datetime.fromisoformat(section["at"])
        for where, section in _sections(msgspec.to_builtins(before))
        if section["state"] in ("collected", "declared")
    }
    return [replace(gap, kept_from=times.get(gap.where)) for gap in gaps]


def _sections(plain: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every section within plain data, with its place; those within others after them."""
    if isinstance(plain, dict):
        if "state" in plain and "at" in plain:
            yield where, plain
        inside = ((key if key != "data" else "", plain[key]) for key in plain)
    elif isinstance(plain, list):
        inside = ((str(each.get("name", "")), each) for each in plain if isinstance(each, dict))
    else:
        return
    for name, each in inside:
        yield from _sections(each, "/".join(part for part in (where, name) if part))
