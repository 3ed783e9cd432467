"""When Microsoft's support of a product ends: Exchange, Windows Server, Office. Each last day still counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from checks.knowledge.table import Row, rows

FILE = "lifecycle.csv"

Family = Literal["exchange", "windows", "office"]
Phase = Literal["mainstream", "extended", "ended"]

_DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")


class Lifecycle(Row, frozen=True, kw_only=True):
    """The days of one product. Under the modern policy no end is set as long as it is kept up to date.

    `esu_end` is the last day, or month, of Extended Security Updates: paid for, and no support.
    """

    family: Family
    product: str
    policy: Literal["fixed", "modern"]
    mainstream_end: date | None = None
    extended_end: date | None = None
    esu_end: str | None = None

    def phase(self, as_of: date) -> Phase:
        """The phase of support on a day; extended is support, Extended Security Updates are not."""
        if self.extended_end is None or (self.mainstream_end is not None and as_of <= self.mainstream_end):
            return "mainstream"
        return "extended" if as_of <= self.extended_end else "ended"

    def has_esu(self, as_of: date) -> bool:
        """Whether Extended Security Updates can still come out on a day; all of the last month when no day is known."""
        return self.esu_end is not None and as_of.isoformat()[: len(self.esu_end)] <= self.esu_end


def exchange(product: str) -> Lifecycle | None:
    """By short name, such as 2016 or SE."""
    return _table().get(("exchange", product))


def windows_server(release: str) -> Lifecycle | None:
    """By name, such as Windows Server 2019."""
    return _table().get(("windows", release))


def office(version: str) -> Lifecycle | None:
    """By name, such as Office 2016; Outlook shares the days of its Office."""
    return _table().get(("office", version))


def _wrong(row: Lifecycle) -> str | None:
    if (row.policy == "fixed") != (row.extended_end is not None):
        return "an end belongs to the fixed policy, and to no other"
    if row.mainstream_end and row.extended_end and row.mainstream_end > row.extended_end:
        return "mainstream support ends after extended support"
    if row.esu_end is not None and not _DAY_OR_MONTH.fullmatch(row.esu_end):
        return f"esu_end is {row.esu_end}, neither a day nor a month"
    if row.esu_end is not None and (row.extended_end is None or row.esu_end < row.extended_end.isoformat()):
        return "Extended Security Updates end before extended support"
    return None


@cache
def _table() -> Mapping[tuple[Family, str], Lifecycle]:
    found: dict[tuple[Family, str], Lifecycle] = {}

    def wrong(row: Lifecycle) -> str | None:
        key = (row.family, row.product)
        if key in found:
            return f"{row.product} stands there twice"
        found[key] = row
        return _wrong(row)

    rows(FILE, Lifecycle, wrong)
    return found
