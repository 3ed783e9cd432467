"""What Windows on workstations can run: the newest Outlook, and TLS 1.2."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from checks.knowledge.table import Row, rows
from scanner.inventory.names import version_tuple

FILE = "client_windows.csv"


class Workstation(Row, frozen=True, kw_only=True):
    """A Windows by the first two numbers of its version; TLS 1.2 with an update means that it is off without."""

    version: str
    named: str
    newest_outlook: str
    tls12: Literal["yes", "update", "no"]


def of_version(version: str) -> Workstation | None:
    """The row of a version such as `6.1 (7601)`; None when the table has none."""
    numbers = version_tuple(version)
    return _table().get(numbers[:2]) if numbers is not None else None


@cache
def _table() -> Mapping[tuple[int, ...], Workstation]:
    found: dict[tuple[int, ...], Workstation] = {}

    def wrong(row: Workstation) -> str | None:
        numbers, outlook = version_tuple(row.version), version_tuple(row.newest_outlook)
        if numbers is None or len(numbers) != 2 or outlook is None:
            return f"{row.version} or {row.newest_outlook} is no version"
        if numbers in found:
            return f"{row.version} stands there twice"
        found[numbers] = row
        return None

    rows(FILE, Workstation, wrong)
    return found
