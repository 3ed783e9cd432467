"""How far Setup of each release prepares the directory: schema, organisation, and the container of each domain.

One schema may belong to releases of two versions (2007 SP2 and 2010 RTM), and what prepared 2019 CU15 has prepared
Subscription Edition: the numbers say what is there, not who was.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from checks.knowledge.table import Row, rows
from scanner.inventory.names import PRODUCTS

FILE = "preparation_levels.csv"

Part = Literal["schema", "organization", "domain"]


class Levels(Row, frozen=True, kw_only=True):
    """What one release writes: rangeUpper of the schema, objectVersion of the organisation and of the container."""

    product: str
    name: str
    schema: int
    organization: int | None = None
    domain: int

    @property
    def called(self) -> str:
        """Such as `2016 CU23`."""
        return f"{self.product} {self.name}"


def levels_of(product: str, name: str) -> Levels:
    """The row of a release; raises KeyError for one the table lacks."""
    for row in _table():
        if (row.product, row.name) == (product, name):
            return row
    raise KeyError(f"{FILE} has no {product} {name}")


def newest(part: Part) -> int:
    """The highest number any known release writes."""
    return max(getattr(row, part) or 0 for row in _table())


def written_by(**found: int | None) -> list[str]:
    """The releases that write all of these numbers, the first and the last of each version; None is not looked at."""
    asked = {part: value for part, value in found.items() if value is not None}
    alike = [row for row in _table() if all(getattr(row, part) == value for part, value in asked.items())]
    versions: dict[str, list[str]] = {}
    for row in alike:
        versions.setdefault(row.product, []).append(row.called)
    return [
        names[0] if len(names) == 1 else f"{names[0]} … {names[-1].partition(' ')[2]}"
        for names in versions.values()
    ]


@cache
def _table() -> Sequence[Levels]:
    seen: set[tuple[str, str]] = set()

    def wrong(row: Levels) -> str | None:
        if row.product not in {product for _, product in PRODUCTS}:
            return f"{row.product} is no Exchange version"
        if (row.product, row.name) in seen:
            return f"{row.called} stands twice"
        seen.add((row.product, row.name))
        return None

    return rows(FILE, Levels, wrong)
