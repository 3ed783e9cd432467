"""What the versions of Exchange that may be present work with: forest levels, and Windows on domain controllers.

A row holds from a build on, until the next row of the same version. A row of low confidence proves nothing either way:
what lies between the sure rows and it can be neither confirmed nor denied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from checks.knowledge.builds import at_least, release_of
from checks.knowledge.table import Row, rows
from scanner.inventory.names import (
    FUNCTIONAL_LEVELS,
    PRODUCTS_WITH_ROLLUPS,
    WINDOWS_SERVERS,
    product_of,
    same_service_pack,
)

FILE = "support_matrix.csv"

Of = Literal["forest-level", "domain-controllers"]
Answer = Literal["yes", "no", "update-first", "unknown"]

# Ranks: functional levels are numbers already, Windows releases stand in the order of their table.
_RANKS: Mapping[Of, Mapping[str, int]] = {
    "forest-level": {name: level for level, name in FUNCTIONAL_LEVELS.items()},
    "domain-controllers": {name: rank for rank, (_, name) in enumerate(WINDOWS_SERVERS)},
}


class Range(Row, frozen=True, kw_only=True):
    """Oldest and newest, both included, that a version works with from a build on; `named` is that build in words."""

    of: Of
    product: str
    from_build: str
    named: str
    oldest: str
    newest: str


class Support(Struct, frozen=True, kw_only=True):
    """What one server works with, as far as it can be told from its build.

    `newest` is the newest that is sure of this build, None when nothing is; `at_most` the newest of the version with
    any update, sure or not. `hidden` is a row that an update the directory does not show may have brought, `update`
    one that an update would surely bring.
    """

    answer: Answer
    newest: str | None
    at_most: str | None
    hidden: Range | None
    update: Range | None


def supports(of: Of, wanted: str, build: str, exact: bool) -> Support:
    """Whether the Exchange of a build works with a forest level or Windows release, by name.

    `exact` is false for a directory stamp, which does not move with update rollups. Oldest bounds are not looked at:
    what a version needs at least is the matter of its own migration, long ago.
    """
    ranks, every = _RANKS[of], ranges(of, product_of(build) or "")
    rank = ranks[wanted]

    def first(of_rows: Sequence[Range]) -> Range | None:
        return next((row for row in of_rows if rank <= ranks[row.newest]), None)

    held = [row for row in every if at_least(build, row.from_build)]
    sure = [row for row in held if row.confidence != "low"][-1:]
    later = [row for row in every[len(held) :] if row.confidence != "low"]
    hidden = None if exact else first([row for row in later if _may_be_there(build, row)])
    # What nobody could confirm is no reason to say no, whichever build it begins with.
    doubtful = first([row for row in every if row.confidence == "low"])
    update = first(later)
    answer: Answer
    if first(sure):
        answer = "yes"
    elif not held or hidden or doubtful:
        answer = "unknown"
    else:
        answer = "update-first" if update else "no"
    return Support(
        answer=answer,
        newest=sure[0].newest if sure else None,
        at_most=every[-1].newest if every else None,
        hidden=hidden,
        update=update,
    )


def ranges(of: Of, product: str) -> Sequence[Range]:
    """The rows of a version, by build; none for a version this rule book has nothing about."""
    return _table().get((of, product), ())


def _may_be_there(stamp: str, row: Range) -> bool:
    """Whether an update that leaves the stamp alone may have brought the server to the row."""
    return row.product in PRODUCTS_WITH_ROLLUPS and same_service_pack(stamp, row.from_build)


@cache
def _table() -> Mapping[tuple[Of, str], Sequence[Range]]:
    found: dict[tuple[Of, str], list[Range]] = {}

    def wrong(row: Range) -> str | None:
        ranks, line = _RANKS[row.of], found.setdefault((row.of, row.product), [])
        for name in (row.oldest, row.newest):
            if name not in ranks:
                return f"{name} is none of {', '.join(ranks)}"
        release = release_of(row.from_build)
        if release is None or release.product != row.product or release.name != row.named:
            return f"{row.from_build} is not {row.product} {row.named}"
        if ranks[row.oldest] > ranks[row.newest]:
            return f"{row.oldest} is newer than {row.newest}"
        if line and not at_least(row.from_build, line[-1].from_build):
            return f"{row.from_build} comes before {line[-1].from_build}"
        if line and ranks[row.newest] < ranks[line[-1].newest]:
            return f"{row.named} supports less than {line[-1].named}"
        line.append(row)
        return None

    rows(FILE, Range, wrong)
    return found
