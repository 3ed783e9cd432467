"""Which roles and features of Windows each version of Exchange needs, by the names of Get-WindowsFeature."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from checks.knowledge.table import Row, rows
from scanner.inventory.model import Role
from scanner.inventory.names import PRODUCTS, WINDOWS_SERVERS

FILE = "windows_features.csv"


class Feature(Row, frozen=True, kw_only=True):
    """One feature. Versions of Exchange are joined by spaces, Windows releases by commas; no installation: any."""

    product: str
    windows: str
    installation: Literal["Server", "Server Core"] | None = None
    role: Literal["mailbox", "edge"]
    feature: str

    @property
    def releases(self) -> list[str]:
        """The Windows releases, by name."""
        return self.windows.split(", ")


def needed(product: str, windows: str, role: Role) -> Sequence[Feature]:
    """The features of an Exchange version on a Windows release by name, of any installation; none: no list is known.

    Microsoft has one list for the Mailbox and the Client Access role.
    """
    wanted = "edge" if role == "edge" else "mailbox"
    return [
        row
        for row in _table()
        if product in row.product.split() and windows in row.releases and row.role == wanted
    ]


def names() -> set[str]:
    """Every feature that some version needs."""
    return {row.feature for row in _table()}


@cache
def _table() -> Sequence[Feature]:
    seen: set[tuple[str, str, str, str]] = set()

    def wrong(row: Feature) -> str | None:
        for product in row.product.split():
            if product not in [name for _, name in PRODUCTS]:
                return f"{product} is no version of Exchange"
            for release in row.releases:
                if release not in [name for _, name in WINDOWS_SERVERS]:
                    return f"{release} is no Windows Server"
                key = (product, release, row.role, row.feature.casefold())
                if key in seen:
                    return f"{row.feature} stands there twice for {product} on {release}"
                seen.add(key)
        return None

    return rows(FILE, Feature, wrong)
