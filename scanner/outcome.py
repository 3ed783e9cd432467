"""What a scan or an import ends with: the inventory that was written, and the places that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from scanner.inventory.absence import Failed
from scanner.inventory.model import Inventory


@dataclass(frozen=True)
class Gap:
    """A place in the inventory, such as `servers/EX07/computer`, that could not be read, and why."""

    where: str
    absent: Failed


@dataclass(frozen=True)
class Outcome:
    """The file is written; with gaps it is incomplete."""

    inventory: Inventory
    path: Path
    sha256: str
    gaps: tuple[Gap, ...]


def gaps_in(plain: Any, where: str = "") -> Iterator[Gap]:
    """Every failed section within plain data, with its place; records kept as lists hold none."""
    if isinstance(plain, dict):
        if plain.get("state") == "failed":
            yield Gap(where, msgspec.convert(plain, Failed))
            return
        inside = ((key if key != "data" else "", plain[key]) for key in plain)
    elif isinstance(plain, list):
        inside = ((str(each.get("name", "")), each) for each in plain if isinstance(each, dict))
    else:
        return
    for name, each in inside:
        yield from gaps_in(each, "/".join(part for part in (where, name) if part))
