"""Which .NET Framework goes with which Exchange on which Windows.

A row holds from a build on, until the next row of the same version. A row that names a Windows holds on that one alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from checks.knowledge.builds import at_least, release_of
from checks.knowledge.table import Row, rows
from scanner.inventory.names import DOTNET_RELEASES, WINDOWS_SERVERS, product_of

FILE = "dotnet_support.csv"

_VERSIONS = ("3.5", *(name for _, name in DOTNET_RELEASES))


class Frameworks(Row, frozen=True, kw_only=True):
    """What is supported from a build on; `named` is that build in words, `frameworks` versions joined by spaces."""

    product: str
    from_build: str
    named: str
    windows: str | None = None
    frameworks: str

    @property
    def versions(self) -> list[str]:
        """The versions, oldest first."""
        return self.frameworks.split()


def supported(build: str, windows: str | None) -> Frameworks | None:
    """The row of a build on a Windows release by name; None where the table has none."""
    held = [row for row in every_row(product_of(build) or "") if at_least(build, row.from_build)]
    newest = [row for row in held if row.from_build == held[-1].from_build]
    return next((row for row in newest if row.windows in (None, windows)), None)


def every_row(product: str) -> Sequence[Frameworks]:
    """The rows of an Exchange version by short name, by build."""
    return _table().get(product, ())


def rank(version: str) -> int:
    """Place of a .NET Framework version in time; raises ValueError for one the table does not know."""
    return _VERSIONS.index(version)


@cache
def _table() -> Mapping[str, Sequence[Frameworks]]:
    found: dict[str, list[Frameworks]] = {}

    def wrong(row: Frameworks) -> str | None:
        line = found.setdefault(row.product, [])
        release = release_of(row.from_build)
        if release is None or release.product != row.product or release.name != row.named:
            return f"{row.from_build} is not {row.product} {row.named}"
        if row.windows is not None and row.windows not in [name for _, name in WINDOWS_SERVERS]:
            return f"{row.windows} is no Windows Server"
        unknown = [version for version in row.versions if version not in _VERSIONS]
        if unknown or row.versions != sorted(row.versions, key=_VERSIONS.index):
            return f"{row.frameworks} are no versions in their order"
        if line and not at_least(row.from_build, line[-1].from_build):
            return f"{row.from_build} comes before {line[-1].from_build}"
        line.append(row)
        return None

    rows(FILE, Frameworks, wrong)
    return found
