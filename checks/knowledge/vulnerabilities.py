"""Vulnerabilities of Exchange, and the day on which the update that closes each came out.

Every build that came out on that day or later holds the fix: security updates of all supported cumulative updates come
out on one day, and later cumulative updates contain them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from checks.knowledge.table import Row, rows
from scanner.inventory.names import PRODUCTS

FILE = "vulnerabilities.csv"

_NUMBER = re.compile(r"CVE-\d{4}-\d{4,7}|ADV\d{6}")


class Vulnerability(Row, frozen=True, kw_only=True):
    """One vulnerability; versions of Exchange by short name, joined by spaces. `update`: what the fix is called."""

    cve: str
    product: str
    released: date
    update: str


def of_product(product: str) -> Sequence[Vulnerability]:
    """The vulnerabilities of an Exchange version by short name, the oldest first."""
    return [row for row in _table() if product in row.product.split()]


def newest_day() -> date:
    """The day of the newest row."""
    return max(row.released for row in _table())


@cache
def _table() -> Sequence[Vulnerability]:
    seen: list[Vulnerability] = []

    def wrong(row: Vulnerability) -> str | None:
        if not _NUMBER.fullmatch(row.cve):
            return f"{row.cve} is no number of a vulnerability"
        if row.cve in {other.cve for other in seen}:
            return f"{row.cve} stands there twice"
        unknown = [
            product for product in row.product.split() if product not in [name for _, name in PRODUCTS]
        ]
        if unknown:
            return f"{unknown[0]} is no version of Exchange"
        if seen and row.released < seen[-1].released:
            return f"{row.cve} comes before {seen[-1].cve}"
        seen.append(row)
        return None

    return rows(FILE, Vulnerability, wrong)
