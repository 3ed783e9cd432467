"""Which way into Microsoft 365 fits: Microsoft's own table, row by row; the first that fits decides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from checks.knowledge.table import Row, rows
from scanner.inventory.names import product_rank

FILE = "decisions.csv"


class Choice(Row, frozen=True, kw_only=True):
    """What fits organisations whose newest version lies between two, both included, and that answer so.

    `both_sides`: mailboxes stay here, or both sides must see each other's calendars. Numbers: from included, below
    excluded.
    """

    target: str
    newest_from: str
    newest_to: str
    both_sides: Literal["yes", "no"] | None = None
    mailboxes_from: int | None = None
    mailboxes_below: int | None = None
    weeks_from: int | None = None
    weeks_below: int | None = None

    @property
    def counts(self) -> bool:
        """Whether the number of mailboxes matters."""
        return self.mailboxes_from is not None or self.mailboxes_below is not None


def choice(newest: str, *, both_sides: bool, mailboxes: int | None, weeks: int | None) -> Choice | None:
    """The first row that fits; None if none does, or if it hangs on a number of mailboxes that is not known.

    Without an answer about the weeks nobody asks for more time than the work takes.
    """
    for row in _table():
        if not product_rank(row.newest_from) <= product_rank(newest) <= product_rank(row.newest_to):
            continue
        if row.both_sides is not None and (row.both_sides == "yes") != both_sides:
            continue
        if not _between(row.weeks_from, weeks or 0, row.weeks_below):
            continue
        if row.counts and mailboxes is None:
            return None
        if _between(row.mailboxes_from, mailboxes or 0, row.mailboxes_below):
            return row
    return None


def weeks() -> list[int]:
    """The numbers of weeks at which a row begins or ends."""
    found = {row.weeks_from for row in _table()} | {row.weeks_below for row in _table()}
    return sorted(number for number in found if number is not None)


def sizes() -> list[int]:
    """The numbers of mailboxes at which a row begins or ends."""
    found = {row.mailboxes_from for row in _table()} | {row.mailboxes_below for row in _table()}
    return sorted(number for number in found if number is not None)


def _between(start: int | None, number: int, below: int | None) -> bool:
    return (start is None or start <= number) and (below is None or number < below)


@cache
def _table() -> Sequence[Choice]:
    def wrong(row: Choice) -> str | None:
        try:
            backwards = product_rank(row.newest_from) > product_rank(row.newest_to)
        except ValueError as error:
            return f"there is no version of Exchange {str(error).split()[0]}"
        return "newest_from is later than newest_to" if backwards else None

    return rows(FILE, Choice, wrong)
