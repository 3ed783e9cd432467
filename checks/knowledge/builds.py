"""Every build of Exchange this rule book knows: what it is called, when it came out, what came after it.

A build that is newer than the newest row of its product is newer than this rule book; it is never taken for an old one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from checks.knowledge.table import Row, rows
from scanner.inventory.names import PRODUCTS_WITH_ROLLUPS, product_of, version_tuple

FILE = "builds.csv"

# What updates are installed upon: they stay in the name, and are all a directory stamp tells.
_BASES = frozenset({"rtm", "sp", "cu", "preview"})
_DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")

Version = tuple[int, ...]


class Release(Row, frozen=True, kw_only=True):
    """One build. `also` is a build other tables give to the same release, `conflict` says in words what differs.

    `released` is a day, or a month where no day is known. `esu_only`: for customers of Extended Security Updates.
    """

    build: str
    product: str
    name: str
    kind: Literal["rtm", "sp", "cu", "ru", "su", "hu", "preview"]
    released: str
    kb: str | None = None
    esu_only: Literal["yes"] | None = None
    also: str | None = None
    conflict: str | None = None


class _Line(Struct, frozen=True):
    """The releases of one product, oldest first, and their builds as numbers."""

    versions: list[Version]
    releases: list[Release]


class _Table(Struct, frozen=True):
    by_version: Mapping[Version, Release]
    of_product: Mapping[str, _Line]


def release_of(build: str) -> Release | None:
    """The release of exactly this build; None when no table has it."""
    version = version_tuple(build)
    if version is None:
        return None
    known = _table().by_version
    # Exchange 2000 and 2003 are listed without the last number of their builds.
    return known.get(version) or known.get(version[:3])


def nearest_known(build: str) -> Release | None:
    """The newest release of the same product that is not newer than the build."""
    line = _of(build)
    place = bisect_right(line.versions, _version(build))
    return line.releases[place - 1] if place else None


def newest_of(product: str) -> Release | None:
    """The newest release of a product by its short name; None for one without rows."""
    return next(reversed(_table().of_product.get(product, _EMPTY).releases), None)


def named(product: str, name: str) -> Release | None:
    """The cumulative update, service pack or first release of a product by its name, such as CU23."""
    line = _table().of_product.get(product, _EMPTY)
    return next((found for found in line.releases if found.kind in _BASES and found.name == name), None)


def newer_than_known(build: str) -> bool:
    """Whether the build is newer than the newest row of its product."""
    versions = _of(build).versions
    return bool(versions) and _version(build) > versions[-1]


@lru_cache(maxsize=1024)  # servers are many, their builds few
def cumulative_update_of(build: str) -> Release | None:
    """The cumulative update, service pack or first release the build stands on; None when it is none of the known."""
    nearest = nearest_known(build)
    if nearest is None:
        return None
    line = _of(build)
    before = line.releases[: bisect_right(line.versions, _version(build))]
    base = next(release for release in reversed(before) if release.kind in _BASES)
    return base if _same_branch(build, base) else None


def updates_of(base: Release) -> list[Release]:
    """A cumulative update, service pack or first release, and every known update to it, the newest last."""
    line = _table().of_product[base.product].releases
    start = line.index(base)
    end = next((n for n in range(start + 1, len(line)) if line[n].kind in _BASES), len(line))
    return line[start:end]


def newest_day() -> str:
    """The day of the newest row."""
    return max(release.released for release in _table().by_version.values())


def at_least(build: str, least: str) -> bool:
    """Whether a build is the other or a newer one, whatever leading zeros they are written with."""
    return _version(build) >= _version(least)


def _same_branch(build: str, base: Release) -> bool:
    """The third number is that of the cumulative update; before there were any, the second is the service pack's."""
    version, of_base = _version(build), _version(base.build)
    if base.product in PRODUCTS_WITH_ROLLUPS:
        return version[:2] == of_base[:2]
    return base.product in _WITHOUT_BRANCHES or version[:3] == of_base[:3]


_WITHOUT_BRANCHES = frozenset({"2000", "2003"})
_EMPTY = _Line([], [])


def _of(build: str) -> _Line:
    return _table().of_product.get(product_of(build) or "", _EMPTY)


def _version(build: str) -> Version:
    return version_tuple(build) or ()


@cache
def _table() -> _Table:
    by_version: dict[Version, Release] = {}
    of_product: dict[str, _Line] = {}

    def wrong(release: Release) -> str | None:
        version = _version(release.build)
        line = of_product.setdefault(release.product, _Line([], []))
        if product_of(release.build) != release.product:
            return f"{release.build} is no build of Exchange {release.product}"
        if not _DAY_OR_MONTH.fullmatch(release.released):
            return f"released is {release.released}, neither a day nor a month"
        if line.versions and version <= line.versions[-1]:
            return f"{release.build} does not come after {line.releases[-1].build}"
        if not line.versions and release.kind not in _BASES:
            return f"{release.build} is an update, and nothing stands before it that it could update"
        if release.also is not None and not _version(release.also):
            return f"{release.also} is no build"
        line.versions.append(version)
        line.releases.append(release)
        by_version[version] = release
        return None

    for release in rows(FILE, Release, wrong):
        if release.also is not None:
            by_version.setdefault(_version(release.also), release)
    return _Table(by_version, of_product)
