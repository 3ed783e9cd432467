"""Faults that came with a build of Exchange, and the build of the same cumulative update that ended each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checks.knowledge.builds import at_least, cumulative_update_of, release_of
from checks.knowledge.table import Row, rows
from scanner.inventory.names import product_of

FILE = "known_issues.csv"


class Issue(Row, frozen=True, kw_only=True):
    """A fault from one build on; without `fixed_build` no update of that cumulative update ended it."""

    from_build: str
    fixed_build: str | None = None
    issue: str


def knows(product: str) -> bool:
    """Whether the table has anything of an Exchange version by short name."""
    return any(product_of(row.from_build) == product for row in _table())


def of_build(build: str) -> Sequence[Issue]:
    """The faults of a build; those of other cumulative updates are not its own."""
    base = cumulative_update_of(build)
    return [
        row
        for row in _table()
        if base is not None
        and cumulative_update_of(row.from_build) is base
        and at_least(build, row.from_build)
        and (row.fixed_build is None or not at_least(build, row.fixed_build))
    ]


@cache
def _table() -> Sequence[Issue]:
    def wrong(row: Issue) -> str | None:
        for build in (row.from_build, row.fixed_build):
            if build is not None and release_of(build) is None:
                return f"{build} is no build this rule book knows"
        if row.fixed_build is not None and at_least(row.from_build, row.fixed_build):
            return f"{row.fixed_build} does not come after {row.from_build}"
        return None

    return rows(FILE, Issue, wrong)
